// torch.testing.assert_close.

import type { Tensor } from "../../index";
import { native, raise, type Value } from "../objects";
import { numberOf, operand, typeName } from "./arguments";
import { allclose } from "./values";

/** PyTorch's tolerances by dtype: relative, absolute. */
const tolerances = {
  float32: [1.3e-6, 1e-5],
  float64: [1e-7, 1e-7],
  int64: [0, 0],
  bool: [0, 0],
} as const;

const asTensor = (value: Value | undefined): Tensor => {
  const found = operand(value);
  if (found !== undefined) return found;
  throw raise.TypeError(
    `No comparison pair was able to handle inputs of type ${typeName(value ?? null)}`,
  );
};

function refuse(message: string): never {
  throw raise.AssertionError(message);
}

export const assertClose = native(
  "assert_close",
  "actual, expected, *, allow_subclasses=True, rtol=None, atol=None, equal_nan=False, check_device=True, check_dtype=True, check_layout=True, check_stride=False, msg=None",
  (actual, expected, _, rtol, atol, equalNan, _device, checkDtype, _layout, _stride, msg) => {
    const [a, b] = [asTensor(actual), asTensor(expected)];
    if (String(a.shape) !== String(b.shape)) {
      refuse(`The values for attribute 'shape' do not match: ${a.shape} != ${b.shape}.`);
    }
    if (checkDtype === true && a.dtype !== b.dtype && !a.node.wrapped && !b.node.wrapped) {
      refuse(
        `The values for attribute 'dtype' do not match: torch.${a.dtype} != torch.${b.dtype}.`,
      );
    }
    const [relative, absolute] = tolerances[b.dtype];
    const [r, t] = [numberOf(rtol) ?? relative, numberOf(atol) ?? absolute];
    if (!allclose(a.to(b.dtype), b, r, t, equalNan === true))
      refuse(differences(a, b, r, t, msg as Value));
    return null;
  },
);

/** Where and by how much two tensors differ. */
function differences(a: Tensor, b: Tensor, rtol: number, atol: number, message: Value): string {
  if (typeof message === "string") return message;
  const [left, right] = [a.detach().toTypedArray(), b.detach().toTypedArray()];
  const gaps = Array.from(left, (x, i) => Math.abs(x - (right[i] as number)));
  const wrong = gaps.filter(
    (gap, i) => !(gap <= atol + rtol * Math.abs(right[i] as number)),
  ).length;
  if (gaps.length === 1)
    return `Scalars are not close!\n\nAbsolute difference: ${gaps[0]} (up to ${atol} allowed)`;
  const share = ((100 * wrong) / gaps.length).toFixed(1);
  return `Tensor-likes are not close!\n\nMismatched elements: ${wrong} / ${gaps.length} (${share}%)\nGreatest absolute difference: ${Math.max(...gaps)} (up to ${atol} allowed)`;
}
