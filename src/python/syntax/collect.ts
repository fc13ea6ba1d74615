// Between parsing and lowering: which scope binds which name, and the SyntaxErrors of misplaced code.

import type {
  Body,
  Expression,
  ExpressionOf,
  FunctionNode,
  Statement,
  StatementOf,
  Target,
} from "./ast";
import { partsOf } from "./parts";
import { Host, Scope } from "./scopes";
import type { Source } from "./source";

/** The scope that each function, class and comprehension opens. */
export type Scopes = Map<object, Scope>;

export interface Collected {
  readonly module: Scope;
  readonly scopes: Scopes;
}

export function collect(body: Body, source: Source): Collected {
  const collector = new Collector(source);
  const module = new Scope("module", null, collector.host(null, "<module>"), null);
  collector.statements(body, module, false);
  collector.checkNonlocals();
  module.link();
  for (const host of collector.hosts) host.place();
  return { module, scopes: collector.scopes };
}

class Collector {
  readonly scopes: Scopes = new Map();
  readonly hosts: Host[] = [];
  readonly #nonlocals: { scope: Scope; name: string; at: number }[] = [];

  constructor(readonly source: Source) {}

  host(parent: Host | null, name: string): Host {
    const host = new Host(parent, name);
    this.hosts.push(host);
    return host;
  }

  statements(body: Body, scope: Scope, inLoop: boolean): void {
    for (const statement of body) this.#statement(statement, scope, inLoop);
  }

  checkNonlocals(): void {
    for (const { scope, name, at } of this.#nonlocals) {
      if (scope.find(name) === null) {
        throw this.source.error(`no binding for nonlocal '${name}' found`, at);
      }
    }
  }

