// What the generators of API.md, COMPONENTS.md and OPS.md share: docstrings and signatures as they stand
// in the source, the pieces of Markdown made of them, and the file that is written or checked.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "./setup.mjs";

/** One line of a table. @param {string[]} cells */
export const row = (cells) =>
  `| ${cells.map((cell) => cell.replace(/\s+/g, " ").replaceAll("|", "\\|")).join(" | ")} |`;

/** Text as code on one line. @param {string} text */
export const code = (text) => (text === "" ? "" : `\`${text.replace(/\s+/g, " ")}\``);

/** A block of code; examples are `tsx`, and a test compiles them. @param {string} language @param {string} text */
export const block = (language, text) => [`\`\`\`${language}`, text, "```", ""];

/** @param {string[]} examples */
export const examplesOf = (examples) => examples.flatMap((example) => block("tsx", example));

/** The docstring of a declaration: its text, and what its tags say.
 * @param {ts.Node} node
 */
export function docOf(node) {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const doc = docs[docs.length - 1];
  const comment = doc ? (ts.getTextOfJSDocComment(doc.comment) ?? "") : "";
  const tags = doc?.tags ?? [];
  /** @param {string} name */
  const texts = (name) =>
    tags
      .filter((tag) => tag.tagName.text === name)
      .map((tag) => (ts.getTextOfJSDocComment(tag.comment) ?? "").trim());
  return {
    text: comment.trim(),
    fallback: texts("default")[0] ?? "",
    returns: texts("returns")[0] ?? "",
    throws: texts("throws"),
    examples: texts("example"),
    internal: tags.some((tag) => tag.tagName.text === "internal"),
    params: tags.flatMap((tag) =>
      ts.isJSDocParameterTag(tag)
        ? [{ name: tag.name.getText(), text: (ts.getTextOfJSDocComment(tag.comment) ?? "").trim() }]
        : [],
    ),
  };
}

/** The arrow function that a constant holds, if it does.
 * @param {ts.Node} node
 */
function arrowOf(node) {
  const declaration = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : node;
  if (!declaration || !ts.isVariableDeclaration(declaration)) return null;
  const { initializer } = declaration;
  return initializer && ts.isArrowFunction(initializer) ? initializer : null;
}

/** A call on one line, or where that is too long with a line for each parameter.
 * @param {string} head
 * @param {readonly string[]} parameters
 * @param {string} tail
 */
export function callText(head, parameters, tail) {
  const line = `${head}(${parameters.join(", ")})${tail}`;
  const fits = line.length <= widest && !line.includes("\n");
  if (fits || parameters.length === 0) return line;
  return `${head}(\n${parameters.map((each) => `  ${each},\n`).join("")})${tail}`;
}

const widest = 100;

/** How a function is called: its name, type parameters, parameters and result; null for what is none.
 * @param {string} name
 * @param {ts.Node} node
 * @param {() => string} [inferred] the result where it is not declared
 */
export function signatureOf(name, node, inferred) {
  const callable =
    ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isMethodSignature(node)
      ? node
      : arrowOf(node);
  if (callable === null) return null;
  /** @param {readonly ts.Node[]} nodes */
  const texts = (nodes) => nodes.map((each) => each.getText());
  const types = callable.typeParameters ? `<${texts(callable.typeParameters).join(", ")}>` : "";
  const body = "body" in callable ? callable.body : undefined;
  // What gives a function says what that takes.
  const given =
    body && ts.isArrowFunction(body)
      ? `(${texts(body.parameters).join(", ")}) => ${body.type?.getText() ?? "void"}`
      : "";
  const result = callable.type?.getText() ?? inferred?.() ?? given;
  return callText(
    `${name}${types}`,
    texts(callable.parameters),
    result === "" ? "" : `: ${result}`,
  );
}

/** A type or a class's outline, as it is written. @param {ts.Node} node */
export const declarationOf = (node) => node.getText().replace(/^export (declare )?/, "");

/** Writes the file, or with `--check` says if it is out of date; faults are printed and fail either way.
 * @param {string} file
 * @param {string} text
 * @param {string} command
 * @param {readonly string[]} [faults]
 */
export function writeOrCheck(file, text, command, faults = []) {
  for (const fault of faults) console.error(fault);
  const path = join(root, file);
  const stale = !ts.sys.fileExists(path) || readFileSync(path, "utf8") !== text;
  if (!process.argv.includes("--check")) {
    if (faults.length === 0) writeFileSync(path, text);
  } else if (stale) console.error(`${file} is out of date: run npm run ${command}`);
  if (faults.length > 0 || (stale && process.argv.includes("--check"))) process.exitCode = 1;
}
