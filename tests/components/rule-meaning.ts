// What a shown rule says in numbers: its formula worked out, and its note carried out. Notes are handed in
// as words that a program can read.

import type { Repeated } from "../../components/backward/rules";
import type { ComponentStrings } from "../../components/words/index";
import * as torch from "../../src/index";
import { type GraphNode, reapply, type Tensor, tensor, zeros } from "../../src/index";
import { type Meaning, valueOf } from "./formula-numbers";

/** A note as the rules give it: its key, and what it was given. */
type Note = readonly [key: string, ...given: unknown[]];

/** Words for rules, each a note in JSON; "; " ends it. */
export const notes = new Proxy({} as Record<string, unknown>, {
  get: (_, key: string) => {
    const said = (...given: unknown[]) =>
      key === "summed" && (given[0] as Repeated).dims.length === 0
        ? ""
        : `${JSON.stringify([key, ...given])};`;
    return callable.has(key) ? said : said();
  },
}) as unknown as ComponentStrings["backward"];

const callable = new Set(["summed", "sumOver", "meanOver", "productOver", "exceptRow"]);

const notesOf = (said: string): Note[] =>
  said
    .split(";")
    .map((each) => each.replace(/^, /, ""))
    .filter((each) => each !== "")
    .map((each) => JSON.parse(each) as Note);

interface Said {
  readonly formula: string;
  readonly note: string;
}

const numel = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
const wrap = (dim: number, rank: number): number => (dim < 0 ? dim + Math.max(1, rank) : dim);
const float = (of: Tensor): Tensor => of.to("float64");

/** Operations that bring dimensions together, after which the rest is aligned with what there was. */
const reducing =
  /^(amax|amin|maxA|minA|mean|sum|nansum|std|var|norm|vectorNorm|logsumexp|prod)(?!.*Backward)/;

