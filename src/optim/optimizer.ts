// What all optimizers share: parameter groups, the state kept per parameter, and the step.
//
// A step first reads every gradient, then computes every new value on plain arrays (no graph nodes
// are made), then writes the leaves in one batch: a live loss follows the step once.

import type { TypedArray } from "../dtype";
import { ValueError } from "../errors";
import { assign, write } from "../graph";
import { enableGrad } from "../modes";
import { clearGradient, valuesOf } from "../nn/gradients";
import type { Tensor } from "../tensor";
import { host } from "../watch";
import { zerosLike } from "./formula";
import { makeRoom, stepDone } from "./fused";
import {
  completeGroup,
  type GivenGroup,
  groupsOf,
  type Optimizable,
  type ParamGroup,
} from "./groups";
import { untracked } from "./untracked";

/** What every optimizer's options include. */
export interface CommonOptions {
  readonly lr: number;
}

/** What is remembered of one parameter: numbers, and arrays as long as the parameter. */
export type ParamState = { [name: string]: number | TypedArray | null };

/** An optimizer's memory as plain data: it survives JSON. Parameters are numbered across groups. */
export interface OptimizerState<Options = CommonOptions> {
  readonly state: {
    readonly [param: number]: { readonly [name: string]: number | readonly number[] | null };
  };
  readonly paramGroups: readonly (Options & {
    readonly params: readonly number[];
    readonly initialLr?: number;
  })[];
}

/** Options of `zeroGrad`. */
export interface ZeroGradOptions {
  /** Whether gradients become null (the default, as in PyTorch 2) or zeros. */
  readonly setToNone?: boolean;
}

interface Move {
  readonly param: Tensor;
  readonly next: TypedArray;
  readonly grad: Tensor;
  readonly index: number;
}

/**
 * The base of all optimizers. One of your own says what it remembers of a parameter before the first step
 * (`start`), and how one step moves the parameter's numbers in place (`update`).
 * @example
 * const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
 * optimizer.zeroGrad();
 * loss.backward();
 * optimizer.step();
 */
export abstract class Optimizer<
  Options extends CommonOptions = CommonOptions,
  State extends ParamState = ParamState,
