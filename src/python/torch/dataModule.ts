// torch.utils.data: datasets in memory, and batches of them in order or shuffled.

import { defaultGenerator, randperm } from "../../bridge";
import { stack, type Tensor, tensor } from "../../index";
import {
  callMethod,
  Dict,
  Float,
  getItem,
  Instance,
  iteratorOf,
  List,
  length,
  nativeRaw,
  nativeType,
  Obj,
  raise,
  Tuple,
  type Type,
  type Value,
} from "../objects";
import { itemsOf, numberOf, tensorOf } from "./arguments";
import { arrayOf } from "./data";
import { getItem as indexed } from "./indexing";
import { drawn } from "./random";
import { fromTensor, TensorObject } from "./tensorObject";

/** The base of datasets written in Python. */
const datasetType: Type = nativeType<Instance>({
  name: "Dataset",
  module: "torch.utils.data.dataset",
  is: (value): value is Instance => value instanceof Instance,
  allocate: (type) => new Instance(type),
});

class TensorDataset extends Obj {
  constructor(
    readonly type: Type,
    readonly tensors: readonly Tensor[],
  ) {
    super();
  }
}

const tensorDatasetType: Type = nativeType<TensorDataset>({
  name: "TensorDataset",
  module: "torch.utils.data.dataset",
  bases: [datasetType],
  is: (value): value is TensorDataset => value instanceof TensorDataset,
  attributes: { tensors: ({ tensors }) => new Tuple(tensors.map(fromTensor)) },
  methods: {
    __len__: ["", ({ tensors }) => tensors[0]?.size(0) ?? 0],
    __getitem__: [
      "index",
      ({ tensors }, index) =>
        new Tuple(tensors.map((each) => fromTensor(indexed(each, index as Value)))),
    ],
  },
  construct: [
    "*tensors",
    (type, given) => {
      const tensors = (given as Tuple).items.map((each) =>
        tensorOf(each, "TensorDataset", "tensors"),
      );
      if (tensors.some((each) => each.size(0) !== tensors[0]?.size(0))) {
        throw raise.AssertionError("Size mismatch between tensors");
      }
      return new TensorDataset(type, tensors);
    },
  ],
});

/** A part of a dataset. */
class Subset extends Obj {
  constructor(
    readonly dataset: Value,
    readonly indices: readonly number[],
  ) {
    super();
  }

  get type(): Type {
    return subsetType;
  }
}

const subsetType: Type = nativeType<Subset>({
  name: "Subset",
  module: "torch.utils.data.dataset",
  bases: [datasetType],
  is: (value): value is Subset => value instanceof Subset,
  attributes: {
    dataset: ({ dataset }) => dataset,
    indices: ({ indices }) => new List([...indices]),
  },
  methods: {
    __len__: ["", ({ indices }) => indices.length],
    __getitem__: [
      "index",
      ({ dataset, indices }, index) => {
        const at = numberOf(index) as number;
        const place = indices[at < 0 ? at + indices.length : at];
        if (place === undefined) throw raise.IndexError("list index out of range");
        return getItem(dataset, place);
      },
    ],
  },
  construct: [
    "dataset, indices",
    (_, dataset, indices) =>
      new Subset(
        dataset as Value,
        (itemsOf(indices) ?? []).map((i) => numberOf(i) as number),
      ),
  ],
});

/** One batch of samples: tensors stacked, numbers as tensors, structures by their parts. */
function collate(samples: readonly Value[]): Value {
  const [first] = samples;
  if (first instanceof TensorObject) {
    return fromTensor(stack(samples.map((sample) => tensorOf(sample, "stack", "tensors"))));
  }
  if (first instanceof Float) {
    return fromTensor(
      tensor(
        samples.map((s) => numberOf(s) as number),
        { dtype: "float64" },
      ),
    );
  }
  if (typeof first === "number" || typeof first === "boolean") {
    return fromTensor(arrayOf("collate", new List([...samples]), null));
  }
  if (first instanceof Tuple || first instanceof List) {
    return new List(
      first.items.map((_, i) => collate(samples.map((sample) => itemsOf(sample)?.[i] as Value))),
    );
  }
  if (first instanceof Dict) {
    const batch = new Dict();
    for (const [key] of first.entries()) {
      batch.set(key, collate(samples.map((sample) => (sample as Dict).get(key) as Value)));
    }
    return batch;
  }
  return new List([...samples]);
}

class DataLoader extends Obj {
  override attributes: Map<string, Value> = new Map();