  #statement(node: Statement, scope: Scope, inLoop: boolean): void {
    const all = (...values: (Expression | null)[]) => {
      for (const value of values) if (value !== null) this.#expression(value, scope);
    };
    switch (node.kind) {
      case "expression":
        this.#expression(node.value, scope);
        break;
      case "assign":
        this.#expression(node.value, scope);
        this.#targets(node.targets, scope);
        break;
      case "augment":
        if (node.target.kind === "name") scope.use(node.target.id, node.from);
        this.#targets([node.target], scope);
        this.#expression(node.value, scope);
        break;
      case "delete":
        for (const target of node.targets) {
          if (target.kind === "name") scope.use(target.id, node.from);
        }
        this.#targets(node.targets, scope);
        break;
      case "return":
        if (scope.kind !== "function")
          throw this.source.error("'return' outside function", node.from);
        all(node.value);
        break;
      case "raise":
        all(node.value, node.cause);
        break;
      case "assert":
        all(node.test, node.message);
        break;
      case "break":
      case "continue":
        if (inLoop) break;
        throw this.source.error(
          node.kind === "break" ? "'break' outside loop" : "'continue' not properly in loop",
          node.from,
        );
      case "import":
        for (const { name, as } of node.names) scope.bind(as ?? (name.split(".")[0] as string));
        break;
      case "from":
        if (node.names === null && scope.kind !== "module") {
          throw this.source.error("import * only allowed at module level", node.to - 1);
        }
        for (const { name, as } of node.names ?? []) scope.bind(as ?? name);
        break;
      case "global":
      case "nonlocal":
        this.#declare(node, scope);
        break;
      case "if":
        for (const { test, body } of node.branches) {
          all(test);
          this.statements(body, scope, inLoop);
        }
        this.statements(node.other, scope, inLoop);
        break;
      case "while":
        all(node.test);
        this.statements(node.body, scope, true);
        this.statements(node.other, scope, inLoop);
        break;
      case "for":
        all(node.iterable);
        this.#targets([node.target], scope);
        this.statements(node.body, scope, true);
        this.statements(node.other, scope, inLoop);
        break;
      case "try":
        this.statements(node.body, scope, inLoop);
        for (const { type, name, body } of node.handlers) {
          all(type);
          if (name !== null) scope.bind(name);
          this.statements(body, scope, inLoop);
        }
        this.statements(node.other, scope, inLoop);
        this.statements(node.final, scope, inLoop);
        break;
      case "with":
        for (const { context, target } of node.items) {
          all(context);
          if (target !== null) this.#targets([target], scope);
        }
        this.statements(node.body, scope, inLoop);
        break;
      case "function":
        all(...node.decorators);
        scope.bind(node.fn.name);
        this.#function(node.fn, scope);
        break;
      case "class":
        all(...node.decorators, ...node.args.map((argument) => argument.value));
        scope.bind(node.name);
        this.#class(node, scope);
        break;
    }
  }

  #targets(targets: readonly Target[], scope: Scope): void {
    for (const target of targets) {
      switch (target.kind) {
        case "name":
          scope.bind(target.id);
          break;
        case "attribute":
          this.#expression(target.object, scope);
          break;
        case "subscript":
          this.#expression(target.object, scope);
          this.#expression(target.index, scope);
          break;
        default:
          this.#targets(target.items, scope);
      }
    }
  }

  #declare(node: StatementOf<"global" | "nonlocal">, scope: Scope): void {
    const { kind } = node;
    const refuse = (message: string): never => {
      throw this.source.error(message, node.from);
    };
    if (scope.kind === "module" && kind === "nonlocal") {
      refuse("nonlocal declaration not allowed at module level");
    }
    for (const name of node.names) {
      const variable = scope.variables.get(name);
      if (variable !== undefined && variable.slot >= 0)
        refuse(`name '${name}' is parameter and ${kind}`);
      if (scope.used.has(name)) refuse(`name '${name}' is used prior to ${kind} declaration`);
      if (variable !== undefined || scope.bound.has(name)) {
        if (scope.kind === "module") continue;
        refuse(`name '${name}' is assigned to before ${kind} declaration`);
      }
      const other = kind === "global" ? scope.nonlocals : scope.globals;
      if (other.has(name)) refuse(`name '${name}' is nonlocal and global`);
      if (scope.kind === "module") continue;
      (kind === "global" ? scope.globals : scope.nonlocals).add(name);
      if (kind === "nonlocal") this.#nonlocals.push({ scope, name, at: node.from });
    }
  }

  #function(fn: FunctionNode, scope: Scope): void {
    for (const { fallback } of fn.parameters)
      if (fallback !== null) this.#expression(fallback, scope);
    const host = this.host(scope.host, fn.name);
    const inner = new Scope("function", scope, host, scope.className);
    this.scopes.set(fn, inner);
    for (const { name } of fn.parameters) inner.declare(name).slot = host.slots++;
    if (Array.isArray(fn.body)) this.statements(fn.body as Body, inner, false);
    else this.#expression(fn.body as Expression, inner);
  }

  #class(node: StatementOf<"class">, scope: Scope): void {
    const host = this.host(scope.host, node.name);
    const inner = new Scope("class", scope, host, node.name);
    this.scopes.set(node, inner);
    // The cell that `super()` without arguments reads.
    inner.declare("__class__").captured = true;
    this.statements(node.body, inner, false);
  }

  #expression(node: Expression, scope: Scope): void {
    switch (node.kind) {
      case "name":
        scope.use(node.id, node.from);
        // `super()` finds its class and its object by itself.
        if (node.id === "super") scope.use("__class__", node.from);
        break;
      case "lambda":
        this.#function(node.fn, scope);
        break;
      case "comprehension":
        this.#comprehension(node, scope);
        break;
      case "named":
        this.#named(node, scope);
        break;
      case "yield":
        this.#yield(node, scope);
        break;
      default:
        for (const part of partsOf(node)) if (part !== null) this.#expression(part, scope);
    }
  }

  #named(node: ExpressionOf<"named">, scope: Scope): void {
    const { binding } = scope;
    if (scope.kind === "comprehension") {
      if (scope.variables.has(node.name)) {
        throw this.source.error(
          `assignment expression cannot rebind comprehension iteration variable '${node.name}'`,
          node.from,
        );
      }
      if (binding.kind === "class") {
        throw this.source.error(
          "assignment expression within a comprehension cannot be used in a class body",
          node.from,
        );
      }
    }
    binding.bind(node.name);
    scope.use(node.name, node.from);
    this.#expression(node.value, scope);
  }

  #yield(node: ExpressionOf<"yield">, scope: Scope): void {
    if (scope.kind === "comprehension") {
      throw this.source.error("'yield' inside list comprehension", node.from);
    }
    if (scope.kind !== "function") throw this.source.error("'yield' outside function", node.from);
    scope.host.isGenerator = true;
    if (node.value !== null) this.#expression(node.value, scope);
  }

  /** Runs in the frame around it, unless it is lazy; its variables are its own in any case. */
  #comprehension(node: ExpressionOf<"comprehension">, scope: Scope): void {
    const lazy = node.makes === "generator";
    const host = lazy ? this.host(scope.host, "<genexpr>") : scope.host;
    const inner = new Scope("comprehension", scope, host, scope.className);
    if (lazy) {
      host.isGenerator = true;
      // The slot of the outermost iterable, which is made outside.
      host.slots = 1;
    }
    this.scopes.set(node, inner);
    node.clauses.forEach((clause, i) => {
      if (clause.kind === "if") this.#expression(clause.test, inner);
      else {
        this.#expression(clause.iterable, i === 0 ? scope : inner);
        this.#targets([clause.target], inner);
      }
    });
    this.#expression(node.item, inner);
    if (node.value !== null) this.#expression(node.value, inner);
  }
}
