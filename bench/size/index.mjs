// Bench: what a page would load, minified and gzipped. Node only.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { buildIfStale } from "../../scripts/build.mjs";
import { buildProgram } from "./programs.mjs";

const gz = (data) => gzipSync(data, { level: 9 }).length / 1024;
const shown = (kilobytes) => `${kilobytes.toFixed(1)} KB`;
const SOLID = { external: [/^solid-js/] };

/** The binary that a text stands for, in hexadecimal digits or base64. */
const bytesOf = (text) => Buffer.from(text, /^[0-9a-f]*$/.test(text) ? "hex" : "base64");

/** The wasm file of a peer, compressed. */
function gzOfFile(specifier) {
  const { resolve } = createRequire(import.meta.url);
  return gz(readFileSync(resolve(specifier)));
}

export default {
  name: "size",
  title: "Size",
  async run() {
    await buildIfStale();
    const weigh = async (name, options) => {
      const { code, binary } = await buildProgram(name, options);
      return { size: gz(code), binary };
    };
    const engine = await weigh("engine", { ...SOLID, binary: false });
    const whole = await weigh("engine", SOLID);
    const wasm = gz(bytesOf(engine.binary));
    const tutorial = await weigh("tutorial");
    const [solid, jax, tfjs, tfjsWasm, rose] = [
      await weigh("solid"),
      await weigh("jax"),
      await weigh("tfjs"),
      await weigh("tfjs-wasm"),
      await weigh("rose"),
    ];
    const tfjsBinary = gzOfFile("@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm");
    const sizes = [
      ["ours: every op, JavaScript kernels, no Solid, no wasm", engine.size],
      ["ours: the wasm kernels, as binary", wasm],
      ["ours: every op and all kernels (wasm as text), no Solid", whole.size],
      ["ours: the tutorial's program, with Solid and all kernels", tutorial.size],
      ["Solid alone: a signal and an effect", solid.size],
      ["jax-js: the tutorial's program", jax.size],
      ["tfjs, cpu: the tutorial's program", tfjs.size],
      ["tfjs, wasm: the tutorial's program and its wasm file", tfjsWasm.size + tfjsBinary],
      ["Rose: what the tutorial's program imports, without its wasm file", rose.size],
    ];
    return {
      name: "size",
      title: this.title,
      description:
        "Minified by Vite and gzipped (level 9), as an app would load it; what a program does not use " +
        "is dropped where the library lets it.",
      tables: [
        { header: ["program", "gz"], rows: sizes.map(([label, size]) => [label, shown(size)]) },
      ],
      goals: [
        {
          text: "every op with JavaScript kernels at most 60 KB gz",
          value: engine.size,
          atMost: 60,
        },
        { text: "wasm kernels at most 15 KB gz", value: wasm, atMost: 15 },
      ],
      figures: Object.fromEntries(sizes),
    };
  },
};