/** What `said` says that `node` hands on to its input `at`, given `grad`. */
export function worked(
  said: Said,
  node: GraphNode,
  at: number,
  inputs: readonly GraphNode[],
  grad: Tensor,
): Tensor {
  const own = (inputs[at] as GraphNode).tensor;
  const out = node.tensor;
  const list = notesOf(said.note);
  const keys = list.map(([key]) => key);
  const rank = own.ndim;
  const dim = node.args.dim as number | readonly number[] | null | undefined;
  const dims = (
    dim == null || (Array.isArray(dim) && dim.length === 0)
      ? own.shape.map((_, d) => d)
      : [dim].flat()
  ).map((d) => wrap(d as number, rank));
  const kept = (of: Tensor): Tensor =>
    reducing.test(node.op) && of.ndim > 0 && of.ndim < rank
      ? of.reshape(own.shape.map((n, d) => (dims.includes(d) ? 1 : n)))
      : of;
  const input = (slot: string): Tensor => inputs[node.slots.indexOf(slot)]?.tensor as Tensor;
  const over = (name: string): number[] | null => {
    const found = list.find(([key]) => key === name);
    return found === undefined ? null : ([...(found[1] as readonly number[])] as number[]);
  };
  const sumDims = over("sumOver");
  const meanDims = over("meanOver");

  const meaning: Meaning = {
    of(slot) {
      if (slot === "grad") return float(kept(grad));
      if (slot === "out") return float(kept(out));
      if (slot === "this") return float(own);
      if (slot === "x̂") return standardised(node, inputs);
      if (slot.endsWith("ⱼ"))
        return others(float(input(slot.slice(0, -1))), node.args.dim == null ? null : dims);
      const value = float(input(slot));
      // One slope for each channel.
      return node.op === "prelu" && slot === "weight" && value.numel() > 1
        ? value.reshape(input("input").shape.map((_, d) => (d === 1 ? -1 : 1)))
        : value;
    },
    sum: (of) => {
      if (keys.includes("overPositions")) {
        const shares = (d: number) =>
          node.op === "layerNorm" ? d < of.ndim - own.ndim : d !== channel(node, of);
        return of.sum(of.shape.flatMap((_, d) => (shares(d) ? [d] : [])));
      }
      return sumDims === null ? of.sum() : of.sum(sumDims, true);
    },
    mean: (of) => (meanDims === null ? of.mean() : of.mean(meanDims, true)),
    tie: keys.includes("tiesHalf") ? 0.5 : 0,
    equal: (a, b) => {
      const same = float(a.eq(b));
      if (keys.includes("tiesShare") || keys.includes("tiesMedian"))
        return same.div(same.sum(dims, true));
      if (keys.includes("tiesFirst")) return same.mul(float(same.cumsum(dims[0] as number).eq(1)));
      throw new Error(`${node.op}: who of the equal ones?`);
    },
    vectors: out.ndim > 0 && inputs.some((each) => each.tensor.ndim === 1),
    spread: (g, w) => spreadThrough(node, g, w, own),
    slide: (x, g) => slidOver(node, x, g, own, node.slots[at] === "weight"),
  };

  let value = valueOf(said.formula, meaning);
  for (const [key, ...given] of list) value = carriedOut(key, given, value);
  if (said.formula === "0") value = value.expand(own.shape);
  if (numel(value.shape) === 1 && own.numel() === 1) value = value.reshape([...own.shape]);
  return value;

  function carriedOut(key: string, given: readonly unknown[], now: Tensor): Tensor {
    switch (key) {
      case "summed": {
        const { dims: which } = given[0] as Repeated;
        return now.sum([...which]).reshape([...own.shape]);
      }
      case "toAll":
        return now.expand(own.shape);
      case "reshaped":
        return now.reshape([...own.shape]);
      case "runningSum":
        return now
          .flip(dims)
          .cumsum(dims[0] as number)
          .flip(dims);
      case "onDiagonal":
        if (now.ndim === 0) return float(torch.eye(...(own.shape as [number, number]))).mul(now);
        return own.ndim === now.ndim + 1 ? moved(now) : never();
      case "itsDiagonal":
        return own.ndim === now.ndim - 1 ? moved(now) : never();
      case "picked":
      case "putBack":
      case "itsPart":
      case "overwritten":
        return moved(now, true);
      case "sumOfUses":
      case "rowsOfUses":
      case "summedCopies":
      case "largestOfWindow":
        return moved(now);
      case "rowsMeanOfUses":
        return moved(now).div(moved(torch.onesLike(now)).clamp(1, null));
      case "toNumbers":
        return now.expand(own.shape).mul(float(own.eq(own)));
      case "exceptRow":
        return now.mul(
          float(torch.arange(own.shape[0] as number).ne(given[0] as number)).unsqueeze(1),
        );
      case "toWindow":
        return moved(now);
      case "spread":
        return moved(
          now.div(
            tensor(Float64Array.from(connections().map((uses) => uses.length))).reshape([
              ...out.shape,
            ]),
          ),
        );
      case "atTarget":
        return placed(now, input("target"), own, null);
      case "atTargetIgnoring":
        return placed(now, input("target"), own, node.args.ignoreIndex as number);
      default:
        return now;
    }
  }

  function never(): never {
    throw new Error(`${node.op}: the other way round`);
  }

  /** For each element of the result, the elements of the input that it moves with. */
  function connections(): number[][] {
    const from: number[][] = Array.from({ length: out.numel() }, () => []);
    const at0 = (place: number | null) => {
      const probe = new Float64Array(own.numel());
      if (place !== null) probe[place] = 1;
      return reapply(
        out,
        inputs.map((each, i) => {
          if (i === at) return tensor([...probe], { dtype: "float64" }).reshape([...own.shape]);
          return each.requiresGrad
            ? zeros([...each.tensor.shape], { dtype: "float64" })
            : each.tensor;
        }),
      ).toTypedArray();
    };
    for (let place = 0; place < own.numel(); place++) {
      at0(place).forEach((value, k) => {
        if (Number(value) !== 0) (from[k] as number[]).push(place);
      });
    }
    return from;
  }

  /** Each element of `now` brought back to where the operation took it from; `once`: none comes from two. */
  function moved(now: Tensor, once = false): Tensor {
    const data = new Float64Array(own.numel());
    const seen = new Set<number>();
    const values = now.expand(out.shape).toTypedArray();
    connections().forEach((places, k) => {
      for (const place of places) {
        if (once && seen.has(place)) throw new Error(`${node.op}: the sum goes unsaid`);
        seen.add(place);
        data[place] = (data[place] as number) + Number(values[k]);
      }
    });
    return tensor([...data], { dtype: "float64" }).reshape([...own.shape]);
  }
}

