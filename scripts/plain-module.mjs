// Whether a module does nothing when it is loaded but define what it exports. The package says of all its
// sources that they have effects, for some do: operations put their methods into the table. Of the others
// the bundler may know better: what nobody uses of them need not be loaded, by whichever page.

/** @import { ESTree } from "vite" */

/** Makers of containers, and functions that only compute. */
const pureClasses =
  /^(Map|Set|WeakMap|WeakSet|Array|ArrayBuffer|(Float|Int|Uint|BigInt)\d+(Clamped)?Array)$/;
const pureOwners = /^(Math|Object|Number|Symbol)$/;

/**
 * @param {ESTree.Program} program
 * @param {(call: ESTree.CallExpression) => boolean} isPureCall which calls are for their result alone
 */
export function isPlain(program, isPureCall) {
  /** @param {ESTree.Expression | ESTree.Argument | ESTree.PrivateIdentifier | ESTree.Super | null | undefined} node @returns {boolean} */
  const isPure = (node) => {
    if (!node) return true;
    switch (node.type) {
      case "Literal":
      case "Identifier":
      case "ArrowFunctionExpression":
      case "FunctionExpression":
        return true;
      case "ClassExpression":
        return isPureClass(node);
      case "TemplateLiteral":
        return node.expressions.every(isPure);
      case "ArrayExpression":
        return node.elements.every(isPure);
      case "SpreadElement":
        return isPure(node.argument);
      case "ObjectExpression":
        return node.properties.every((property) =>
          property.type === "SpreadElement"
            ? isPure(property.argument)
            : isPure(/** @type {ESTree.Expression} */ (property.key)) && isPure(property.value),
        );
      case "UnaryExpression":
        return node.operator !== "delete" && isPure(node.argument);
      case "BinaryExpression":
      case "LogicalExpression":
        return isPure(node.left) && isPure(node.right);
      case "ConditionalExpression":
        return isPure(node.test) && isPure(node.consequent) && isPure(node.alternate);
      case "MemberExpression":
        return isPure(node.object) && (!node.computed || isPure(node.property));
      case "NewExpression":
        return (
          node.callee.type === "Identifier" &&
          pureClasses.test(node.callee.name) &&
          node.arguments.every(isPure)
        );
      case "CallExpression":
        return isPureCall(node) || (isBuiltIn(node.callee) && node.arguments.every(isPure));
      default:
        return false;
    }
  };
  /** @param {ESTree.Expression | ESTree.Super} callee */
  const isBuiltIn = (callee) => {
    const owner = callee.type === "MemberExpression" ? callee.object : callee;
    const name = callee.type === "MemberExpression" && callee.property;
    return (
      owner.type === "Identifier" &&
      pureOwners.test(owner.name) &&
      !(name && name.type === "Identifier" && /^(assign|define)/.test(name.name))
    );
  };
  /** @param {ESTree.Class} node */
  const isPureClass = (node) =>
    isPure(node.superClass) &&
    node.decorators.length === 0 &&
    node.body.body.every(
      (member) =>
        member.type === "MethodDefinition" ||
        (member.type === "PropertyDefinition" && (!member.static || isPure(member.value))),
    );
  /** @param {ESTree.Program["body"][number] | ESTree.Declaration | null} node @returns {boolean} */
  const isPlainStatement = (node) => {
    if (!node) return true;
    switch (node.type) {
      case "ImportDeclaration":
        // One that names nothing is there for what it does.
        return node.specifiers.length > 0;
      case "ExportAllDeclaration":
      case "FunctionDeclaration":
        return true;
      case "ExportNamedDeclaration":
        return isPlainStatement(node.declaration);
      case "ClassDeclaration":
        return isPureClass(node);
      case "VariableDeclaration":
        return node.declarations.every(({ init }) => isPure(init));
      default:
        return false;
    }
  };
  return program.body.every(isPlainStatement);
}
