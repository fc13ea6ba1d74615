// The package as its users get it: built, imported on plain Node, bundled, type-checked.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { build } from "vite";
import solid from "vite-plugin-solid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../scripts/setup.mjs";

const run = promisify(execFile);
const plain = { cwd: root, env: { ...process.env, NODE_ENV: "production" } };
let printed = "";
/** A project that has the package installed. */
let project = "";

beforeAll(async () => {
  printed = (await run(process.execPath, ["scripts/example.mjs"], plain)).stdout;
  project = mkdtempSync(join(tmpdir(), "consumer-"));
  mkdirSync(join(project, "node_modules"));
  symlinkSync(root, join(project, "node_modules/solid-autograd"), "junction");
  for (const name of ["solid-js", "csstype"]) {
    const installed = join(root, "node_modules", name);
    symlinkSync(installed, join(project, "node_modules", name), "junction");
  }
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
}, 120_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Runs a module's text on plain Node, at home in the project. */
async function onNode(text: string): Promise<string> {
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", text], plain);
  return stdout.trim();
}

/** Bundles the text as an application of the project would, and returns the code. */
async function bundled(
  text: string,
  plugins: ReturnType<typeof solid>[] = [],
  minify = false,
): Promise<string> {
  const entry = join(project, "main.jsx");
  writeFileSync(entry, text);
  const result = await build({
    configFile: false,
    root: project,
    logLevel: "error",
    plugins,
    // The package is linked here, not copied: it must not be taken for the application's own files.
    resolve: { preserveSymlinks: true },
    build: { write: false, minify, lib: { entry, formats: ["es"] } },
  });
  const [{ output }] = result as unknown as [{ output: { code?: string }[] }];
  return output.map(({ code }) => code ?? "").join("\n");
}

test("the example prints the tutorial's numbers on plain Node", () => {
  expect(printed.split("\n").slice(-9).join("\n")).toBe(
    `Gradient function for z = AddBackward0
Gradient function for loss = BinaryCrossEntropyWithLogitsBackward0
tensor([[0.2661, 0.1179, 0.0027],
        [0.2661, 0.1179, 0.0027],
        [0.2661, 0.1179, 0.0027],
        [0.2661, 0.1179, 0.0027],
        [0.2661, 0.1179, 0.0027]])
tensor([0.2661, 0.1179, 0.0027])
`,
  );
});

test("every entry imports on a server and touches no DOM", async () => {
  const names = await onNode(`
    for (const name of ["document", "window", "HTMLElement", "customElements"])
      Object.defineProperty(globalThis, name, { get() { throw new Error("touched " + name); } });
    const engine = await import("solid-autograd");
    const components = await import("solid-autograd/components");
    console.log(Object.keys(engine).includes("tensor"), Object.keys(components).includes("Heatmap"));
  `);
  expect(names).toBe("true true");
});

test("the code cell imports on a server too", async () => {
  const names = await onNode(`
    const { CodeCell } = await import("solid-autograd/code");
    console.log(typeof CodeCell, typeof document);
  `);
  expect(names).toBe("function undefined");
});

test.each(["components", "code"])(
  "the builds of %s for browser, server and Solid projects offer the same",
  (entry) => {
    const names = [".js", ".server.js", ".jsx"].map((ending) => {
      const text = readFileSync(join(root, "dist", `${entry}${ending}`), "utf8");
      return text.slice(text.lastIndexOf("export {")).split("}")[0];
    });
    expect(new Set(names).size).toBe(1);
  },
);

// A bundler that knows no Solid takes `let canvas` for undefined where only `ref={canvas}` assigns it.
test.each(["components", "code"])(
  "the build of %s for Solid projects does all that the one for browsers does",
  (entry) => {
    const called = (ending: string): Set<string | undefined> => {
      const text = readFileSync(join(root, "dist", `${entry}${ending}`), "utf8");
      return new Set([...text.matchAll(/\.(\w+)\(/g)].map((found) => found[1]));
    };
    const kept = called(".jsx");
    expect([...called(".js")].filter((name) => !kept.has(name))).toEqual([]);
  },
);

test("editor and interpreter come with the code cell alone, which shares engine and components", () => {
  const importsOf = (entry: string) => {
    const text = readFileSync(join(root, "dist", `${entry}.js`), "utf8");
    return new Set([...text.matchAll(/^import .*? from "([^"]+)";$/gm)].map((found) => found[1]));
  };
  const components = importsOf("components");
  const code = importsOf("code");
  expect([...components].filter((name) => /codemirror|lezer|python/.test(name ?? ""))).toEqual([]);
  expect(code).toContain("@codemirror/view");
  expect(code).toContain("solid-autograd/python");
  expect(code).toContain("solid-autograd/components");
  // Nothing of the components is in it a second time: words in force are theirs.
  expect([...code].some((name) => /d3|dagre/.test(name ?? ""))).toBe(false);
});

test("publint finds nothing", async () => {
  const cli = join(root, "node_modules/publint/src/cli.js");
  const { stdout } = await run(process.execPath, [cli, "run", "--strict"], plain);
  expect(stdout).toContain("All good!");
});

test("only the build, the licence and the documents are published", async () => {
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json"], { ...plain, shell: true });
  const { files } = JSON.parse(stdout)[0] as { files: { path: string }[] };
  const others = files.map(({ path }) => path).filter((path) => !path.startsWith("dist/"));
  expect(others.sort()).toEqual([
    "API.md",
    "COMPONENTS.md",
    "LICENSE",
    "OPS.md",
    "README.md",
    "bench/RESULTS.md",
    "docs/page.png",
    "examples/tutorial.mjs",
    "package.json",
  ]);
});

test("the sizes in the README are those of this build", async () => {
  const check = run(process.execPath, ["scripts/sizes.mjs", "--check"], plain);
  expect((await check).stderr).toBe("");
}, 120_000);

test("a bundle that imports one name keeps the methods of tensors", async () => {
  const code = await bundled(`
    import { tensor } from "solid-autograd";
    export const product = tensor([[1, 2]]).matmul(tensor([[3], [4]])).tolist();
  `);
  const file = join(project, "bundle.mjs");
  writeFileSync(file, code);
  expect(
    await onNode(`console.log(JSON.stringify((await import(${JSON.stringify(file)})).product))`),
  ).toBe("[[11]]");
});

test("a bundle that uses nothing of the package carries nothing of it", async () => {
  const code = await bundled(`import "solid-autograd"; import "solid-autograd/components";`);
  expect(code.trim()).toBe("");
});

/** The names of the operations that are in a bundle. */
const operationsIn = (code: string) =>
  new Set([...code.matchAll(/^\s*name: "(\w+)",\n\s*namespace:/gm)].map((found) => found[1]));
/** The names of the layers and optimizers that are in a bundle. */
const classesIn = (code: string) =>
  new Set([...code.matchAll(/static name = "(\w+)"/g)].map((found) => found[1]));

test("a bundle carries no layer, optimizer or function of a namespace that it does not use", async () => {
  const uses = (expression: string) =>
    bundled(`import { nn, optim } from "solid-autograd"; export const used = ${expression};`);
  const plain = await uses("nn.functional.huberLoss");
  expect(operationsIn(plain)).toContain("huberLoss");
  expect(operationsIn(plain)).not.toContain("instanceNorm");
  expect(classesIn(plain)).not.toContain("Linear");
  const layers = classesIn(await uses("[nn.Linear, optim.Adam]"));
  expect(layers).toContain("Linear");
  expect(layers).toContain("Adam");
  expect(layers).not.toContain("LSTM");
  expect(layers).not.toContain("RMSprop");
});

test("the package carries no samples and no lines of documentation", async () => {
  const whole = await onNode(`
    import { operations } from "solid-autograd";
    console.log([...operations.values()].some((op) => op.doc !== undefined || op.samples !== undefined));`);
  expect(whole).toBe("false");
});

test("layers bear their names in a minified bundle", async () => {
  const code = await bundled(
    `import { nn } from "solid-autograd";
     export const text = String(new nn.Sequential(new nn.Linear(2, 1), new nn.ReLU()));
     export let refusal = "";
     try { new nn.Dropout(2); } catch (thrown) { refusal = thrown.op; }`,
    [],
    true,
  );
  expect(code).not.toMatch(/class (Linear|ReLU|Dropout)\b/);
  const file = join(project, "minified.mjs");
  writeFileSync(file, code);
  expect(
    await onNode(
      `const { text, refusal } = await import(${JSON.stringify(file)}); console.log(text, refusal)`,
    ),
  ).toBe(`Sequential(
  (0): Linear(in_features=2, out_features=1, bias=True)
  (1): ReLU()
) Dropout`);
});

test("a Solid project compiles the components itself, around a single engine", async () => {
  const text = `
    import { tensor } from "solid-autograd";
    import { Heatmap } from "solid-autograd/components";
    export const view = () => <Heatmap of={tensor([1, 2])} />;
  `;
  const code = await bundled(text, [solid()]);
  expect(code).not.toContain("solid-autograd/components");
  expect(code.match(/^(var|let|const|class) Tensor\b/gm)).toHaveLength(1);
});

/** What a strict project with Node's module rules is told about a file. */
function complaints(name: string, text: string): string[] {
  const main = join(project, name);
  writeFileSync(main, text);
  const program = ts.createProgram([main], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    jsx: ts.JsxEmit.Preserve,
    jsxImportSource: "solid-js",
    skipLibCheck: true,
    preserveSymlinks: true,
    types: [],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

test("the declarations satisfy a strict project with Node's module rules", () => {
  const text = `
    import { tensor, type Tensor } from "solid-autograd";
    const product: Tensor = tensor([[1, 2]]).matmul(tensor([[3], [4]]));
    export const wrong: string = product;`;
  const told = complaints("main.ts", text);
  expect(told).toEqual(["Type 'Tensor' is not assignable to type 'string'."]);
});

test.each([
  ["README.md", 2],
  ["COMPONENTS.md", 1],
])("the whole examples of %s compile", (file, count) => {
  const text = readFileSync(join(root, file), "utf8");
  const examples = [...text.matchAll(/```tsx\n(import [\s\S]*?)```/g)].map(([, code = ""]) => code);
  expect(examples).toHaveLength(count);
  for (const [i, example] of examples.entries()) {
    expect(complaints(`${file}-${i}.tsx`, example)).toEqual([]);
  }
});

test("where nothing reacts, a Function runs once, and signals are read anew", async () => {
  const text = `
    import { createSignal } from "solid-js";
    import { autograd, createTensor, tensor } from "solid-autograd";
    let runs = 0;
    class Twice extends autograd.Function {
      static forward(ctx, x) { runs++; return x.mul(2); }
      static backward(ctx, grad) { return grad.mul(2); }
    }
    const y = Twice.apply(tensor([3], { requiresGrad: true }));
    y.item(); y.item(); y.sum().backward();
    const [a, setA] = createSignal(1);
    const x = createTensor(() => [a()], { requiresGrad: true });
    const z = x.mul(3);
    setA(2);
    console.log(runs, z.item(), tensor([1, 2]), JSON.stringify(tensor([1, 2])));`;
  expect(await onNode(text)).toBe("1 6 tensor([1., 2.]) [1,2]");
});
