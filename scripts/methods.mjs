// Writes src/ops/methods.ts: the types of the methods that tensors get from the op table.
// `node scripts/methods.mjs` writes it, `--check` fails if it is out of date.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runnerImport } from "vite";

const file = "src/ops/methods.ts";
/** @import { AnyParam } from "../src/params" */

/** @type {{ module: typeof import("./op-table") }} */
const { module } = await runnerImport(join(process.cwd(), "scripts/op-table.ts"), {
  configFile: false,
});
const { operations, formsOf, inPlaceNames } = module;

/** @param {AnyParam} p */
const type = (p) => p.type;

/** One signature per point from which on arguments go by name.
 * @param {string} name
 * @param {readonly AnyParam[]} params
 * @param {string} result
 */
function signatures(name, params, result) {
  const rest = params.slice(1);
  const lines = [];
  for (let positional = 0; positional <= rest.length; positional++) {
    const before = rest.slice(0, positional);
    const after = rest.slice(positional);
    const last = before[positional - 1];
    const given = before.map((p) =>
      p === last && p.variadic ? `...${p.name}: [${type(p)}] | number[]` : `${p.name}: ${type(p)}`,
    );
    const variadic = last?.variadic === true;
    const named = after.map((p) => `readonly ${p.name}${p.required ? "" : "?"}: ${type(p)}`);
    if (after.length > 0 && !variadic) {
      const optional = after.every((p) => !p.required);
      given.push(`options${optional ? "?" : ""}: { ${named.join("; ")} }`);
    }
    lines.push(`  ${name}(${given.join(", ")}): ${result};`);
  }
  return lines;
}

const blocks = [];
// By name: the order of the table is that of imports, which is nobody's business.
const byName = [...operations.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
for (const op of byName) {
  if (!op.method) continue;
  const forms = formsOf(op);
  const lines = forms
    ? forms.flatMap((f) =>
        signatures(op.name, f.params, f.params[1]?.name === "dim" ? "ValuesAndIndices" : "Tensor"),
      )
    : signatures(op.name, op.params, op.result ?? "Tensor");
  blocks.push([`  /** ${op.doc} */`, ...lines].join("\n"));
}
for (const name of inPlaceNames) {
  const op = operations.get(`torch.${name}`);
  if (!op) throw new Error(`${name} is not in the table`);
  blocks.push(
    [`  /** ${name}, in place. */`, ...signatures(`${name}_`, op.params, "this")].join("\n"),
  );
}

const text = `// Generated from the op table by scripts/methods.mjs; \`npm run methods\` writes it again.

import type { DType } from "../dtype";
import type { TensorLike } from "../params";
import type { Tensor } from "../tensor";
import type { ValuesAndIndices } from "./extremes";

/** The methods that tensors get from the op table. */
export interface TensorMethods {
${blocks.join("\n\n")}
}
`;

const formatted = execFileSync(
  process.execPath,
  ["node_modules/@biomejs/biome/bin/biome", "format", `--stdin-file-path=${file}`],
  {
    input: text,
    encoding: "utf8",
  },
);

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== formatted) {
    console.error(`${file} is out of date: run npm run methods`);
    process.exit(1);
  }
} else writeFileSync(file, formatted);
