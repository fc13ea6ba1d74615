// The sources that COMPONENTS.md is read from: what a file declares or hands on.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** @param {string} path */
export const parse = (path) =>
  ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);

/** The file that `./x` means in a file of `from`.
 * @param {string} from
 * @param {string} specifier
 */
export function resolve(from, specifier) {
  const base = join(from, specifier);
  const found = [".ts", ".tsx"]
    .map((ending) => base + ending)
    .find((path) => ts.sys.fileExists(path));
  if (!found) throw new Error(`components/index.ts exports from ${specifier}, which is no file`);
  return found;
}

/** Every declaration of a file by its name.
 * @param {ts.SourceFile} source
 * @returns {Map<string, ts.Node>}
 */
export function declarations(source) {
  /** @type {Map<string, ts.Node>} */
  const found = new Map();
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement) && statement.moduleSpecifier) {
      // What is handed on from another file.
      const { text } = /** @type {ts.StringLiteral} */ (statement.moduleSpecifier);
      if (!statement.exportClause || !ts.isNamedExports(statement.exportClause)) continue;
      const others = declarations(parse(resolve(dirname(source.fileName), text)));
      for (const { name } of statement.exportClause.elements) {
        const other = others.get(name.text);
        if (other) found.set(name.text, other);
      }
    } else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        found.set(declaration.name.getText(), statement);
      }
    } else if (
      (ts.isFunctionDeclaration(statement) ||
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement)) &&
      statement.name
    ) {
      // Of an overloaded function, the first signature has the docstring.
      if (!found.has(statement.name.text)) found.set(statement.name.text, statement);
    }
  }
  return found;
}
