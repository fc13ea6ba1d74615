// torch.func: function transforms over arguments that may be tuples and dicts of tensors.

import { func, stack, type Tensor } from "../../index";
import { type NativeFunction, native, nativeRaw, raise, Tuple, type Value } from "../objects";
import { itemsOf, numberOf, tensorOf } from "./arguments";
import { callBack, nameOf } from "./callbacks";
import { functionalCall } from "./nn/functionalCall";
import { isModule, type ModuleObject } from "./nn/moduleObject";
import { fromTensor } from "./tensorObject";
import { filled, leavesOf } from "./tree";

/** How many transforms are being run, one inside the other. */
let depth = 0;

/** Whether a tensor is computed from a leaf that requires a gradient, not only from variables. */
function dependsOnLeaf(tensor: Tensor): boolean {
  const seen = new Set<Tensor["node"]>();
  const pending = [tensor.node];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (!node.requiresGrad || seen.has(node)) continue;
    if (node.isSource) return true;
    seen.add(node);
    pending.push(...node.inputs);
  }
  return false;
}

/** A result of the outermost transform: of the graph, it keeps what the caller asked for. */
const settled = (value: Value): Value =>
  filled(
    value,
    leavesOf(value).map((leaf) =>
      depth > 0 || !leaf.tensor.requiresGrad || dependsOnLeaf(leaf.tensor)
        ? leaf
        : fromTensor(leaf.tensor.detach()),
    ),
  );

/** Runs a transform. */
function transform(run: () => Value): Value {
  depth++;
  let result: Value;
  try {
    result = run();
  } finally {
    depth--;
  }
  return settled(result);
}

/** A transformed function. */
const transformed = (fn: Value, run: (args: readonly Value[]) => Value): NativeFunction =>
  nativeRaw(nameOf(fn), (args) => transform(() => run(args)));

const tensorsOf = (values: readonly Value[]): Tensor[] =>
  values.flatMap(leavesOf).map(({ tensor }) => tensor);

/** A call of a Python function whose tensors come from the engine, and what it returned beside. */
class Traced {
  aux: Value = null;
  output: Value = null;

  constructor(
    private readonly fn: Value,
    private readonly args: readonly Value[],
    private readonly hasAux: boolean,
  ) {}

  /** The function over all tensors of the arguments, in order. */
  readonly run = (...tensors: Tensor[]): Tensor => {
    const { args } = new Replaced(this.args, tensors);
    const result = callBack(this.fn, args);
    if (!this.hasAux) this.output = result;
    else {
      const [output, aux] = itemsOf(result) ?? [];
      this.output = output ?? null;
      this.aux = aux ?? null;
    }
    const [first] = leavesOf(this.output);
    if (first === undefined) {
      throw raise.RuntimeError(`Expected ${nameOf(this.fn)}(*args) to return a Tensor`);
    }
    return first.tensor;
  };
}

/** Arguments with other tensors in the places of theirs. */
class Replaced {
  readonly args: readonly Value[];

  constructor(args: readonly Value[], tensors: readonly Tensor[]) {
    let at = 0;
    this.args = args.map((arg) => {
      const count = leavesOf(arg).length;
      const own = tensors.slice(at, at + count);
      at += count;
      return filled(arg, own.map(fromTensor));
    });
  }
}

/** Where the tensors of the chosen arguments are among all tensors. */
function placesOf(args: readonly Value[], argnums: Value): { chosen: number[]; structure: Value } {
  const one = typeof argnums === "number";
  const wanted = (itemsOf(argnums) ?? [argnums]).map((n) => {
    const position = numberOf(n) as number;
    return position < 0 ? position + args.length : position;
  });
  for (const position of wanted) {
    if (position >= args.length) {
      throw raise.RuntimeError(`Got argnum=${position}, but only ${args.length} positional inputs`);
    }
  }
  const starts: number[] = [];
  args.reduce<number>((at, arg) => {
    starts.push(at);
    return at + leavesOf(arg).length;
  }, 0);
  const chosen = wanted.flatMap((position) =>
    leavesOf(args[position] as Value).map((_, i) => (starts[position] as number) + i),
  );
  const parts = wanted.map((position) => args[position] as Value);
  return { chosen, structure: one ? (parts[0] as Value) : new Tuple(parts) };
}

/** grad and grad_and_value. */
const gradient = (name: string, withValue: boolean): NativeFunction =>
  native(name, "func, argnums=0, has_aux=False", (fn, argnums, hasAux) =>
    transformed(fn as Value, (args) => {
      const traced = new Traced(fn as Value, args, hasAux === true);
      const { chosen, structure } = placesOf(args, argnums as Value);
      const [found, value] = func.valueAndGrad(traced.run, chosen)(...tensorsOf(args)) as [
        Tensor[],
        Tensor,
      ];
      const gradients = filled(structure, found.map(fromTensor));
      const output = fromTensor(value);
      if (withValue) {
        return new Tuple([gradients, hasAux === true ? new Tuple([output, traced.aux]) : output]);
      }
      return hasAux === true ? new Tuple([gradients, traced.aux]) : gradients;
    }),
  );

