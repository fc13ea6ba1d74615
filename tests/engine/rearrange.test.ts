// Elements laid out anew, against what PyTorch 1.13 prints.

import { describe, expect, it } from "vitest";
import { arange, meshgrid, ones, repeatInterleave, rot90, tensor } from "../../src/index";

const x = arange(6).reshape(2, 3);
const int = (data: number[]) => tensor(data, { dtype: "int64" });

describe("rot90", () => {
  it("turns the plane of two dimensions, k times", () => {
    const right = [
      [3, 0],
      [4, 1],
      [5, 2],
    ];
    const left = [
      [2, 5],
      [1, 4],
      [0, 3],
    ];
    expect(rot90(x).tolist()).toEqual(left);
    for (const k of [-1, 3, 7]) expect(rot90(x, k).tolist()).toEqual(right);
    expect(rot90(x, 1, [1, 0]).tolist()).toEqual(right);
    expect(rot90(x, 4).tolist()).toEqual(x.tolist());
  });

  it("refuses dimensions that make no plane", () => {
    expect(() => rot90(x, 1, [0])).toThrow("expected total rotation dims == 2, but got dims = 1");
    expect(() => rot90(x, 1, [0, -2])).toThrow(
      "expected rotation dims to be different, but got dim0 = 0 and dim1 = -2",
    );
    expect(() => rot90(ones(2))).toThrow("expected total dims >= 2, but got total dims = 1");
    expect(() => rot90(x, 1, [0, 3])).toThrow("Rotation dim1 out of range, dim1 = 3");
  });
});

describe("repeatInterleave", () => {
  it("repeats each slice, or each element of all", () => {
    expect(repeatInterleave(x, 2).shape).toEqual([12]);
    expect(repeatInterleave(x, int([1, 2]), 0).tolist()).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [3, 4, 5],
    ]);
    expect(repeatInterleave(x, int([1, 2, 0]), { dim: 1 }).tolist()).toEqual([
      [0, 1, 1],
      [3, 4, 4],
    ]);
    expect(repeatInterleave(tensor(3), 3).tolist()).toEqual([3, 3, 3]);
  });

  it("refuses repeats that do not fit", () => {
    expect(() => repeatInterleave(x, -1)).toThrow("repeats can not be negative");
    expect(() => repeatInterleave(x, int([1, 1, 1]), 0)).toThrow(
      "repeats must have the same size as input along dim",
    );
    expect(() => repeatInterleave(x, tensor([1, 1]), 0)).toThrow(
      `"repeat_interleave_cpu" not implemented for 'Float'`,
    );
    expect(() => repeatInterleave(x, int([1, 2]), 0, 4)).toThrow(
      "allocated size does not match required size",
    );
    expect(() => repeatInterleave(tensor(3), 3, 0)).toThrow(
      "Dimension specified as 0 but tensor has no dimensions",
    );
  });
});

describe("unfold", () => {
  it("shows all windows, as a view", () => {
    const windows = arange(6).unfold(0, 3, 2);
    expect(windows.tolist()).toEqual([
      [0, 1, 2],
      [2, 3, 4],
    ]);
    expect(windows.stride()).toEqual([2, 1]);
    expect(windows.isContiguous()).toBe(false);
    expect(x.unfold(0, 2, 1).tolist()).toEqual([
      [
        [0, 3],
        [1, 4],
        [2, 5],
      ],
    ]);
    expect(tensor(3).unfold(0, 1, 1).tolist()).toEqual([3]);
  });

  it("adds up the gradients of elements that windows share", () => {
    const leaf = tensor([1, 2, 3, 4], { requiresGrad: true });
    leaf.unfold(0, 2, 1).sum().backward();
    expect(leaf.grad?.tolist()).toEqual([1, 2, 2, 1]);
  });

  it("refuses windows that do not fit", () => {
    expect(() => arange(6).unfold(0, 7, 1)).toThrow(
      "maximum size for tensor at dimension 0 is 6 but size is 7",
    );
    expect(() => arange(6).unfold(0, 3, 0)).toThrow("step is 0 but must be > 0");
  });
});

describe("meshgrid", () => {
  it("has one dimension per axis, the first two exchanged for xy", () => {
    const [a, b] = [int([1, 2, 3]), int([4, 5])];
    const [rows, columns] = meshgrid([a, b]);
    expect(rows?.tolist()).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(columns?.tolist()).toEqual([
      [4, 5],
      [4, 5],
      [4, 5],
    ]);
    const [across] = meshgrid([a, b], { indexing: "xy" });
    expect(across?.tolist()).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  it("refuses what is no axis", () => {
    expect(() => meshgrid([])).toThrow("meshgrid expects a non-empty TensorList");
    expect(() => meshgrid([int([1]), tensor([1])])).toThrow(
      "meshgrid expects all tensors to have the same dtype",
    );
    expect(() => meshgrid([ones(2, 2)])).toThrow("Expected 0D or 1D tensor in the tensor list");
  });
});
