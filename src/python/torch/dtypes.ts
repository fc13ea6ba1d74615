// torch.dtype, torch.device, torch.layout and torch.Size: the small values around a tensor.

import type { DType } from "../../index";
import {
  getItem,
  listOf,
  NotImplemented,
  nativeType,
  Obj,
  raise,
  repr,
  Tuple,
  type Type,
  tupleType,
  type Value,
} from "../objects";

/** An element type as Python holds it. */
export class DTypeObject extends Obj {
  constructor(
    readonly dtype: DType,
    readonly name: string = dtype,
  ) {
    super();
  }

  get type(): Type {
    return dtypeType;
  }

  override toJs(): DType {
    return this.dtype;
  }
}

const isDType = (value: Value): value is DTypeObject => value instanceof DTypeObject;

export const dtypeType: Type = nativeType<DTypeObject>({
  name: "dtype",
  module: "torch",
  is: isDType,
  attributes: {
    is_floating_point: ({ dtype }) => dtype === "float32" || dtype === "float64",
    is_complex: () => false,
    itemsize: ({ dtype }) => (dtype === "float32" ? 4 : dtype === "bool" ? 1 : 8),
  },
  methods: {
    __repr__: ["", (self) => `torch.${self.name}`],
    __str__: ["", (self) => `torch.${self.name}`],
  },
});

const objects: Record<DType, DTypeObject> = {
  float32: new DTypeObject("float32"),
  float64: new DTypeObject("float64"),
  int64: new DTypeObject("int64"),
  bool: new DTypeObject("bool"),
};

/** The one object of an element type. */
export const dtypeObject = (dtype: DType): DTypeObject => objects[dtype];

/** torch's names of the element types that there are. */
export const dtypeNames: Readonly<Record<string, DTypeObject>> = {
  float32: objects.float32,
  float: objects.float32,
  float64: objects.float64,
  double: objects.float64,
  int64: objects.int64,
  long: objects.int64,
  bool: objects.bool,
};

/** Types of fewer bits, which are kept as the nearest that there is. */
export const narrowNames: Readonly<Record<string, DType>> = {
  float16: "float32",
  half: "float32",
  bfloat16: "float32",
  int32: "int64",
  int: "int64",
  int16: "int64",
  short: "int64",
  int8: "int64",
  uint8: "int64",
};

/** The only device: the processor. */
export class DeviceObject extends Obj {
  get type(): Type {
    return deviceType;
  }
}

const cpu = new DeviceObject();
export const cpuDevice: Value = cpu;

/** Reads a device argument; there is none but the processor. */
export function checkDevice(value: Value): void {
  if (value === null || value instanceof DeviceObject) return;
  const name = typeof value === "string" ? value : null;
  if (name === "cpu" || name === "cpu:0") return;
  if (name?.startsWith("cuda") === true || typeof value === "number") {
    throw raise.AssertionError("Torch not compiled with CUDA enabled");
  }
  throw raise.RuntimeError(
    `Expected one of cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga, ort, xla, lazy, vulkan, mps, meta, hpu device type at start of device string: ${name ?? repr(value)}`,
  );
}

export const deviceType: Type = nativeType<DeviceObject>({
  name: "device",
  module: "torch",
  is: (value): value is DeviceObject => value instanceof DeviceObject,
  attributes: { type: () => "cpu", index: () => null },
  methods: {
    __repr__: ["", () => "device(type='cpu')"],
    __str__: ["", () => "cpu"],
    __eq__: ["other", (_, other) => other instanceof DeviceObject],
  },
  construct: [
    "type, index=None",
    (_, type) => {
      checkDevice(type ?? null);
      return cpu;
    },
  ],
});

/** Whether a value is a device, or names one. */
export const isDevice = (value: Value): boolean => value instanceof DeviceObject;

class Named extends Obj {
  constructor(
    readonly type: Type,
    readonly name: string,
  ) {
    super();
  }
}

const namedType = (name: string): Type =>
  nativeType<Named>({
    name,
    module: "torch",
    is: (value): value is Named => value instanceof Named,
    methods: { __repr__: ["", (self) => self.name] },
  });

/** torch.strided and torch.contiguous_format, which are accepted and change nothing. */
export const strided: Value = new Named(namedType("layout"), "torch.strided");
const formatType = namedType("memory_format");
export const memoryFormats: Readonly<Record<string, Value>> = {
  contiguous_format: new Named(formatType, "torch.contiguous_format"),
  preserve_format: new Named(formatType, "torch.preserve_format"),
  channels_last: new Named(formatType, "torch.channels_last"),
};

const isSize = (value: Value): value is Tuple => value instanceof Tuple && value.type === sizeType;

export const sizeType: Type = nativeType<Tuple>({
  name: "Size",
  module: "torch",
  bases: [tupleType],
  is: isSize,
  methods: {
    __repr__: ["", (self) => `torch.Size([${self.items.map((n) => repr(n)).join(", ")}])`],
    __add__: [
      "other, /",
      (self, other) =>
        other instanceof Tuple
          ? new Tuple([...self.items, ...other.items], sizeType)
          : NotImplemented,
    ],
    __getitem__: [
      "index, /",
      (self, index) => {
        const found = getItem(new Tuple(self.items), index as Value);
        return found instanceof Tuple ? new Tuple(found.items, sizeType) : found;
      },
    ],
    numel: ["", (self) => self.items.reduce((product: number, n) => product * Number(n), 1)],
  },
  construct: [
    "sizes=?",
    (_, sizes) => new Tuple(sizes === undefined ? [] : listOf(sizes), sizeType),
  ],
});

/** A shape as Python holds it. */
export const sizeObject = (shape: readonly number[]): Tuple => new Tuple(shape, sizeType);

/** The dtype of an argument that must be one. */
export function dtypeOfName(value: Value): DType {
  if (value instanceof DTypeObject) return value.dtype;
  throw raise.TypeError(
    "invalid dtype object: only floating-point types are supported as the default type",
  );
}
