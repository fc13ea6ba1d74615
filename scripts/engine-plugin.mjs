// What a build does to the engine's sources, so that they can be written plainly and weigh little:
//
// 1. Definitions lose what only tests and documentation read: their `samples` and their `doc` line.
//    The helpers that make samples are then used by nobody, and the bundler drops them.
// 2. What nobody refers to can be dropped: layers, optimizers, and the operations that are not methods.
//    A call counts as having effects, so the calls that make them are marked as pure.
// 3. A module that only defines is loaded by those alone that use what it defines: a page does not load
//    the layers that the interpreter of Python on the same site has.
// 4. The classes that users meet keep their names through a minifier: texts and messages show them.
import { Visitor } from "vite";
import { isPlain } from "./plain-module.mjs";

/** @import { ESTree, Plugin } from "vite" */
/** @typedef {{ readonly start: number, readonly end: number, readonly text: string }} Edit */

const unread = ["doc", "samples"];

/** The modules whose functions make parameters. */
const parameterModules = /\/(params|arguments)$/;

/** The files of classes that users meet. */
const classFiles = /\/src\/(tensor\.ts$|nn\/|optim\/)/;

/** The text of a property that is written out; none for spreads and computed ones.
 * @param {ESTree.ObjectPropertyKind} property
 */
function nameOf(property) {
  if (property.type !== "Property" || property.computed) return "";
  return property.key.type === "Identifier" ? property.key.name : "";
}

/** `defineOp`, `defineUnary` and their like.
 * @param {ESTree.Expression | ESTree.Super} callee
 */
const defines = (callee) => callee.type === "Identifier" && /^define[A-Z]/.test(callee.name);

/** Whether a definition says that it is no method: such an operation is reached by its function alone.
 * @param {ESTree.Argument | undefined} definition
 */
function isNoMethod(definition) {
  if (definition?.type !== "ObjectExpression") return false;
  return definition.properties.some((property) => {
    if (property.type !== "Property" || property.value.type !== "Literal") return false;
    const { value } = property.value;
    const name = nameOf(property);
    return name === "namespace" ? value !== "torch" : name === "method" && value === false;
  });
}

/** Whether a call is for its result alone: it makes a parameter, an operation that is no method, or
 * another form of one.
 * @param {ESTree.Expression | ESTree.Argument | undefined} call
 * @param {ReadonlySet<string>} makers the functions that make parameters
 * @returns {boolean}
 */
function isPure(call, makers) {
  if (call?.type !== "CallExpression" || call.callee.type !== "Identifier") return false;
  const [first] = call.arguments;
  if (defines(call.callee)) return isNoMethod(first);
  return (
    makers.has(call.callee.name) || (first?.type === "CallExpression" && isPure(first, makers))
  );
}

/** The properties that nobody reads, each up to the one that follows.
 * @param {ESTree.ObjectExpression} object
 * @returns {Edit[]}
 */
const withoutUnread = ({ properties }) =>
  properties.flatMap((property, i) =>
    unread.includes(nameOf(property))
      ? [{ start: property.start, end: properties[i + 1]?.start ?? property.end, text: "" }]
      : [],
  );

/** The functions that make parameters, by the names that the module has for them.
 * @param {ESTree.Program} program
 * @returns {ReadonlySet<string>}
 */
const makersOf = ({ body }) =>
  new Set(
    body.flatMap((statement) =>
      statement.type === "ImportDeclaration" && parameterModules.test(statement.source.value)
        ? statement.specifiers.map(({ local }) => local.name)
        : [],
    ),
  );

/** All changes to a module, the last place first.
 * @param {ESTree.Program} program
 * @param {boolean} keepNames
 */
function editsOf(program, keepNames) {
  /** @type {Edit[]} */
  const edits = [];
  /** What those calls are given.
   * @type {Set<ESTree.Node>}
   */
  const definitions = new Set();
  const makers = makersOf(program);
  // Only what runs when the module is loaded is for its result alone.
  let functions = 0;
  const enter = () => {
    functions++;
  };
  const leave = () => {
    functions--;
  };
  new Visitor({
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
    CallExpression(call) {
      const { start, callee } = call;
      if (defines(callee)) for (const argument of call.arguments) definitions.add(argument);
      if (functions > 0 || !isPure(call, makers)) return;
      edits.push({ start, end: start, text: "/* @__PURE__ */ " });
    },
    ObjectExpression(object) {
      // A definition, or a part that several definitions share.
      const names = object.properties.map(nameOf);
      const isDefinition = definitions.has(object) || names.includes("doc");
      if (isDefinition || names.includes("params")) edits.push(...withoutUnread(object));
    },
    ClassDeclaration({ id, body }) {
      const at = body.start + 1;
      if (keepNames && id !== null)
        edits.push({ start: at, end: at, text: ` static name = "${id.name}";` });
    },
  }).visit(program);
  const dropped = edits.filter(({ start, end }) => end > start);
  return edits
    .filter((edit) => !dropped.some(({ start, end }) => edit.start > start && edit.end <= end))
    .sort((a, b) => b.start - a.start);
}

/** @returns {Plugin} */
export const enginePlugin = () => ({
  name: "engine",
  apply: "build",
  // After the types are gone.
  enforce: "post",
  transform: {
    filter: { id: /\/src\/(?!python\/).*\.ts$/ },
    handler(code, id) {
      const program = this.parse(code);
      let lean = code;
      for (const { start, end, text } of editsOf(program, classFiles.test(id))) {
        // What is dropped leaves its lines, so that source maps lead to the right ones.
        const lines = code.slice(start, end).replace(/[^\n]/g, "");
        lean = lean.slice(0, start) + text + lines + lean.slice(end);
      }
      const makers = makersOf(program);
      const plain = isPlain(program, (call) => isPure(call, makers));
      return { code: lean, map: null, ...(plain && { moduleSideEffects: false }) };
    },
  },
});
