// Writes OPS.md: every operation with its signature, read from the op table.
// `node scripts/ops.mjs` writes it, `--check` fails if it is out of date.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runnerImport } from "vite";

/** @typedef {import("../src/definition").Op} Op */

const file = "OPS.md";
const { module } = await runnerImport(join(process.cwd(), "scripts/op-table.ts"), {
  configFile: false,
});
/** @type {{ operations: ReadonlyMap<string, Op>, formsOf(op: Op): readonly import("../src/overloads").Form[] | null }} */
const { formsOf, operations } = module;

/** @param {import("../src/params").AnyParam} p */
const parameter = (p) =>
  p.required
    ? p.name
    : `${p.name} = ${p.fallback === undefined ? "…" : JSON.stringify(p.fallback)}`;

/** @param {string} name @param {readonly import("../src/params").AnyParam[]} params */
const signature = (name, params) => `\`${name}(${params.map(parameter).join(", ")})\``;

/** How often an op can be differentiated.
 * @param {Op} op
 */
function orders(op) {
  if (op.composite) return "as its parts";
  return op.differentiable ? "any" : "none";
}

/** The name of the backward node, where it does not depend on the arguments.
 * @param {Op} op
 */
function backwardName(op) {
  if (op.composite || !op.differentiable) return "";
  try {
    return `\`${op.gradFnName(/** @type {never} */ ({ inputs: [], args: {} }))}\``;
  } catch {
    return "by arguments";
  }
}

const spaces = {
  torch: "Functions, and methods where a tensor comes first",
  "nn.functional": "nn.functional",
  linalg: "linalg",
  special: "special",
};

const sections = Object.entries(spaces).map(([space, title]) => {
  const rows = [...operations.values()]
    .filter((op) => op.namespace === space)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((op) => {
      const forms = formsOf(op)?.map((form) => form.params) ?? [op.params];
      const calls = forms.map((params) => signature(op.name, params)).join("<br>");
      const method = op.method ? "yes" : "";
      const doc = op.doc.replaceAll("|", "\\|");
      return [`| ${calls} | ${doc} | ${method} | ${backwardName(op)} | ${orders(op)} |`];
    });
  return rows.length === 0
    ? ""
    : `## ${title}\n\n| call | meaning | method | backward node | derivatives |\n|---|---|---|---|---|\n${rows.join("\n")}\n`;
});

const count = [...operations.values()].filter((op) => op.namespace !== "internal").length;
const text = `# Operations

Generated from the op table by \`scripts/ops.mjs\`; \`npm run ops\` writes it again. ${count} operations.
Arguments go by position in this order, and from any point on by name in one trailing object. An op
whose derivatives are "any" has a rule written in tensor operations, so that its gradient can be
differentiated again; each is checked numerically, twice over, in \`tests/engine/gradcheck.test.ts\`.

${sections.filter(Boolean).join("\n")}`;

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== text) {
    console.error(`${file} is out of date: run npm run ops`);
    process.exit(1);
  }
} else writeFileSync(file, text);
