// How functions are called and classes are made, for API.md: parameter lists as one writes them, found in
// the declarations, or in the docstrings where those say more.

import ts from "typescript";
import { checker, meaning } from "./apiExports.mjs";
import { callText, docOf } from "./docstrings.mjs";

/** The result of a function that does not declare it. @param {ts.Declaration} node */
export function resultOf(node) {
  const [signature] = checker.getTypeAtLocation(node).getCallSignatures();
  return signature ? checker.typeToString(signature.getReturnType()) : "void";
}

/** The parameters of a list such as `[number("a", 0), flag("bias", true)] as const`, as one writes them.
 * @param {ts.Node} node
 * @returns {string[]}
 */
function listed(node) {
  if (ts.isAsExpression(node)) return listed(node.expression);
  if (ts.isSpreadElement(node)) return listed(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(listed);
  if (ts.isIdentifier(node)) {
    const symbol = checker.getSymbolAtLocation(node);
    const declaration = symbol && meaning(symbol).valueDeclaration;
    return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
      ? listed(declaration.initializer)
      : [];
  }
  if (!ts.isCallExpression(node)) return [];
  const callee = node.expression.getText();
  const [name, ...rest] = node.arguments.map((each) => each.getText());
  if (!name?.startsWith('"')) return [];
  const fallback = callee === "optionalTensor" ? "null" : rest[fallbackAt[callee] ?? rest.length];
  return [fallback === undefined ? JSON.parse(name) : `${JSON.parse(name)} = ${fallback}`];
}

/** Where the fallback stands among the further arguments of what makes a parameter.
 * @type {Record<string, number>}
 */
const fallbackAt = {
  ...Object.fromEntries(
    ["number", "int", "flag", "scalar", "dims", "sizes", "dtype", "normOrder", "pair"].map(
      (kind) => [kind, 0],
    ),
  ),
  choice: 1,
  argument: 2,
};

/** Parameters that are used, without the modifiers that make them properties.
 * @param {readonly ts.ParameterDeclaration[]} parameters
 */
const plain = (parameters) =>
  parameters
    .map((each) => each.getText().replace(/^readonly /, ""))
    .filter((text) => !/^(\.\.\.)?_/.test(text));

/** A parameter list as one writes it; those of `...given: CallArguments<typeof list>` are in the list.
 * @param {readonly ts.ParameterDeclaration[]} parameters
 */
export function parametersOf(parameters) {
  const [first] = parameters;
  if (!first?.dotDotDotToken || !first.type || !ts.isTypeReferenceNode(first.type)) {
    return plain(parameters);
  }
  const [list] = first.type.typeArguments ?? [];
  return list && ts.isTypeQueryNode(list) ? listed(list.exprName) : plain(parameters);
}

/** A class and those it extends, itself first.
 * @param {ts.ClassDeclaration} node
 * @returns {ts.ClassDeclaration[]}
 */
export function lineage(node) {
  const [base] = node.heritageClauses?.flatMap((clause) => clause.types) ?? [];
  const symbol = base && checker.getSymbolAtLocation(base.expression);
  const declaration = symbol && meaning(symbol).declarations?.find(ts.isClassDeclaration);
  return declaration ? [node, ...lineage(declaration)] : [node];
}

/** The sentence of a docstring that says how a thing is called, with what leads up to it. */
const callSentence =
  /(?:^|[:.]?\s*)`((?:new )?\w+\([^`]*\))`(?:,?\s+or\s+by\s+name\s+from\s+any\s+point\s+on)?([.;]|$)\s*/;

/** What the docstrings of a class or function say of its call, and what else they say.
 * @param {string} text
 * @param {string} start how the call begins
 */
export function splitCall(text, start) {
  const found = callSentence.exec(text);
  const call = found?.[1]?.replace(/\s+/g, " ");
  if (!found || !call?.startsWith(`${start}(`)) return { call: null, text };
  const [before, after] = [text.slice(0, found.index), text.slice(found.index + found[0].length)];
  const end = before === "" || before.endsWith(".") ? "" : found[2] === ";" && after ? "; " : ". ";
  return { call, text: `${before}${end || " "}${after}`.trim() };
}

/** How a class is made, and all that its docstrings say.
 * @param {string} path
 * @param {ts.ClassDeclaration} node
 */
export function classOf(path, node) {
  const name = path.split(".").at(-1) ?? "";
  const of = docOf(node);
  const line = lineage(node).map((each) => each.members.find(ts.isConstructorDeclaration));
  const maker = line.find((each) => each !== undefined);
  const own = line[0] ? docOf(line[0]) : null;
  const fromClass = splitCall(of.text, `new ${name}`);
  const fromMaker = splitCall(own?.text ?? "", `new ${name}`);
  const parameters = maker && !docOf(maker).internal ? parametersOf([...maker.parameters]) : [];
  const call = fromMaker.call ?? fromClass.call ?? callText(`new ${name}`, parameters, "");
  return {
    call: call.replace(`new ${name}`, `new ${path}`),
    text: [fromClass.text, fromMaker.text].filter(Boolean).join(" "),
    throws: [...of.throws, ...(own?.throws ?? [])],
    examples: [...of.examples, ...(own?.examples ?? [])],
  };
}
