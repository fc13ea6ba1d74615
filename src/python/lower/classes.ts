// `class`: its body runs once, in a frame of its own; what it binds becomes the class's namespace.

import { findAttribute } from "../objects/attributes";
import { call, callSpecial } from "../objects/call";
import { ClassMethod, PropertyObject, StaticMethod } from "../objects/callables";
import { raise } from "../objects/exceptions";
import { FunctionObject } from "../objects/function";
import { SuperObject } from "../objects/super";
import { InconsistentBases, objectType, Type } from "../objects/type";
import { typeOf } from "../objects/typeOf";
import type { Value } from "../objects/value";
import { Cell, Frame, machine } from "../run/machine";
import type { StatementOf } from "../syntax/ast";
import { closureOf } from "./comprehensions";
import type { Context, Run } from "./context";
import { lower } from "./expressions";
import { lowerBody } from "./statements";

export function lowerClass(context: Context, node: StatementOf<"class">): Run {
  const scope = context.scopeOf(node);
  const { host } = scope;
  const qualifiedName = context.qualified(node.name);
  const inner = context.inside(scope, qualifiedName);
  const body = lowerBody(inner, node.body);
  const bases = node.args.flatMap((argument) =>
    argument.kind === "positional" ? [lower(context, argument.value)] : [],
  );
  const options = node.args.flatMap((argument) =>
    argument.kind === "named" ? [[argument.name, lower(context, argument.value)] as const] : [],
  );
  if (bases.length + options.length < node.args.length) {
    throw context.source.error("unpacking in a class's bases is not supported here", node.from);
  }
  const closure = closureOf(context, inner);
  const code = { name: node.name, file: context.source.file };
  return (frame) => {
    const given = bases.map((base) => base(frame));
    const keywords = new Map(options.map(([name, run]) => [name, run(frame)]));
    const own = Array.from({ length: host.cells }, () => new Cell());
    const inside = new Frame(code, [], [...own, ...closure(frame)]);
    inside.namespace = new Map<string, Value>();
    machine.enter(inside);
    body(inside);
    machine.frame = frame;
    if (node.doc !== null) inside.namespace.set("__doc__", node.doc);
    const made = makeClass(node.name, given, inside.namespace, keywords);
    made.fullName = qualifiedName;
    (own[0] as Cell).value = made;
    return made;
  };
}

/** Makes a class, as `class` and `type(name, bases, namespace)` do. */
export function makeClass(
  name: string,
  bases: readonly Value[],
  namespace: Map<string, Value>,
  keywords: Map<string, Value>,
): Type {
  const types = bases.map((base) => asBase(base));
  if (new Set(types).size < types.length) {
    const twice = types.find((type, i) => types.indexOf(type) < i) as Type;
    throw raise.TypeError(`duplicate base class ${twice.name}`);
  }
  const metaclass = keywords.get("metaclass");
  keywords.delete("metaclass");
  if (metaclass instanceof Type && !["ABCMeta", "type"].includes(metaclass.name)) {
    throw raise.NotImplementedError("metaclasses are not supported here");
  }
  for (const special of ["__init_subclass__", "__class_getitem__"]) {
    const method = namespace.get(special);
    if (method instanceof FunctionObject) namespace.set(special, new ClassMethod(method));
  }
  const maker = namespace.get("__new__");
  if (maker instanceof FunctionObject) namespace.set("__new__", new StaticMethod(maker));
  if (namespace.has("__eq__") && !namespace.has("__hash__")) namespace.set("__hash__", null);
  const type = order(name, types.length === 0 ? [objectType] : types, namespace);
  type.abstracts = abstractsOf(type);
  for (const [key, value] of namespace) callSpecial(value, "__set_name__", [type, key]);
  const hook = findAttribute(new SuperObject(type, type), "__init_subclass__");
  if (hook !== undefined) call(hook, [], keywords);
  else if (keywords.size > 0) {
    throw raise.TypeError(`${name}.__init_subclass__() takes no keyword arguments`);
  }
  return type;
}

/** What `@abstractmethod` marks, in classes that derive from `ABC`, and nothing redefines. */
function abstractsOf(type: Type): string[] {
  if (!type.mro.some((base) => base.qualifiedName === "abc.ABC")) return [];
  const names = new Set(type.mro.flatMap((base) => [...base.namespace.keys()]));
  return [...names].filter((name) => isAbstract(type.lookup(name) ?? null)).sort();
}

function isAbstract(value: Value): boolean {
  if (value instanceof PropertyObject) return value.functions.some(isAbstract);
  return value instanceof FunctionObject && value.attributes.has("__isabstractmethod__");
}

function order(name: string, bases: readonly Type[], namespace: Map<string, Value>): Type {
  try {
    return new Type(name, bases, namespace, { module: "__main__", open: true });
  } catch (thrown) {
    if (!(thrown instanceof InconsistentBases)) throw thrown;
    throw raise.TypeError(
      `Cannot create a consistent method resolution\norder (MRO) for bases ${bases.map((base) => base.name).join(", ")}`,
    );
  }
}

/** Refuses bases that Python code cannot derive from. */
function asBase(base: Value): Type {
  if (!(base instanceof Type)) {
    throw raise.TypeError(`a class cannot be derived from a ${typeOf(base).name} here`);
  }
  const native = !base.open && base !== objectType;
  if (base.name === "bool" || base.name === "NoneType" || base.name === "function") {
    throw raise.TypeError(`type '${base.name}' is not an acceptable base type`);
  }
  if (native && base.allocate === null && !base.namespace.has("__subclassable__")) {
    throw raise.TypeError(`deriving from ${base.qualifiedName} is not supported here`);
  }
  return base;
}
