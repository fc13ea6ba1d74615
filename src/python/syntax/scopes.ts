// Where names live. Every name of a program is resolved once, before it runs: to a slot of its
// function's frame, to a cell shared between functions, or to the program's top level.

/** A local variable of a function or comprehension. */
export class Variable {
  /** Whether an inner function uses it: it lives in a cell then. */
  captured = false;
  slot = -1;
  cell = -1;

  constructor(
    readonly name: string,
    readonly host: Host,
  ) {}
}

/** What runs in a frame of its own: the program, a function, a class body, a generator expression. */
export class Host {
  readonly variables: Variable[] = [];
  /** Variables of the hosts around that this one, or one inside it, uses. */
  readonly free: Variable[] = [];
  isGenerator = false;
  slots = 0;
  cells = 0;

  constructor(
    readonly parent: Host | null,
    readonly name: string,
  ) {}

  /** A slot for a temporary. */
  temporary(): number {
    return this.slots++;
  }

  /** Gives the variables their places; parameters, which come first, keep their order. */
  place(): void {
    for (const variable of this.variables) {
      if (variable.captured) variable.cell = this.cells++;
      else if (variable.slot < 0) variable.slot = this.slots++;
    }
  }

  /** The index in the frame's cells: own ones come first, then those from around. */
  cellOf(variable: Variable): number {
    if (variable.host === this) return variable.cell;
    return this.cells + this.free.indexOf(variable);
  }
}

export type ScopeKind = "module" | "function" | "class" | "comprehension";

/** Where a name is found at run time. */
export type Place =
  | { readonly kind: "slot"; readonly index: number }
  | { readonly kind: "cell"; readonly index: number }
  | { readonly kind: "global" }
  /** In the class body's namespace, or else where the rest says. */
  | { readonly kind: "class"; readonly otherwise: Place };

export class Scope {
  readonly variables = new Map<string, Variable>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  /** Names bound in a class body or at the top level. */
  readonly bound = new Set<string>();
  readonly used = new Map<string, number>();
  readonly children: Scope[] = [];

  constructor(
    readonly kind: ScopeKind,
    readonly parent: Scope | null,
    readonly host: Host,
    /** The class that the code stands in: for private names. */
    readonly className: string | null,
  ) {
    parent?.children.push(this);
  }

  /** Declares that the code of this scope binds a name. */
  bind(name: string): void {
    if (this.globals.has(name)) this.root.bound.add(name);
    if (this.globals.has(name) || this.nonlocals.has(name)) return;
    if (this.kind === "module" || this.kind === "class") this.bound.add(name);
    else if (!this.variables.has(name)) this.declare(name);
  }

  declare(name: string): Variable {
    const variable = new Variable(name, this.host);
    this.host.variables.push(variable);
    this.variables.set(name, variable);
    return variable;
  }

  use(name: string, at: number): void {
    if (!this.used.has(name)) this.used.set(name, at);
  }

  get root(): Scope {
    return this.parent === null ? this : this.parent.root;
  }

  /** The scope that `:=` binds in: comprehensions are looked through. */
  get binding(): Scope {
    return this.kind === "comprehension" && this.parent !== null ? this.parent.binding : this;
  }

  /** The variable of a function around that a name means; null for a top-level name. */
  find(name: string): Variable | null {
    if (this.globals.has(name)) return null;
    const own = this.variables.get(name);
    if (own !== undefined) return own;
    for (let scope = this.parent; scope !== null; scope = scope.parent) {
      const visible = scope.kind !== "class" || name === "__class__";
      const variable = visible ? scope.variables.get(name) : undefined;
      if (variable !== undefined) return variable;
      if (visible && scope.globals.has(name)) return null;
    }
    return null;
  }

  /** Marks what inner functions use, all the way down; to be called on the outermost scope. */
  link(): void {
    for (const name of this.used.keys()) this.#capture(name);
    for (const name of this.nonlocals) this.#capture(name);
    for (const child of this.children) child.link();
  }

  #capture(name: string): void {
    const variable = this.find(name);
    if (variable === null || variable.host === this.host) return;
    variable.captured = true;
    for (let host: Host = this.host; host !== variable.host; host = host.parent as Host) {
      if (!host.free.includes(variable)) host.free.push(variable);
    }
  }

  resolve(name: string): Place {
    const inClass = this.kind === "class" && this.bound.has(name);
    const variable = this.find(name);
    const otherwise: Place =
      variable === null
        ? { kind: "global" }
        : variable.captured
          ? { kind: "cell", index: this.host.cellOf(variable) }
          : { kind: "slot", index: variable.slot };
    return inClass && !this.globals.has(name) ? { kind: "class", otherwise } : otherwise;
  }

  /** The top-level names that this scope and those inside it use. */
  *globalUses(): IterableIterator<string> {
    for (const name of this.used.keys()) {
      const own = this.kind === "class" && this.bound.has(name);
      if (!own && this.find(name) === null) yield name;
    }
    for (const child of this.children) yield* child.globalUses();
  }
}
