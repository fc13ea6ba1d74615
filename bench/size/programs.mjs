// The programs that are weighed, and how: bundled as an app would be, by Vite, minified, everything
// unused dropped. Ours is taken from the built package.

import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The tutorial's graph in each library's words; three values are displayed. */
const PROGRAMS = {
  engine: `import * as engine from "solid-autograd"; globalThis.engine = engine;`,
  tutorial: `
    import { createBackward, nn, ones, randn, zeros } from "solid-autograd";
    import { createEffect, createRoot } from "solid-js";
    createRoot(() => {
      const x = ones(5), y = zeros(3);
      const w = randn(5, 3, { requiresGrad: true }), b = randn(3, { requiresGrad: true });
      const loss = nn.functional.binaryCrossEntropyWithLogits(x.matmul(w).add(b), y);
      createBackward(loss);
      createEffect(() => console.log(loss.item(), String(w.grad), String(b.grad)));
      w.setAt([0, 0], 1);
    });`,
  solid: `
    import { createEffect, createRoot, createSignal } from "solid-js";
    createRoot(() => {
      const [value, setValue] = createSignal(0);
      createEffect(() => console.log(value()));
      setValue(1);
    });`,
  jax: `
    import { init, jit, nn, numpy as np, random, valueAndGrad } from "@jax-js/jax";
    await init("wasm");
    const lossOf = (w, b, x, y) => {
      const z = np.matmul(x, w).add(b);
      return np.mean(nn.softplus(z.ref).sub(z.mul(y)));
    };
    const step = jit(valueAndGrad(lossOf, { argnums: [0, 1] }));
    const w = random.normal(random.key(0), [5, 3]), b = random.normal(random.key(1), [3]);
    const [loss, [dw, db]] = step(w, b, np.ones([5]), np.zeros([3]));
    console.log(loss.item(), dw.js(), db.js());`,
  tfjs: `
    import "@tensorflow/tfjs-backend-cpu";
    import * as tf from "@tensorflow/tfjs-core";
    const x = tf.ones([1, 5]), y = tf.zeros([1, 3]);
    const w = tf.variable(tf.randomNormal([5, 3])), b = tf.variable(tf.randomNormal([3]));
    const loss = () => tf.losses.sigmoidCrossEntropy(y, tf.add(tf.matMul(x, w), b));
    const { value, grads } = tf.variableGrads(loss, [w, b]);
    console.log(value.dataSync(), grads[w.name].dataSync(), grads[b.name].dataSync());`,
  rose: `
    import { Dual, Real, Vec, abs, add, compile, div, fn, gt, mul, opaque, select, sub, vjp } from "rose";
    globalThis.rose = { Dual, Real, Vec, abs, add, compile, div, fn, gt, mul, opaque, select, sub, vjp };`,
};
PROGRAMS["tfjs-wasm"] = PROGRAMS.tfjs.replace("tfjs-backend-cpu", "tfjs-backend-wasm");

/** Longer texts are data: the kernels' binary. */
const BINARY = /(["'`])[A-Za-z0-9+/=]{3000,}\1/;

/** Answers the program under a made-up name. */
const entryOf = (text) => ({
  name: "program",
  resolveId: (id) => (id === "program" ? here("program.js") : null),
  load: (id) => (id === here("program.js") ? text : null),
});

/** Takes the kernels' binary out; calls `seen` with it. */
const withoutBinary = (seen) => ({
  name: "without-binary",
  transform(code) {
    const found = BINARY.exec(code);
    if (!found) return null;
    seen(found[0].slice(1, -1));
    return { code: code.replace(BINARY, '""'), map: null };
  },
});

/**
 * Bundles a program.
 * @param {keyof typeof PROGRAMS} name
 * @param {{ external?: RegExp[], binary?: boolean }} [options]  Without `binary` ours has no wasm.
 * @returns {Promise<{ code: string, binary: string }>} the bundle's JavaScript, and ours' kernels as text
 */
export async function buildProgram(name, { external = [], binary: keep = true } = {}) {
  let binary = "";
  const plugins = [entryOf(PROGRAMS[name])];
  if (!keep) plugins.push(withoutBinary((text) => (binary = text)));
  const { output } = await build({
    configFile: false,
    root: here(".."),
    logLevel: "silent",
    mode: "production",
    plugins,
    resolve: {
      alias: { "solid-autograd": here("../../dist/index.js") },
      conditions: ["browser", "production", "module", "import", "default"],
    },
    build: {
      write: false,
      target: "es2022",
      assetsInlineLimit: 0,
      rolldownOptions: { input: "program", external },
    },
  });
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("\n");
  return { code, binary };
}
