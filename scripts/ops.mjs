// Writes OPS.md: every operation with its signature, read from the op table.
// `node scripts/ops.mjs` writes it, `--check` fails if it is out of date.

import { join } from "node:path";
import { runnerImport } from "vite";
import { code, writeOrCheck } from "./docstrings.mjs";
import { root } from "./setup.mjs";

/** @typedef {import("../src/definition").Op} Op */

const { module } = await runnerImport(join(root, "scripts/op-table.ts"), { configFile: false });
/** @type {typeof import("./op-table")} */
const { engine, formsOf, inPlaceNames, operations } = module;

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

/** The paths of everything in a namespace of the engine, and in those inside it.
 * @param {object} space
 * @param {string} prefix
 * @returns {[value: unknown, path: string][]}
 */
const pathsIn = (space, prefix) =>
  Object.entries(space).flatMap(([name, value]) =>
    value?.[Symbol.toStringTag] === "Module"
      ? pathsIn(value, `${prefix}${name}.`)
      : [[value, prefix + name]],
  );

/** Where else an op is exported, such as `special.gammaln` for lgamma.
 * @param {Op} op
 */
function also(op) {
  const own = op.namespace === "torch" ? op.name : `${op.namespace}.${op.name}`;
  const found = paths.filter(([value, path]) => value === op.call && path !== own);
  return found.length === 0 ? "" : ` Also ${found.map(([, path]) => code(path)).join(", ")}.`;
}

const paths = pathsIn(engine, "");

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
      const doc = (op.doc + also(op)).replaceAll("|", "\\|");
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
differentiated again; each is checked numerically, twice over, in \`tests/engine/gradcheck.test.ts\`. The
tensor itself and everything else is in [API.md](API.md).

${sections.filter(Boolean).join("\n")}
## In-place forms

${inPlaceNames.map((name) => code(`${name}_`)).join(", ")} are methods that take what the operation takes, without its
first tensor: \`x.mul_(2)\`. On a leaf they are a write (for one that requires a gradient only inside
\`noGrad\`, as in PyTorch); on anything else the handle shows a new node from then on. Further in-place methods are in [API.md](API.md#in-place-and-as-text).
`;

writeOrCheck("OPS.md", text, "ops");