/** For each element the product of the others: of all, or of its line. */
function others(x: Tensor, dims: readonly number[] | null): Tensor {
  const flat = dims === null ? x.reshape(-1) : x.movedim(dims[0] as number, -1);
  const n = flat.shape.at(-1) as number;
  const parts = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => j)
      .filter((j) => j !== i)
      .reduce((product, j) => product.mul(flat.at("...", j)), torch.onesLike(flat.at("...", 0))),
  );
  const all = torch.stack(parts, { dim: -1 });
  return dims === null ? all.reshape([...x.shape]) : all.movedim(-1, dims[0] as number);
}

const channel = (node: GraphNode, of: Tensor): number =>
  node.op === "convolution" ? of.ndim - 1 - (node.args.stride as number[]).length : 1;

/** The input of a normalisation, standardised. */
function standardised(node: GraphNode, inputs: readonly GraphNode[]): Tensor {
  const plain = inputs.map((each, i) => {
    const slot = node.slots[i];
    const { shape } = each.tensor;
    if (slot === "weight") return torch.ones([...shape], { dtype: "float64" });
    return slot === "bias" ? zeros([...shape], { dtype: "float64" }) : each.tensor;
  });
  return reapply(node.tensor, plain);
}

/** Each number of `g`, times the kernel, added where the kernel lay. */
function spreadThrough(node: GraphNode, g: Tensor, w: Tensor, own: Tensor): Tensor {
  if (node.args.transposed === true) throw new Error("a transposed convolution slides back");
  const x = zeros([...own.shape], { dtype: "float64", requiresGrad: true });
  return torch.autograd.grad(reapplied(node, x, w), [x], { gradOutputs: g })[0] as Tensor;
}

const reapplied = (node: GraphNode, input: Tensor, weight: Tensor): Tensor =>
  reapply(
    node.tensor,
    node.slots.map((slot) =>
      slot === "input"
        ? input
        : slot === "weight"
          ? weight
          : zeros([node.tensor.shape[channel(node, node.tensor)] as number], { dtype: "float64" }),
    ),
  );

/** The sums of products of `a` and `b`, moved over it: for the kernel, or back to a transposed input. */
function slidOver(node: GraphNode, a: Tensor, b: Tensor, own: Tensor, toKernel: boolean): Tensor {
  const x = zeros([...own.shape], { dtype: "float64", requiresGrad: true });
  // Of a transposed convolution it is the gradient that the kernel moves over.
  if (!toKernel && node.args.transposed !== true) throw new Error("the kernel spreads it back");
  const [moving, still] = node.args.transposed === true ? [b, a] : [a, b];
  const made = toKernel ? reapplied(node, moving, x) : reapplied(node, x, moving);
  return torch.autograd.grad(made, [x], { gradOutputs: still })[0] as Tensor;
}

/** `value` at the target class of each sample, 0 elsewhere; also where the target is `ignored`. */
function placed(value: Tensor, target: Tensor, like: Tensor, ignored: number | null): Tensor {
  const [classes, samples] = like.ndim === 1 ? [like.shape[0], 1] : [like.shape[1], like.shape[0]];
  const positions = like.numel() / (Number(classes) * Number(samples));
  const data = new Float64Array(like.numel());
  const values = value.expand(target.shape).toTypedArray();
  const aims = target.toTypedArray();
  for (let k = 0; k < aims.length; k++) {
    const aim = Number(aims[k]);
    if (aim === ignored) continue;
    const [n, p] = [Math.floor(k / positions), k % positions];
    data[(n * Number(classes) + aim) * positions + p] = Number(values[k]);
  }
  return tensor([...data], { dtype: "float64" }).reshape([...like.shape]);
}
