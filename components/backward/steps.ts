// The backward pass as a sequence of steps that one can stand still at: one step for each operation, last
// first, with the rule that it applies and the numbers that come of it.

import {
  type Accessor,
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  untrack,
} from "solid-js";
import { type GraphNode, inspectGraph, noGrad, ones, pullback, type Tensor } from "../../src/index";
import { attempt } from "../guard";
import { useStrings } from "../strings";
import { inNames, type Piece, pieces } from "./formula";
import { isNamed, namesOf, slopeName } from "./names";
import { ruleFor } from "./rules";

/** What one step hands on to one input. */
export interface Part {
  /** The `GraphNode.id` of the input. */
  readonly input: number;
  /** What it is to the operation: the parameter's name. */
  readonly slot: string;
  /** `dL/dw = xᵀ · dL/dz`. */
  readonly formula: string;
  /** The left side, `dL/dw`, and the right side in pieces. */
  readonly name: string;
  readonly pieces: readonly Piece[];
  /** What the formula leaves out, in words; "" where that is nothing. */
  readonly note: string;
  /** This step's contribution to the input's gradient: an expression that stays current. */
  readonly contribution: Tensor | null;
  /** All contributions to the input up to this one, their sum, and how many there will be. */
  readonly arrived: readonly Tensor[];
  readonly sum: Tensor | null;
  readonly count: number;
}

/** One step of the backward pass. */
export interface Step {
  /** The `GraphNode.id` of the node whose gradient is handed on. */
  readonly node: number;
  /** `z = add(matmul, b)`, what was computed there. */
  readonly title: string;
  /** All formulas of the step, in one line. */
  readonly rule: string;
  readonly parts: readonly Part[];
  /** The gradient of the node, which is complete by now. */
  readonly gradient: Tensor;
}

export interface BackwardSteps {
  /** Reverse topological order. The first sets dL/dL to 1; then there is one for each operation. Empty where
   * there is no gradient. Tracked, as all that follow. */
  readonly steps: Accessor<readonly Step[]>;
  /** The step one stands at: -1 before the first. */
  readonly index: Accessor<number>;
  readonly current: Accessor<Step | null>;
  readonly playing: Accessor<boolean>;
  /** The tensor whose gradient is taken. */
  readonly root: Accessor<Tensor>;
  /** What the tensors are called in the formulas, by `GraphNode.id`. */
  readonly names: Accessor<ReadonlyMap<number, string>>;
  /** Steps on by itself, one step in 1.2 seconds, to the end; from the start again if it stands there. */
  play(): void;
  pause(): void;
  next(): void;
  previous(): void;
  /** Back before the first step. */
  reset(): void;
  goTo(index: number): void;
}

/** How long a step is shown while playing, in milliseconds. */
const pace = 1200;

/**
 * The backward pass of `root`, a scalar, to be stepped through. Owned: playing ends with its owner, and
 * when the page is hidden.
 * @example const steps = createBackwardSteps(() => loss); steps.next(); steps.current()?.rule; // "dL/dL = 1"
 */
export function createBackwardSteps(root: () => Tensor): BackwardSteps {
  const strings = useStrings();
  const [at, setAt] = createSignal(-1);
  const [playing, setPlaying] = createSignal(false);
  const nodes = attempt(() => inspectGraph(root()));
  const seen = () => {
    const now = nodes();
    return now.ok ? now.value : [];
  };
  const names = createMemo(() => namesOf(seen()));
  const built = attempt(() => makeSteps(root(), seen(), names(), strings().backward));
  const steps = () => {
    const now = built();
    return now.ok ? now.value : [];
  };
  // A dynamic graph may have become shorter.
  const index = createMemo(() => Math.min(at(), steps().length - 1));
  const goTo = (to: number): void => {
    setAt(Math.max(-1, Math.min(to, steps().length - 1)));
  };
  const isLast = () => index() >= steps().length - 1;
  const pause = () => void setPlaying(false);

  createEffect(
    on(playing, (on) => {
      if (!on) return;
      const timer = setInterval(() => {
        goTo(index() + 1);
        if (isLast()) pause();
      }, pace);
      const hidden = () => document.hidden && pause();
      document.addEventListener("visibilitychange", hidden);
      onCleanup(() => {
        clearInterval(timer);
        document.removeEventListener("visibilitychange", hidden);
      });
    }),
  );

  return {
    steps,
    index,
    current: () => steps()[index()] ?? null,
    playing,
    root,
    names,
    play() {
      if (steps().length === 0) return;
      goTo(isLast() ? 0 : index() + 1);
      setPlaying(!untrack(isLast));
    },
    pause,
    next() {
      pause();
      goTo(index() + 1);
    },
    previous() {
      pause();
      goTo(index() - 1);
    },
    reset() {
      pause();
      goTo(-1);
    },
    goTo(to) {
      pause();
      goTo(to);
    },
  };
}

