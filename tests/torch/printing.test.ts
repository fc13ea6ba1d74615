// str(tensor) against PyTorch's own, to the character.
import { afterEach, describe, expect, it } from "vitest";
import type { DType } from "../../src/dtype";
import {
  formatDType,
  formatSize,
  formatTensor,
  type PrintedTensor,
  printOptions,
  setPrintoptions,
} from "../../src/format";
import { exponential, fixed } from "../../src/format/decimal";
import { numbersOf, type RecordedTensor, recordedCases } from "./cases";

interface Arange {
  readonly arange: number;
  readonly start: number;
  readonly divide_by: number;
  readonly shape: readonly number[];
  readonly dtype: string;
}

interface PrintCase {
  readonly id: string;
  readonly input: (RecordedTensor | Arange) & { readonly requires_grad: boolean };
  readonly text: string;
  readonly expr?: string;
  readonly printoptions?: Readonly<Record<string, number | boolean>>;
}

const cases = recordedCases<PrintCase>("printing");

/** A file's dtype may be one that the library has not (int32, uint8); printing does not mind. */
function tensorOf(input: RecordedTensor | Arange): PrintedTensor {
  const { shape } = input;
  const dtype = input.dtype as DType;
  if (!("arange" in input)) return { shape, data: numbersOf(input), dtype };
  const values = Array.from(
    { length: input.arange },
    (_, i) => (i + input.start) / input.divide_by,
  );
  return { shape, data: dtype === "float32" ? Float32Array.from(values) : values, dtype };
}

const text = (values: readonly number[], dtype: DType = "float64") =>
  formatTensor({ shape: [values.length], data: values, dtype }, { defaultDtype: dtype });

afterEach(() => setPrintoptions({ profile: "default" }));

describe("str of a tensor", () => {
  const plain = cases.filter((recorded) => recorded.expr === undefined);

  it.each(plain.map((recorded) => [recorded.id, recorded] as const))("%s", (_, recorded) => {
    const { sci_mode: sciMode, ...options } = recorded.printoptions ?? {};
    setPrintoptions(sciMode === undefined ? options : { ...options, sciMode: sciMode === true });
    const printed = formatTensor(tensorOf(recorded.input), {
      defaultDtype: "float32",
      requiresGrad: recorded.input.requires_grad,
    });
    expect(printed).toBe(recorded.text);
  });
});

// Cases in which an expression is applied to the input first. Those that leave the values alone
// are checked here; all of them, through the engine, in printing-engine.test.ts.
describe("str of what an expression gives", () => {
  const sameValues = /^x \* 1$|^x \+ 0$|^x\.t\(\)\.t\(\)$|^x\.clone\(\)$|^x\.detach\(\)$/;
  const ofShape = /^x\.shape$|^x\.size\(\)$|^\(x \* 2\)\.shape$/;

  function printedHere({ expr = "", input, text: expected }: PrintCase): string | null {
    const tensor = tensorOf(input);
    if (ofShape.test(expr)) return formatSize(tensor.shape);
    if (expr === "x.dtype") return formatDType(tensor.dtype);
    if (!sameValues.test(expr)) return null;
    const gradFn = /grad_fn=<(\w+)>/.exec(expected)?.[1] ?? null;
    return formatTensor(tensor, { defaultDtype: "float32", gradFn });
  }

  const printed = cases
    .map((recorded) => [recorded.id, recorded.expr, printedHere(recorded), recorded.text] as const)
    .filter(([, , text]) => text !== null);

  it.each(printed)("%s: %s", (_, __, text, expected) => expect(text).toBe(expected));

  it("covers nine of them", () => expect(printed.length).toBe(9));
});

describe("numbers as Python writes them", () => {
  it("rounds exact ties to the even digit", () => {
    expect(fixed(0.5, 0)).toBe("0");
    expect(fixed(1.5, 0)).toBe("2");
    expect(fixed(2.5, 0)).toBe("2");
    expect(fixed(0.03125, 4)).toBe("0.0312");
    expect(fixed(-2.15625, 4)).toBe("-2.1562");
    expect(fixed(9.5, 0)).toBe("10");
    expect(exponential(100005, 4)).toBe("1.0000e+05");
    expect(exponential(100015, 4)).toBe("1.0002e+05");
    expect(exponential(999995, 4)).toBe("1.0000e+06");
    expect(exponential(2.5, 0)).toBe("2e+00");
  });

  it("keeps a sign that rounding hides, and huge integers whole", () => {
    expect(fixed(-0, 1)).toBe("-0.0");
    expect(fixed(-1e-9, 4)).toBe("-0.0000");
    expect(fixed(1e22, 1)).toBe("10000000000000000000000.0");
    expect(exponential(-0, 4)).toBe("-0.0000e+00");
    expect(exponential(5e-324, 4)).toBe("4.9407e-324");
  });
});

describe("print options", () => {
  it("are PyTorch's by default", () => {
    expect(printOptions).toEqual({
      precision: 4,
      threshold: 1000,
      edgeitems: 3,
      linewidth: 80,
      sciMode: null,
    });
  });

  it("stay until set again, but sciMode goes back to automatic", () => {
    setPrintoptions({ precision: 2, sciMode: true });
    expect(text([1.5])).toBe("tensor([1.50e+00])");
    setPrintoptions({ linewidth: 40 });
    expect(text([1.5])).toBe("tensor([1.50])");
  });

  it("leave zeros alone, as PyTorch does, whatever sciMode says", () => {
    setPrintoptions({ sciMode: true });
    expect(text([0, -0, Number.NaN])).toBe("tensor([0., -0., nan])");
  });

  it("have profiles", () => {
    setPrintoptions({ profile: "short" });
    expect(text(Array.from({ length: 1001 }, (_, i) => 200 + i / 8))).toBe(
      "tensor([200.00, 200.12,  ..., 324.88, 325.00])",
    );
    setPrintoptions({ profile: "full", edgeitems: 1 });
    expect(text(new Array<number>(1001).fill(1))).not.toContain("...");
    setPrintoptions({ profile: "default", threshold: 0, edgeitems: 0 });
    expect(text([1, 2])).toBe("tensor([...])");
  });

  it.each([
    [{ precision: -1 }, "setPrintoptions: precision must be an integer from 0 to 99, got -1"],
    [{ linewidth: 0 }, "setPrintoptions: linewidth must be a positive number, got 0"],
    [
      { threshold: Number.NaN },
      "setPrintoptions: threshold must be a number that is not negative, got NaN",
    ],
    [
      { edgeitems: 1.5 },
      "setPrintoptions: edgeitems must be an integer that is not negative, got 1.5",
    ],
    [{ colour: 1 }, 'setPrintoptions: unknown option "colour"'],
    [
      { profile: "long" },
      'setPrintoptions: profile must be one of default, short, full, got "long"',
    ],
  ])("refuse %o and change nothing", (options, message) => {
    const call = () =>
      setPrintoptions({ precision: 1, ...(options as Parameters<typeof setPrintoptions>[0]) });
    expect(call).toThrow(message);
    expect(printOptions.precision).toBe(4);
  });
});
