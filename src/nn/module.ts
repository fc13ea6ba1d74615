// Module: what all layers and networks are. Its parameters, buffers and child modules are its own
// properties, found when asked for, in the order in which they were assigned; so a network is an
// ordinary class with fields and a `forward`.

import { TypeError } from "../errors";
import { currentScope, Scope, within } from "../scope";
import { Tensor } from "../tensor";
import { host } from "../watch";
import { clearGradient } from "./gradients";
import { convertLeaf } from "./leaves";
import { Parameter } from "./parameter";
import { type LoadOptions, type LoadReport, loadState, type StateDict, stateOf } from "./state";

/**
 * The base of all layers and networks.
 * @example
 * class Regressor extends nn.Module {
 *   linear = new nn.Linear(3, 1);
 *   forward(x: Tensor): Tensor {
 *     return this.linear.call(x);
 *   }
 * }
 * const y = new Regressor().call(x);
 */
export abstract class Module {
  /** Whether the module is being trained: dropout and batch normalisation behave differently then. */
  training = true;
  readonly #buffers = new Map<string, { readonly persistent: boolean }>();
  /** The names of the modules below, as of when one of them was first called from here. */
  readonly #names = new WeakMap<Module, string>();

  /** What the module computes; to be defined by each class. Use it through `call`. */
  abstract forward(...inputs: never[]): unknown;

  /** Applies the module. What a module computes inside another one is a scope named as it is there. */
  call(...inputs: Parameters<this["forward"]>): ReturnType<this["forward"]> {
    const caller = currentScope?.owner;
    const name = caller instanceof Module ? caller.#nameOf(this) : "";
    return within(new Scope(name, currentScope, this), () =>
      this.forward(...(inputs as never[])),
    ) as ReturnType<this["forward"]>;
  }

