// The entries of API.md: how a function, a class, a type and a member of Tensor are written.

import ts from "typescript";
import { classOf, lineage, parametersOf, resultOf, splitCall } from "./apiCalls.mjs";
import { checker, membersOf } from "./apiExports.mjs";
import {
  block,
  callText,
  code,
  declarationOf,
  docOf,
  examplesOf,
  row,
  signatureOf,
} from "./docstrings.mjs";

/** @typedef {import("./apiExports.mjs").Entry} Entry */

/** What has no docstring: the check fails for it. @type {string[]} */
export const undocumented = [];

/** @param {string} path @param {string} text */
function need(path, text) {
  if (text === "") undocumented.push(`API.md: ${path} has no docstring`);
  return text;
}

/** The declaration that has the docstring: of an overloaded function one of several.
 * @param {readonly ts.Declaration[]} declarations
 */
const documented = (declarations) =>
  declarations.find((each) => docOf(each).text !== "") ?? declarations[0];

/** The ways to call a function or method, or how a property is read.
 * @param {string} path
 * @param {readonly ts.Declaration[]} declarations
 */
function signatures(path, declarations) {
  const bodies = declarations.filter((each) => "body" in each && each.body);
  const overloads = declarations.filter((each) => !bodies.includes(each));
  const callable = ts.isGetAccessor(declarations[0]) || overloads.length === 0;
  return (callable ? declarations : overloads).flatMap((each) => {
    if (ts.isSetAccessor(each)) return [];
    if (
      ts.isFunctionDeclaration(each) &&
      /CallArguments/.test(each.parameters[0]?.getText() ?? "")
    ) {
      return [callText(path, parametersOf([...each.parameters]), `: ${resultOf(each)}`)];
    }
    const call = signatureOf(path, each, () => resultOf(each));
    if (call !== null) return [call];
    return [`${path}: ${checker.typeToString(checker.getTypeAtLocation(each))}`];
  });
}

/** Parameters, result and errors, as a list.
 * @param {ReturnType<typeof docOf>} doc
 */
function details({ params, returns, throws }) {
  const items = [
    // Another bullet than that of the docstrings: this is a list of its own.
    ...params.filter(({ text }) => text !== "").map(({ name, text }) => `* \`${name}\`: ${text}`),
    ...(returns === "" ? [] : [`* Returns ${returns}`]),
    ...throws.filter(Boolean).map((text) => `* Throws ${text}`),
  ].map((item) => item.replace(/\s+/g, " "));
  return items.length === 0 ? [] : [...items, ""];
}

/** The members that a class has from Module or Tensor, which have entries of their own.
 * @param {ts.Symbol} symbol
 */
const inherited = (symbol) =>
  new Map(
    (symbol.declarations ?? [])
      .filter(ts.isClassDeclaration)
      .flatMap((node) => lineage(node).slice(1))
      .filter(({ name }) => name && ["Module", "Tensor"].includes(name.text))
      .flatMap(({ name }) => {
        const base = name && checker.getSymbolAtLocation(name);
        return base ? [...membersOf(base)] : [];
      }),
  );

/** A table of what a class has beside its constructor.
 * @param {Entry} entry
 */
function memberTable({ path, symbol }) {
  const above = inherited(symbol);
  const shown = [...membersOf(symbol)].filter(([member, [first]]) => {
    if (docOf(first).text !== "") return above.get(member)?.[0] !== first;
    return ts.isMethodDeclaration(first) && !above.has(member);
  });
  const rows = shown.map(([member, declarations]) => {
    const calls = signatures(member, declarations).map(code).join("<br>");
    return row([calls, need(`${path}.${member}`, docOf(documented(declarations)).text)]);
  });
  const examples = shown.flatMap(([, declarations]) => docOf(documented(declarations)).examples);
  if (rows.length === 0) return [];
  return ["| member | |", "|---|---|", ...rows, "", ...examplesOf(separated(examples))];
}