> {
  /** The groups; their options, such as `lr`, may be changed between steps. */
  readonly paramGroups: ParamGroup<Options>[] = [];
  /** What is remembered of each parameter that has moved. */
  readonly state = new Map<Tensor, State>();
  /** How often `step` was called. */
  stepCount = 0;
  private readonly room = new WeakMap<Tensor, TypedArray>();

  /**
   * @param name the class's, for errors
   * @param defaults the options of groups that do not have their own
   */
  constructor(
    readonly name: string,
    given: Optimizable<Options>,
    readonly defaults: Options,
  ) {
    for (const group of groupsOf(name, given)) this.addParamGroup(group);
  }

  /** What is remembered of the parameter `p` before its first step. */
  protected abstract start(p: TypedArray, group: ParamGroup<Options>): State;

  /** Moves `p` in place by one step, given the gradient `g`, and brings the state up to date. */
  protected abstract update(
    p: TypedArray,
    g: TypedArray,
    state: State,
    group: ParamGroup<Options>,
  ): void;

  /**
   * Adds parameters with options of their own.
   * @example optimizer.addParamGroup({ params: head.parameters(), lr: 1e-4 })
   * @throws TypeError, ValueError for what is not a leaf tensor or already in a group.
   */
  addParamGroup(group: GivenGroup<Options>): void {
    const taken = new Set(this.paramGroups.flatMap(({ params }) => params));
    this.paramGroups.push(completeGroup(this.name, group, this.defaults, taken));
  }

  /**
   * Forgets the gradients of all parameters. Gradients that a `createBackward` holds are left: they
   * do not accumulate.
   */
  zeroGrad({ setToNone = true }: ZeroGradOptions = {}): void {
    host.batch(() => {
      for (const { params } of this.paramGroups) {
        for (const param of params) clearGradient(param, setToNone);
      }
    });
  }

  /**
   * Moves every parameter that has a gradient, all in one update.
   * @param closure computes gradients first, and returns the loss
   * @returns what the closure returns
   * @example optimizer.zeroGrad(); loss.backward(); optimizer.step();
   */
  step(): void;
  step<T>(closure: () => T): T;
  step<T>(closure?: () => T): T | undefined {
    this.stepCount++;
    const loss = closure === undefined ? undefined : enableGrad(closure);
    const moves: Move[] = [];
    untracked(() => {
      this.paramGroups.forEach((group, index) => {
        for (const param of group.params) this.gather(moves, param, index);
      });
    });
    makeRoom(moves.reduce((most, { next }) => Math.max(most, next.length), 0));
    for (const { param, next, grad, index } of moves) {
      const group = this.paramGroups[index];
      // Asked for only now: evaluating the other gradients may have moved it.
      const gradient = grad.node.data as TypedArray;
      let state = this.state.get(param);
      if (state === undefined) {
        state = this.start(next, group);
        this.state.set(param, state);
      }
      this.update(next, gradient, state, group);
    }
    stepDone();
    host.batch(() => {
      for (const { param, next } of moves) write(param.node, (data) => assign(data, next));
    });
    return loss;
  }

  private gather(moves: Move[], param: Tensor, index: number): void {
    const { grad } = param;
    if (grad === null) return;
    valuesOf(grad);
    const values = param.node.data as TypedArray;
    let next = this.room.get(param);
    // A module may have been converted to another dtype since the last step.
    if (next?.constructor === values.constructor) next.set(values);
    else {
      next = values.slice();
      this.room.set(param, next);
    }
    moves.push({ param, next, grad, index });
  }

  /** The memory and the options as plain data, for `loadStateDict`. */
  stateDict(): OptimizerState<Options> {
    const numbers = new Map<Tensor, number>();
    for (const { params } of this.paramGroups) {
      for (const param of params) numbers.set(param, numbers.size);
    }
    const state: Record<number, Record<string, number | number[] | null>> = {};
    for (const [param, memory] of this.state) {
      state[numbers.get(param) as number] = Object.fromEntries(
        Object.entries(memory).map(([key, value]) => [
          key,
          typeof value === "number" || value === null ? value : Array.from(value),
        ]),
      );
    }
    const paramGroups = this.paramGroups.map(({ params, ...options }) => ({
      ...copied(options),
      params: params.map((param) => numbers.get(param) as number),
    }));
    return { state, paramGroups } as unknown as OptimizerState<Options>;
  }

  /**
   * Takes over the memory and the options of an optimizer with groups of the same sizes.
   * @throws ValueError if the groups differ.
   */
  loadStateDict({ state, paramGroups }: OptimizerState<Options>): void {
    const context = { op: "loadStateDict", parameter: "stateDict" };
    if (paramGroups.length !== this.paramGroups.length) {
      throw new ValueError("loaded state dict has a different number of parameter groups", context);
    }
    if (paramGroups.some(({ params }, i) => params.length !== this.paramGroups[i].params.length)) {
      throw new ValueError(
        "loaded state dict contains a parameter group that doesn't match the size of optimizer's group",
        context,
      );
    }
    this.state.clear();
    paramGroups.forEach(({ params: numbers, ...options }, i) => {
      const { params } = this.paramGroups[i];
      numbers.forEach((number, k) => {
        const memory = state[number];
        if (memory !== undefined) this.state.set(params[k], this.restored(params[k], memory));
      });
      const loaded = { ...copied(options), params };
      this.paramGroups[i] = loaded as unknown as ParamGroup<Options>;
    });
  }

  /** Recorded state with arrays of the parameter's own type. */
  private restored(
    param: Tensor,
    memory: { readonly [name: string]: number | readonly number[] | null },
  ): State {
    const entries = Object.entries(memory).map(([key, value]) => {
      if (typeof value === "number" || value === null) return [key, value] as const;
      const array = zerosLike(param.node.data as TypedArray);
      array.set(value);
      return [key, array] as const;
    });
    return Object.fromEntries(entries) as State;
  }
}

/** A copy of options that shares no array with them. */
const copied = (options: object): object =>
  Object.fromEntries(
    Object.entries(options).map(([key, value]) => [key, Array.isArray(value) ? [...value] : value]),
  );