type ByArgument = (
  fn: (...tensors: Tensor[]) => Tensor,
  argnum: number,
) => (...tensors: Tensor[]) => Tensor;

/** jacrev, jacfwd and hessian: one result for each tensor of the chosen arguments. */
const jacobian = (name: string, derivative: ByArgument): NativeFunction =>
  nativeRaw(name, ([fn, given], kwargs) => {
    const argnums = given ?? kwargs?.get("argnums") ?? 0;
    const hasAux = kwargs?.get("has_aux") === true;
    return transformed(fn as Value, (args) => {
      const traced = new Traced(fn as Value, args, hasAux);
      const { chosen, structure } = placesOf(args, argnums);
      const results = chosen.map((at) =>
        fromTensor(derivative(traced.run, at)(...tensorsOf(args))),
      );
      const jacobians = filled(structure, results);
      return hasAux ? new Tuple([jacobians, traced.aux]) : jacobians;
    });
  });

const vjp = native("vjp", "func, *primals, has_aux=False", (fn, primals, hasAux) =>
  transform(() => pulledBack(fn as Value, (primals as Tuple).items, hasAux === true)),
);

function pulledBack(fn: Value, args: readonly Value[], hasAux: boolean): Value {
  const traced = new Traced(fn, args, hasAux);
  const [output, pull] = func.vjp(traced.run, ...tensorsOf(args)) as [
    Tensor,
    (v: Tensor) => Tensor[],
  ];
  const pullBack = native("vjp_fn", "cotangents, **kwargs", (cotangent) => {
    const [first] = leavesOf(cotangent as Value);
    const found = pull(tensorOf(first, "vjp", "cotangents"));
    return settled(filled(new Tuple(args), found.map(fromTensor)));
  });
  const results = [fromTensor(output), pullBack];
  return new Tuple(hasAux ? [...results, traced.aux] : results);
}

const jvp = native(
  "jvp",
  "func, primals, tangents, *, strict=False, has_aux=False",
  (fn, primals, tangents, _, hasAux) =>
    transform(() => {
      const args = itemsOf(primals) ?? [primals as Value];
      const traced = new Traced(fn as Value, args, hasAux === true);
      const directions = leavesOf(tangents as Value).map(({ tensor }) => tensor);
      const results = func.jvp(traced.run, tensorsOf(args), directions).map(fromTensor);
      return new Tuple(hasAux === true ? [...results, traced.aux] : results);
    }),
);

/** The dimension that is mapped, for each tensor of an argument; null where none is. */
function mappedDims(arg: Value, dim: Value): (number | null)[] {
  const leaves = leavesOf(arg);
  const items = itemsOf(dim);
  if (items !== undefined) {
    return (itemsOf(arg) ?? []).flatMap((item, i) => mappedDims(item, items[i] ?? null));
  }
  return leaves.map(() => (dim === null ? null : (numberOf(dim) as number)));
}

const vmap = native(
  "vmap",
  "func, in_dims=0, out_dims=0, randomness='error', *, chunk_size=None",
  (fn, inDims, outDims) =>
    transformed(fn as Value, (args) => {
      const perArgument = itemsOf(inDims) ?? args.map(() => inDims as Value);
      const dims = args.flatMap((arg, i) => mappedDims(arg, perArgument[i] ?? null));
      let structure: Value = null;
      const columns: Tensor[][] = [];
      const run = (...tensors: Tensor[]): Tensor => {
        structure = callBack(fn as Value, new Replaced(args, tensors).args);
        const leaves = leavesOf(structure);
        leaves.forEach(({ tensor }, i) => {
          columns[i] ??= [];
          columns[i]?.push(tensor);
        });
        const [first] = leaves;
        if (first !== undefined) return first.tensor;
        throw raise.ValueError(
          "vmap(f, ...): `f` must only return Tensors, got type <class 'NoneType'> as a return.",
        );
      };
      const outs = itemsOf(outDims);
      const out = (i: number): number => numberOf(outs === undefined ? outDims : outs[i]) ?? 0;
      const first = func.vmap(run, dims, out(0))(...tensorsOf(args));
      const results = columns.map((column, i) =>
        fromTensor(i === 0 ? first : stack(column, out(i))),
      );
      return filled(structure, results);
    }),
);

const call = native(
  "functional_call",
  "module, parameter_and_buffer_dicts, args=?, kwargs=None, *, tie_weights=True, strict=False",
  (module, tensors, args, kwargs) => {
    if (!isModule(module as Value))
      throw raise.TypeError("functional_call: module must be a torch.nn.Module");
    return functionalCall(module as ModuleObject, tensors as Value, args, kwargs as Value);
  },
);

export const funcFunctions: Readonly<Record<string, Value>> = {
  grad: gradient("grad", false),
  grad_and_value: gradient("grad_and_value", true),
  jacrev: jacobian("jacrev", func.jacrev),
  jacfwd: jacobian("jacfwd", func.jacfwd),
  hessian: jacobian("hessian", func.hessian),
  vjp,
  jvp,
  vmap,
  functional_call: call,
};