  constructor(
    readonly dataset: Value,
    readonly batchSize: number | null,
    readonly shuffle: boolean,
    readonly dropLast: boolean,
    readonly collateFn: Value,
    readonly generator: Value,
  ) {
    super();
  }

  get type(): Type {
    return loaderType;
  }

  /** How many batches there are. */
  get count(): number {
    const n = length(this.dataset);
    if (this.batchSize === null) return n;
    return this.dropLast ? Math.floor(n / this.batchSize) : Math.ceil(n / this.batchSize);
  }

  order(): number[] {
    const n = length(this.dataset);
    if (!this.shuffle) return Array.from({ length: n }, (_, i) => i);
    const kwargs = this.generator === null ? null : new Map([["generator", this.generator]]);
    // As in PyTorch: a seed for workers, then one for the order.
    if (this.generator !== null) return [...drawn(kwargs, () => shuffled(n, false))];
    return shuffled(n, true);
  }
}

/** A random order; PyTorch draws a seed from the default generator, and the order from that. */
function shuffled(n: number, seeded: boolean): number[] {
  if (!seeded) return [...randperm(defaultGenerator, n)];
  const seed = defaultGenerator.random64() % 2n ** 63n;
  const state = defaultGenerator.getState();
  defaultGenerator.manualSeed(seed);
  const order = [...randperm(defaultGenerator, n)];
  defaultGenerator.setState(state);
  return order;
}

function batches(loader: DataLoader): Value {
  // The base seed of workers, which PyTorch draws though there are none.
  if (loader.generator === null) defaultGenerator.random64();
  else drawn(new Map([["generator", loader.generator]]), () => defaultGenerator.random64());
  const { dataset, batchSize, dropLast, collateFn } = loader;
  const order = loader.order();
  let at = 0;
  const make = (samples: readonly Value[]): Value =>
    collateFn === null
      ? collate(samples)
      : callMethod(collateFn, "__call__", [new List([...samples])]);
  return iteratorOf(() => {
    if (at >= order.length) return undefined;
    if (batchSize === null) return getItem(dataset, order[at++] as number);
    const chosen = order.slice(at, at + batchSize);
    at += batchSize;
    if (dropLast && chosen.length < batchSize) return undefined;
    return make(chosen.map((index) => getItem(dataset, index)));
  });
}

const loaderType: Type = nativeType<DataLoader>({
  name: "DataLoader",
  module: "torch.utils.data.dataloader",
  is: (value): value is DataLoader => value instanceof DataLoader,
  attributes: {
    dataset: ({ dataset }) => dataset,
    batch_size: ({ batchSize }) => batchSize,
  },
  methods: { __iter__: ["", batches], __len__: ["", (self) => self.count] },
  construct: [
    "dataset, batch_size=1, shuffle=False, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None, pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None, generator=None, *, prefetch_factor=2, persistent_workers=False",
    (_, dataset, batchSize, shuffle, _s, _b, _w, collateFn, _p, dropLast, _t, _i, _m, generator) =>
      new DataLoader(
        dataset as Value,
        batchSize === null ? null : (numberOf(batchSize) as number),
        shuffle === true,
        dropLast === true,
        collateFn as Value,
        generator as Value,
      ),
  ],
});

const randomSplit = nativeRaw("random_split", ([dataset, given], kwargs) => {
  const n = length(dataset as Value);
  const asked = (itemsOf(given) ?? []).map((each) => numberOf(each) as number);
  const shares = asked.every((each) => each <= 1) && asked.reduce((a, b) => a + b, 0) <= 1.0001;
  const sizes = shares ? asked.map((share) => Math.floor(share * n)) : asked;
  if (shares) {
    let rest = n - sizes.reduce((a, b) => a + b, 0);
    for (let i = 0; rest > 0; i = (i + 1) % sizes.length, rest--)
      sizes[i] = (sizes[i] as number) + 1;
  }
  if (sizes.reduce((a, b) => a + b, 0) !== n) {
    throw raise.ValueError("Sum of input lengths does not equal the length of the input dataset!");
  }
  const order = drawn(kwargs, () => [...randperm(defaultGenerator, n)]);
  let at = 0;
  return new List(
    sizes.map((size) => {
      const part = new Subset(dataset as Value, order.slice(at, at + size));
      at += size;
      return part;
    }),
  );
});

export const dataModule = (): Record<string, Value> => ({
  Dataset: datasetType,
  TensorDataset: tensorDatasetType,
  DataLoader: loaderType,
  Subset: subsetType,
  random_split: randomSplit,
});