/** Examples in one block, but those that declare names in blocks of their own.
 * @param {readonly string[]} examples
 */
export function separated(examples) {
  const apart = examples.filter((each) => /\bconst\b|\bclass\b|^</m.test(each));
  const together = examples.filter((each) => !apart.includes(each));
  return together.length === 0 ? apart : [together.join("\n"), ...apart];
}

/** One export with a heading of its own.
 * @param {Entry} entry
 * @param {boolean} bare whether a class is shown without its members
 */
export function entryText(entry, bare = false) {
  const { path, also, declarations } = entry;
  const node = /** @type {ts.Declaration} */ (
    declarations.find(ts.isClassDeclaration) ?? documented(declarations)
  );
  const doc = docOf(node);
  const heading = [`### ${path}`, ""];
  const second = also.length === 0 ? [] : [`Also ${also.map(code).join(", ")}.`, ""];
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
    const text = doc.text === "" ? [] : [doc.text, ""];
    return [...heading, ...text, ...block("ts", declarationOf(node))];
  }
  if (ts.isClassDeclaration(node)) {
    const made = classOf(path, node);
    const abstract = ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Abstract;
    const internal = lineage(node)
      .map((each) => each.members.find(ts.isConstructorDeclaration))
      .find(Boolean);
    const hidden = abstract || (internal && docOf(internal).internal);
    return [
      ...heading,
      ...(hidden ? [] : block("ts", made.call)),
      ...second,
      need(path, made.text),
      "",
      ...details({ ...doc, throws: made.throws }),
      ...examplesOf(made.examples),
      ...(bare ? [] : memberTable(entry)),
    ];
  }
  const name = path.split(".").at(-1) ?? "";
  const split = splitCall(doc.text, name);
  const calls = signatures(path, declarations);
  return [
    ...heading,
    ...block("ts", calls.join("\n")),
    ...second,
    need(path, split.text),
    "",
    ...details(doc),
    ...examplesOf(doc.examples),
  ];
}

/** One member of Tensor with a heading of its own.
 * @param {string} name
 * @param {readonly ts.Declaration[]} declarations
 */
export function memberText(name, declarations) {
  const doc = docOf(documented(declarations));
  const calls = signatures(`tensor.${name}`, declarations);
  return [
    `### Tensor.${name}`,
    "",
    ...block("ts", calls.join("\n")),
    need(`Tensor.${name}`, doc.text),
    "",
    ...details(doc),
    ...examplesOf(doc.examples),
  ];
}

/** One export or member of Tensor as a line of a table: how it is called, and what it is.
 * @param {string} path
 * @param {readonly ts.Declaration[]} declarations
 */
export function rowText(path, declarations) {
  const node = declarations.find(ts.isClassDeclaration);
  if (node) {
    const { call, text, throws, examples } = classOf(path, node);
    const all = [need(path, text), ...fieldsOf(node), ...throws.map((each) => `Throws ${each}`)];
    return { call: code(call.replace(/^new /, "")), text: all.join(" "), examples };
  }
  const doc = docOf(documented(declarations));
  const name = path.replace(/^Tensor\./, "tensor.");
  const call = signatures(name, declarations).map(code).join("<br>");
  const throws = doc.throws.map((each) => `Throws ${each}`);
  return { call, text: [need(path, doc.text), ...throws].join(" "), examples: doc.examples };
}

/** What a layer has beside its arguments: `weight` [out, in]. @param {ts.ClassDeclaration} node */
const fieldsOf = (node) =>
  node.members.flatMap((member) => {
    const field = ts.isPropertyDeclaration(member) || ts.isGetAccessor(member);
    const { text } = docOf(member);
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
    if (!field || text === "" || ts.getCombinedModifierFlags(member) & hidden) return [];
    return [`\`${member.name.getText()}\`: ${text}${/[.]$/.test(text) ? "" : "."}`];
  });
