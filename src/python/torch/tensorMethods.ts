// The methods of a tensor that are not operations of the table: those about autograd, dtypes,
// sizes, and leaving for plain Python.

import type { DType, Nested, Tensor } from "../../index";
import { Float, List, type Method, nativeRaw, raise, Tuple, type Value } from "../objects";
import { dtypeOf, itemsOf, numberOf, operand, sizesOf, tensorOf } from "./arguments";
import { callBack, wrapHook } from "./callbacks";
import { checkDevice, DTypeObject, isDevice, sizeObject } from "./dtypes";
import { handleObject } from "./handles";
import { indexPut } from "./indexing";
import { legacyDType } from "./legacyTypes";
import { mutate, overwrite } from "./mutation";
import { ArrayObject } from "./numpy/array";
import { itemOf } from "./operators";
import { fromTensor, itemSize, TensorObject } from "./tensorObject";

type Methods = Readonly<Record<string, Method<TensorObject>>>;

const flagOr = (value: Value | undefined, fallback: boolean): boolean =>
  value === null || value === undefined ? fallback : value === true;

/** `backward` of one or several tensors: the gradients as the engine takes them. */
export const gradientsOf = (value: Value | undefined): (Tensor | null)[] | null => {
  if (value === null || value === undefined) return null;
  const items = itemsOf(value) ?? [value];
  return items.map((item) => (item === null ? null : tensorOf(item, "backward", "gradient")));
};

/** Tensors given as one or as a sequence. */
export const tensorsOf = (value: Value, fn: string, name: string): Tensor[] =>
  (itemsOf(value) ?? [value]).map((item) => tensorOf(item, fn, name));

/** retain_graph and create_graph as the engine takes them. */
export const graphOptions = (retain: Value | undefined, create: Value | undefined) => ({
  createGraph: flagOr(create, false),
  retainGraph: retain === null || retain === undefined ? null : retain === true,
});

const autogradMethods: Methods = {
  backward: [
    "gradient=None, retain_graph=None, create_graph=False, inputs=None",
    ({ tensor }, gradient, retain, create, inputs) => {
      tensor.backward(gradientsOf(gradient)?.[0] ?? null, {
        ...graphOptions(retain, create),
        inputs: inputs === null ? null : tensorsOf(inputs as Value, "backward", "inputs"),
      });
      return null;
    },
  ],
  requires_grad_: [
    "requires_grad=True",
    (self, flag) => {
      self.tensor.requiresGrad_(flag === true);
      return self;
    },
  ],
  detach_: [
    "",
    (self) => {
      self.tensor.detach_();
      return self;
    },
  ],
  retain_grad: [
    "",
    ({ tensor }) => {
      tensor.retainGrad();
      return null;
    },
  ],
  register_hook: [
    "hook",
    ({ tensor }, hook) => handleObject(tensor.registerHook(wrapHook(hook as Value, tensor.isLeaf))),
  ],
  register_post_accumulate_grad_hook: [
    "hook",
    (self, hook) =>
      handleObject(
        self.tensor.registerPostAccumulateGradHook(() => {
          callBack(hook as Value, [self]);
        }),
      ),
  ],
};

/** Lists of lists of Python numbers. */
function nested(value: Nested, dtype: DType): Value {
  if (Array.isArray(value)) return new List(value.map((item: Nested) => nested(item, dtype)));
  if (typeof value === "boolean") return value;
  return dtype === "int64" ? (value as number) : new Float(value as number);
}

const names = { float32: "Float", float64: "Double", int64: "Long", bool: "Bool" } as const;
function typeMethod({ tensor }: TensorObject, given: Value): Value {
  if (given === null) return `torch.${names[tensor.dtype]}Tensor`;
  const dtype = legacyDType(given) ?? dtypeOf(given);
  if (dtype === null) throw raise.ValueError(`invalid type: '${String(given)}'`);
  return fromTensor(tensor.to(dtype));
}

/** `x.to(dtype)`, `x.to(device)`, `x.to(other)`, and by name. */
const toMethod = nativeRaw("to", (args, kwargs) => {
  const [self, ...rest] = args;
  const tensor = tensorOf(self, "to", "self");
  let dtype: DType | null = dtypeOf(kwargs?.get("dtype"));
  checkDevice(kwargs?.get("device") ?? null);
  for (const value of rest) {
    if (value instanceof DTypeObject) dtype = value.dtype;
    else if (value instanceof TensorObject) dtype = value.tensor.dtype;
    else if (typeof value === "string" || isDevice(value)) checkDevice(value);
  }
  return dtype === null ? (self as Value) : fromTensor(tensor.to(dtype));
});

const asDType = (dtype: DType): Method<TensorObject> => [
  "memory_format=None",
  (self) => (self.tensor.dtype === dtype ? self : fromTensor(self.tensor.to(dtype))),
];

const same: Method<TensorObject> = ["*args, **kwargs", (self) => self];

