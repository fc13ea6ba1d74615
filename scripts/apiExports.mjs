// What the engine and its Python entry export, found with TypeScript's checker.

import { join, relative } from "node:path";
import ts from "typescript";
import { docOf } from "./docstrings.mjs";
import { root } from "./setup.mjs";

/** @typedef {{ path: string, also: string[], symbol: ts.Symbol, declarations: readonly ts.Declaration[] }} Entry */

const config = ts.getParsedCommandLineOfConfigFile(
  join(root, "tsconfig.engine.json"),
  {},
  { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
);
const sources = ["src/index.ts", "src/python/index.ts"].map((file) => join(root, file));
const program = ts.createProgram(sources, config?.options ?? {});
export const checker = program.getTypeChecker();

/** What a name stands for. @param {ts.Symbol} symbol */
export const meaning = (symbol) =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

/** Everything that the two entries of the engine export, namespaces by their paths; each thing once.
 * @returns {Map<string, Entry>}
 */
export function exported() {
  /** @type {Map<ts.Symbol, Entry>} */
  const found = new Map();
  /** @param {ts.Symbol} module @param {string} prefix */
  const visit = (module, prefix) => {
    for (const each of checker.getExportsOfModule(module)) {
      const symbol = meaning(each);
      const path = prefix + each.name;
      if (symbol.flags & ts.SymbolFlags.ValueModule) visit(symbol, `${path}.`);
      else {
        const entry = found.get(symbol);
        if (entry) entry.also.push(path);
        else {
          found.set(symbol, { path, also: [], symbol, declarations: symbol.declarations ?? [] });
        }
      }
    }
  };
  for (const file of sources) {
    const module = checker.getSymbolAtLocation(
      /** @type {ts.SourceFile} */ (program.getSourceFile(file)),
    );
    if (module) visit(module, "");
  }
  // The shortest path is the one that an app writes.
  for (const entry of found.values()) {
    const [path = "", ...also] = [entry.path, ...entry.also].sort(
      (a, b) => a.split(".").length - b.split(".").length,
    );
    Object.assign(entry, { path, also });
  }
  return new Map([...found.values()].map((entry) => [entry.path, entry]));
}

/** The members that users see: none that is private, internal, or a method made from the op table.
 * @param {ts.Symbol} owner
 * @returns {Map<string, readonly ts.Declaration[]>}
 */
export function membersOf(owner) {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  const members = checker.getDeclaredTypeOfSymbol(owner).getProperties();
  return new Map(
    members.flatMap(({ name, declarations = [] }) => {
      const [first] = declarations;
      const shown =
        first &&
        /^[A-Za-z]/.test(name) &&
        !first.getSourceFile().fileName.endsWith("src/ops/methods.ts") &&
        !(ts.getCombinedModifierFlags(first) & hidden) &&
        !docOf(first).internal;
      return shown ? [[name, declarations]] : [];
    }),
  );
}

/** Where an export is declared. @param {Entry} entry */
export const fileOf = ({ declarations: [first] }) =>
  first ? relative(root, first.getSourceFile().fileName) : "";