  /** What this module calls one below it: its path, or `Linear[0]` where that is only a position. */
  #nameOf(module: Module): string {
    let name = this.#names.get(module);
    if (name === undefined) {
      for (const [path, each] of this.namedModules()) {
        this.#names.set(each, /^\d+$/.test(path) ? `${each.constructor.name}[${path}]` : path);
      }
      name = this.#names.get(module) ?? module.constructor.name;
    }
    return name;
  }

  /** The name by which `stateDict` and `namedParameters` know a property; the same by default. */
  protected keyOf(property: string): string {
    return property;
  }

  /** What the module has, by name; containers have their items. */
  protected members(): Iterable<readonly [name: string, value: unknown]> {
    return Object.entries(this);
  }

  /** What is written between the parentheses of the module's text. */
  extraRepr(): string {
    return "";
  }

  /**
   * Makes a tensor part of the module's state without being a parameter, and the property `name`.
   * @param persistent whether it is part of `stateDict()`. Default `true`.
   * @example
   * class Masked extends nn.Module {
   *   mask = this.registerBuffer("mask", ones(4));
   *   forward(x: Tensor): Tensor {
   *     return x.mul(this.mask);
   *   }
   * }
   */
  registerBuffer<T extends Tensor | null>(name: string, tensor: T, persistent = true): T {
    if (name.includes(".")) {
      throw new TypeError('registerBuffer: buffer name can\'t contain "."', {
        op: "registerBuffer",
        parameter: "name",
      });
    }
    this.#buffers.set(name, { persistent });
    Object.defineProperty(this, name, {
      value: tensor,
      enumerable: true,
      writable: true,
      configurable: true,
    });
    return tensor;
  }

  /** @internal The tensors of this module itself: its parameters, then its buffers. */
  *ownState(): Generator<
    readonly [name: string, tensor: Tensor, kind: "parameter" | "buffer" | "scratch"]
  > {
    const members = [...this.members()];
    for (const [name, value] of members) {
      if (value instanceof Parameter) yield [this.keyOf(name), value, "parameter"];
    }
    for (const [name, value] of members) {
      const buffer = this.#buffers.get(name);
      if (buffer === undefined || !(value instanceof Tensor)) continue;
      yield [this.keyOf(name), value, buffer.persistent ? "buffer" : "scratch"];
    }
  }

  /** @internal The modules that are this module's properties, by name, repeated ones included. */
  ownChildren(): [name: string, module: Module][] {
    return [...this.members()].flatMap(([name, value]): [string, Module][] =>
      value instanceof Module ? [[this.keyOf(name), value]] : [],
    );
  }

  /** The modules that are this module's properties, by name; each once. */
  namedChildren(): [name: string, module: Module][] {
    const seen = new Set<Module>();
    return this.ownChildren().filter(([, module]) => !seen.has(module) && seen.add(module));
  }

  /** The modules that are this module's properties. */
  children(): Module[] {
    return this.namedChildren().map(([, module]) => module);
  }

  /** This module and all below it, each once, parents first; names are joined by dots. */
  namedModules(prefix = ""): [name: string, module: Module][] {
    const seen = new Set<Module>();
    const found: [string, Module][] = [];
    const visit = (name: string, module: Module): void => {
      if (seen.has(module)) return;
      seen.add(module);
      found.push([name, module]);
      for (const [key, child] of module.namedChildren()) {
        visit(name === "" ? key : `${name}.${key}`, child);
      }
    };
    visit(prefix, this);
    return found;
  }

  /** This module and all below it, each once, parents first. */
  modules(): Module[] {
    return this.namedModules().map(([, module]) => module);
  }

  /**
   * The parameters with their names, each once.
   * @param prefix is put before every name
   * @param recurse whether those of child modules are included. Default `true`.
   */
  namedParameters(prefix = "", recurse = true): [name: string, parameter: Parameter][] {
    return this.#tensors(prefix, recurse, true) as [string, Parameter][];
  }

  /** The parameters, each once; for an optimizer. */
  parameters(recurse = true): Parameter[] {
    return this.namedParameters("", recurse).map(([, parameter]) => parameter);
  }

  /** The buffers with their names: tensors that are state but no parameters. */
  namedBuffers(prefix = "", recurse = true): [name: string, buffer: Tensor][] {
    return this.#tensors(prefix, recurse, false);
  }

  /** The buffers, each once. */
  buffers(recurse = true): Tensor[] {
    return this.namedBuffers("", recurse).map(([, buffer]) => buffer);
  }

  #tensors(prefix: string, recurse: boolean, parameters: boolean): [string, Tensor][] {
    const seen = new Set<Tensor>();
    const found: [string, Tensor][] = [];
    const modules: [string, Module][] = recurse ? this.namedModules(prefix) : [[prefix, this]];
    for (const [path, module] of modules) {
      for (const [name, tensor, kind] of module.ownState()) {
        if ((kind === "parameter") !== parameters || seen.has(tensor)) continue;
        seen.add(tensor);
        found.push([path === "" ? name : `${path}.${name}`, tensor]);
      }
    }
    return found;
  }

  /** Puts this module and all below it into training mode, or out of it. */
  train(mode = true): this {
    for (const module of this.modules()) module.training = mode;
    return this;
  }

  /** Puts this module and all below it into evaluation mode. */
  eval(): this {
    return this.train(false);
  }

  /**
   * Calls `fn` with every module, children before parents.
   * @example model.apply((m) => { if (m instanceof nn.Linear) nn.init.zeros_(m.weight) })
   */
  apply(fn: (module: Module) => void): this {
    for (const child of this.children()) child.apply(fn);
    fn(this);
    return this;
  }

  /** Sets whether gradients are computed for the parameters. */
  requiresGrad_(requiresGrad = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad_(requiresGrad);
    return this;
  }

  /** Forgets the gradients of all parameters; see `Optimizer.zeroGrad`. */
  zeroGrad({ setToNone = true }: { readonly setToNone?: boolean } = {}): void {
    host.batch(() => {
      for (const parameter of this.parameters()) clearGradient(parameter, setToNone);
    });
  }

  /** Makes parameters and floating buffers float64, in place. */
  double(): this {
    return this.#convert("float64");
  }

  /** Makes parameters and floating buffers float32, in place. */
  float(): this {
    return this.#convert("float32");
  }

  #convert(dtype: "float32" | "float64"): this {
    for (const tensor of [...this.parameters(), ...this.buffers()]) convertLeaf(tensor, dtype);
    return this;
  }

  /**
   * The parameters and persistent buffers by name. They follow the module; `snapshot()` them to keep
   * today's values.
   */
  stateDict(): StateDict {
    return stateOf(this);
  }

  /**
   * Writes parameters and buffers, in one update.
   * @param strict whether missing and unexpected names are errors. Default `true`.
   * @throws RuntimeError in PyTorch's words, which lists all that does not fit.
   */
  loadStateDict(state: StateDict, { strict = true }: LoadOptions = {}): LoadReport {
    return loadState(this, state, strict);
  }

  /** PyTorch's text of the module and all below it. */
  toString(): string {
    const extra = this.extraRepr() === "" ? [] : this.extraRepr().split("\n");
    const children = this.ownChildren().map(
      ([name, module]) => `(${name}): ${String(module).replaceAll("\n", "\n  ")}`,
    );
    const lines = [...extra, ...children];
    const name = this.constructor.name;
    if (lines.length === 0) return `${name}()`;
    if (children.length === 0 && extra.length === 1) return `${name}(${extra[0]})`;
    return `${name}(\n  ${lines.join("\n  ")}\n)`;
  }
}