type Words = Parameters<typeof ruleFor>[4];

/** A plain negative number within a formula, or before an exponent, stands in brackets. */
const bracketed = (piece: Piece, i: number, all: readonly Piece[]): Piece => {
  if (typeof piece === "string" || !piece.name.startsWith("−")) return piece;
  const next = all[i + 1];
  const raised = typeof next === "string" && /^[²³⁴⁵^]/.test(next);
  return i === 0 && !raised ? piece : { name: `(${piece.name})`, tensor: piece.tensor };
};

function makeSteps(
  root: Tensor,
  nodes: readonly GraphNode[],
  names: ReadonlyMap<number, string>,
  words: Words,
): readonly Step[] {
  const last = nodes.at(-1);
  if (last === undefined || !last.requiresGrad || root.numel() !== 1) return [];
  return noGrad(() => new Pass(last, nodes, names, words).run());
}

/** One walk from the root to the leaves. */
class Pass {
  private readonly byId: ReadonlyMap<number, GraphNode>;
  /** The contributions that arrived at each node, in order, and their sum so far. */
  private readonly arrived = new Map<number, Tensor[]>();
  private readonly sums = new Map<number, Tensor>();

  constructor(
    private readonly root: GraphNode,
    private readonly nodes: readonly GraphNode[],
    private readonly names: ReadonlyMap<number, string>,
    private readonly words: Words,
  ) {
    this.byId = new Map(nodes.map((node) => [node.id, node]));
  }

  run(): readonly Step[] {
    const { root, words } = this;
    const { shape, dtype } = root.tensor;
    const one = ones([...shape], { dtype });
    this.sums.set(root.id, one);
    const seed: Step = {
      node: root.id,
      title: words.seed(this.nameOf(root.id)),
      rule: "dL/dL = 1",
      parts: [],
      gradient: one,
    };
    const steps = [...this.nodes].reverse().flatMap((node) => this.step(node) ?? []);
    return [seed, ...steps.map((step) => this.counted(step))];
  }

  private nameOf(id: number): string {
    return this.names.get(id) ?? "";
  }

  private slopeOf(id: number): string {
    if (id === this.root.id) return "dL/dL";
    const node = this.byId.get(id);
    return slopeName(this.nameOf(id), node !== undefined && isNamed(node));
  }

  private step(node: GraphNode): Step | null {
    const gradient = this.sums.get(node.id);
    if (node.kind !== "op" || gradient === undefined) return null;
    const inputs = node.inputs.flatMap((id) => this.byId.get(id) ?? []);
    const contributions = pullback(node.tensor, gradient);
    const parts = contributions.flatMap((contribution, i) =>
      contribution === null ? [] : [this.part(node, inputs, i, contribution, gradient)],
    );
    const name = this.nameOf(node.id);
    const call = `${node.op}(${inputs.map((input) => this.nameOf(input.id)).join(", ")})`;
    const rule = parts.map(({ formula }) => formula).join("; ");
    return {
      node: node.id,
      title: isNamed(node) ? `${name} = ${call}` : call,
      rule,
      parts,
      gradient,
    };
  }

  private part(
    node: GraphNode,
    inputs: readonly GraphNode[],
    at: number,
    contribution: Tensor,
    gradient: Tensor,
  ): Part {
    const input = inputs[at] as GraphNode;
    const before = this.sums.get(input.id);
    const sum = before === undefined ? contribution : before.add(contribution);
    this.sums.set(input.id, sum);
    const arrived = [...(this.arrived.get(input.id) ?? []), contribution];
    this.arrived.set(input.id, arrived);
    const text = ruleFor(node, at, inputs, node.id === this.root.id, this.words);
    const list = pieces(text.formula, (slot) => {
      if (slot === "grad") return { name: this.slopeOf(node.id), tensor: gradient };
      // A list of tensors has one name for all of its slots: then the input itself is meant.
      const own = slot === "this" || slot === node.slots[at];
      const meant = slot === "out" ? node : own ? input : inputs[node.slots.indexOf(slot)];
      return meant === undefined ? slot : { name: this.nameOf(meant.id), tensor: meant.tensor };
    }).map(bracketed);
    const name = this.slopeOf(input.id);
    const said = text.note === "" ? "" : `, ${text.note}`;
    return {
      input: input.id,
      slot: node.slots[at] ?? "",
      formula: `${name} = ${inNames(list)}${said}`,
      name,
      pieces: list,
      note: text.note,
      contribution,
      arrived,
      sum,
      count: 0,
    };
  }

  /** The step, knowing how many contributions each input gets in the end. */
  private counted(step: Step): Step {
    const parts = step.parts.map((part) => ({
      ...part,
      count: this.arrived.get(part.input)?.length ?? 1,
    }));
    return { ...step, parts };
  }
}