const conversions: Methods = {
  float: asDType("float32"),
  double: asDType("float64"),
  long: asDType("int64"),
  int: asDType("int64"),
  bool: asDType("bool"),
  half: asDType("float32"),
  to: toMethod,
  type: ["dtype=None, non_blocking=False", (self, dtype) => typeMethod(self, dtype as Value)],
  type_as: [
    "other",
    (self, other) => fromTensor(self.tensor.to(tensorOf(other, "type_as", "other").dtype)),
  ],
  cpu: same,
  cuda: [
    "*args, **kwargs",
    () => {
      throw raise.AssertionError("Torch not compiled with CUDA enabled");
    },
  ],
  share_memory_: same,
  pin_memory: same,
  resolve_conj: same,
  resolve_neg: same,
  numpy: [
    "*, force=False",
    ({ tensor }, force) => {
      if (tensor.requiresGrad && force !== true) {
        throw raise.RuntimeError(
          "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.",
        );
      }
      return new ArrayObject(tensor.detach());
    },
  ],
  item: ["", itemOf],
  tolist: ["", ({ tensor }) => nested(tensor.tolist(), tensor.dtype)],
};

const sizes: Methods = {
  size: [
    "dim=None",
    ({ tensor }, dim) =>
      dim === null ? sizeObject(tensor.shape) : tensor.size(numberOf(dim) as number),
  ],
  stride: [
    "dim=None",
    ({ tensor }, dim) =>
      dim === null ? new Tuple([...tensor.stride()]) : tensor.stride(numberOf(dim) as number),
  ],
  dim: ["", ({ tensor }) => tensor.ndim],
  ndimension: ["", ({ tensor }) => tensor.ndim],
  numel: ["", ({ tensor }) => tensor.numel()],
  nelement: ["", ({ tensor }) => tensor.numel()],
  element_size: ["", ({ tensor }) => itemSize(tensor)],
  is_contiguous: ["memory_format=None", ({ tensor }) => tensor.isContiguous()],
  is_floating_point: ["", ({ tensor }) => tensor.dtype === "float32" || tensor.dtype === "float64"],
  is_complex: ["", () => false],
  is_inference: ["", ({ tensor }) => tensor.node.notes?.inference === true],
  get_device: ["", () => -1],
  data_ptr: ["", () => 0x7f0000000000],
  storage_offset: ["", ({ tensor }) => tensor.node.offset],
  is_same_size: [
    "other",
    ({ tensor }, other) =>
      String(tensor.shape) === String(tensorOf(other, "is_same_size", "other").shape),
  ],
};

/** The handle takes another node: what changes a tensor's shape in place. */
const reshaping = (change: (x: Tensor, ...args: number[]) => Tensor): Method<TensorObject> => [
  "*args",
  (self, args) => {
    const { tensor } = self;
    const changed = change(tensor, ...sizesOf("resize_", (args as Tuple).items));
    tensor.repoint((tensor.requiresGrad ? changed : changed.snapshot()).node);
    return self;
  },
];

/** What changes numbers in place and is no operation: filling and drawing. */
const filling = (name: "uniform_" | "normal_", parameters: string): Method<TensorObject> => [
  parameters,
  (self, a, b) => {
    mutate(self.tensor, () => self.tensor[name](numberOf(a) as number, numberOf(b) as number));
    return self;
  },
];

const changes: Methods = {
  zero_: [
    "",
    (self) => {
      mutate(self.tensor, () => self.tensor.zero_());
      return self;
    },
  ],
  fill_: [
    "value",
    (self, value) => {
      mutate(self.tensor, () =>
        self.tensor.fill_(operand(value) ?? tensorOf(value, "fill_", "value")),
      );
      return self;
    },
  ],
  copy_: [
    "src, non_blocking=False",
    (self, source) => {
      mutate(self.tensor, () =>
        self.tensor.copy_(operand(source) ?? tensorOf(source, "copy_", "other")),
      );
      return self;
    },
  ],
  where: [
    "condition, other=0",
    ({ tensor }, condition, other) =>
      fromTensor(
        tensor.where(
          tensorOf(condition, "where", "condition"),
          operand(other) ?? tensorOf(other, "where", "other", 2),
        ),
      ),
  ],
  index_put: [
    "indices, values, accumulate=False",
    ({ tensor }, indices, values, accumulate) =>
      fromTensor(
        indexPut(
          tensor,
          indices as Value,
          tensorOf(values, "index_put", "values"),
          accumulate === true,
        ),
      ),
  ],
  index_put_: [
    "indices, values, accumulate=False",
    (self, indices, values, accumulate) => {
      const given = tensorOf(values, "index_put_", "values");
      overwrite("index_put_", self.tensor, () =>
        indexPut(self.tensor, indices as Value, given, accumulate === true),
      );
      return self;
    },
  ],
  uniform_: filling("uniform_", "from_=0, to=1, generator=None"),
  normal_: filling("normal_", "mean=0, std=1, generator=None"),
  t_: reshaping((x) => x.t()),
  transpose_: reshaping((x, a, b) => x.transpose(a as number, b as number)),
  unsqueeze_: reshaping((x, dim) => x.unsqueeze(dim as number)),
  squeeze_: reshaping((x, dim) => (dim === undefined ? x.squeeze() : x.squeeze(dim))),
  resize_: reshaping((x, ...shape) => resized(x, shape)),
};

function resized(x: Tensor, shape: readonly number[]): Tensor {
  const wanted = shape.reduce((product, n) => product * n, 1);
  const flat = x.reshape([-1]);
  return (wanted > x.numel() ? flat.repeat([Math.ceil(wanted / x.numel())]) : flat)
    .narrow(0, 0, wanted)
    .reshape([...shape]);
}

export const ownMethods: Methods = {
  ...autogradMethods,
  ...conversions,
  ...sizes,
  ...changes,
};
