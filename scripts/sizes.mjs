// `npm run sizes`: writes the table of sizes in README.md, as the build weighs today. With `--check` it
// fails where a size is off by more than a twentieth: the table need not follow every edit.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildIfStale } from "./build.mjs";
import { row } from "./docstrings.mjs";
import { root } from "./setup.mjs";
import { gzipped, loaded } from "./weigh.mjs";

const components = ["TensorText", "ParameterSlider", "Heatmap", "Plot", "GraphView"];
const rest = ["LossLandscape", "DescentPlayer"];

const tensors = `import { createBackward, matmul, mean, sub, pow, tensor } from "solid-autograd";
  const w = tensor([[1], [2]], { requiresGrad: true });
  const loss = mean(pow(sub(matmul(tensor([[1, 2]]), w), 1), 2));
  createBackward(loss);
  console.log(String(w.grad));`;

/** @param {readonly string[]} shown */
const showing = (shown) =>
  `${tensors}\nexport { ${shown.join(", ")} } from "solid-autograd/components";`;

/** @type {[label: string, program: string][]} */
const programs = [
  ["tensors alone: `tensor`, `matmul`, `createBackward`, …", tensors],
  ...components.map(
    (name) => /** @type {[string, string]} */ ([`with \`${name}\``, showing([name])]),
  ),
  [`with all of these, \`${rest.join("` and `")}\``, showing([...components, ...rest])],
  [
    "`CodeCell`, with its editor and the interpreter",
    'export { CodeCell } from "solid-autograd/code";',
  ],
];

const marks = ["<!-- sizes -->\n", "<!-- /sizes -->"];
const path = join(root, "README.md");
const readme = readFileSync(path, "utf8");
const [begin, end] = marks.map((mark) => readme.indexOf(mark));
if (begin < 0 || end < begin) throw new Error("README.md has no place for sizes");
const before = readme.slice(0, begin + marks[0].length);
const written = readme.slice(before.length, end);
const after = readme.slice(end);

await buildIfStale();
/** @type {[label: string, kilobytes: number][]} */
const sizes = [];
for (const [label, program] of programs) {
  sizes.push([label, gzipped(await loaded(program)) / 1000]);
}

if (process.argv.includes("--check")) {
  for (const [label, size] of sizes) {
    const line = written.split("\n").find((each) => each.startsWith(`| ${label} |`));
    const told = Number(line?.split("|")[2]);
    if (Math.abs(told - size) <= size / 20 + 0.5) continue;
    console.error(`README.md: ${label} weighs ${size.toFixed(1)} KB: run npm run sizes`);
    process.exitCode = 1;
  }
} else {
  const rows = sizes.map(([label, size]) => row([label, size.toFixed(0)]));
  const table = ["| what a page uses | KB |", "|---|---|", ...rows, ""].join("\n");
  writeFileSync(path, before + table + after);
}
