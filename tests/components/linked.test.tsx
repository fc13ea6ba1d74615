// Brushing: which cells of one tensor light up for a cell of another.

import { createRoot } from "solid-js";
import { describe, expect, test } from "vitest";
import {
  createLinked,
  createWorkbench,
  type Linked,
  type Workbench,
  WorkbenchProvider,
} from "../../components";
import {
  createBackward,
  createTensor,
  inspectGraph,
  nn,
  ones,
  profile,
  randn,
  type Tensor,
  tensor,
  zeros,
} from "../../src/index";

/** What each of `views` shows while `brush` is pointed at. */
function linked(
  brush: { tensor: Tensor; cell: number },
  ...views: (Tensor | null)[]
): (Linked | null)[] {
  return createRoot((dispose) => {
    const workbench = createWorkbench();
    workbench.setBrush(brush);
    const shown = on(workbench, views).map((view) => view());
    dispose();
    return shown;
  });
}

function on(workbench: Workbench, views: (Tensor | null)[]): (() => Linked | null)[] {
  let found: (() => Linked | null)[] = [];
  void (
    <WorkbenchProvider workbench={workbench}>
      {(() => {
        found = views.map((view) => createLinked(() => view));
        return null;
      })()}
    </WorkbenchProvider>
  );
  return found;
}

const cells = (of: Linked | null | undefined): string =>
  of ? `${of.kind} ${of.cells.join("")}` : "none";

function network() {
  const x = ones(2);
  const w = tensor(
    [
      [0, 1, 2],
      [3, 4, 5],
    ],
    { requiresGrad: true },
  );
  const b = zeros(3, { requiresGrad: true });
  const y = tensor([0, 1, 0]);
  const z = x.matmul(w).add(b);
  const loss = nn.functional.binaryCrossEntropyWithLogits(z, y);
  return { x, w, b, y, z, loss };
}

describe("a cell lights up", () => {
  test("itself, and what it was computed from: also data, and weights that are 0", () => {
    const { x, w, b, y, z } = network();
    const shown = linked({ tensor: z, cell: 0 }, z, x, w, b, y).map(cells);
    expect(shown).toEqual(["same 100", "source 11", "source 100100", "source 100", "none"]);
  });

  test("what is computed from it", () => {
    const { x, w, z, loss } = network();
    expect(linked({ tensor: w, cell: 4 }, z, loss, x).map(cells)).toEqual([
      "target 010",
      "target 1",
      "none",
    ]);
    expect(linked({ tensor: x, cell: 1 }, z, w).map(cells)).toEqual(["target 111", "none"]);
  });

  test("of a leaf, the same cell of its gradient, and the other way round", () => {
    const { w, loss } = network();
    const dispose = createBackward(loss);
    const { grad } = w;
    expect(linked({ tensor: w, cell: 4 }, grad).map(cells)).toEqual(["same 000010"]);
    expect(linked({ tensor: grad as Tensor, cell: 4 }, w, grad).map(cells)).toEqual([
      "same 000010",
      "same 000010",
    ]);
    dispose();
  });

  test("of a gradient, the values it is made of", () => {
    const { x, y, z, b, w, loss } = network();
    const dispose = createBackward(loss);
    expect(linked({ tensor: w.grad as Tensor, cell: 4 }, x, y, z, b).map(cells)).toEqual([
      "source 01",
      "source 010",
      "source 010",
      "none",
    ]);
    expect(linked({ tensor: x, cell: 1 }, w.grad).map(cells)).toEqual(["target 000111"]);
    expect(linked({ tensor: z, cell: 2 }, w.grad).map(cells)).toEqual(["target 001001"]);
    dispose();
  });

  test("of a tensor that another handle shows", () => {
    const { w, z } = network();
    const handles = inspectGraph(z).map((node) => node.tensor);
    const other = handles.find((handle) => handle.is(w)) as Tensor;
    expect(other).not.toBe(w);
    expect(linked({ tensor: other, cell: 0 }, w, z).map(cells)).toEqual([
      "same 100000",
      "target 100",
    ]);
  });
});

describe("dye goes through", () => {
  test("units that are off, and values that happen to cancel", () => {
    const x = tensor([-1, 2], { requiresGrad: true });
    const h = x.relu();
    const zero = x.sub(x);
    expect(linked({ tensor: h, cell: 0 }, x).map(cells)).toEqual(["source 10"]);
    expect(linked({ tensor: x, cell: 0 }, h, zero).map(cells)).toEqual(["target 10", "target 10"]);
  });

  test("movements, reductions and softmax, in either direction", () => {
    const x = randn(2, 3);
    const turned = x.t().reshape(2, 3);
    const p = x.softmax(1);
    const s = x.sum(0);
    expect(linked({ tensor: x, cell: 1 }, turned, p, s, x.at(0)).map(cells)).toEqual([
      "target 001000",
      "target 111000",
      "target 010",
      "target 010",
    ]);
    expect(linked({ tensor: turned, cell: 2 }, x).map(cells)).toEqual(["source 010000"]);
    expect(linked({ tensor: p, cell: 4 }, x).map(cells)).toEqual(["source 000111"]);
    expect(linked({ tensor: s, cell: 2 }, x).map(cells)).toEqual(["source 001001"]);
  });

  test("lookups by index, and conditions", () => {
    const table = randn(3, 2, { requiresGrad: true });
    const rows = nn.functional.embedding(tensor([2, 0], { dtype: "int64" }), table);
    expect(linked({ tensor: rows, cell: 1 }, table).map(cells)).toEqual(["source 000001"]);
    const x = tensor([1, -1]);
    const y = x.gt(0);
    expect(linked({ tensor: x, cell: 1 }, y).map(cells)).toEqual(["target 01"]);
    expect(linked({ tensor: y, cell: 1 }, x).map(cells)).toEqual(["source 01"]);
  });

  test("branches of a dynamic tensor, those that are taken", () => {
    const a = tensor([1, 2]);
    const b = tensor([3, 4]);
    const pick = tensor(1);
    const y = createTensor(() => (pick.item() > 0 ? a.mul(2) : b.mul(2)));
    expect(linked({ tensor: y, cell: 1 }, a, b).map(cells)).toEqual(["source 01", "none"]);
  });
});

describe("it stays out of the way", () => {
  test("nothing is linked without a workbench, or with nothing to show", () => {
    createRoot((dispose) => {
      expect(createLinked(() => ones(2))()).toBeNull();
      dispose();
    });
    expect(linked({ tensor: ones(2), cell: 0 }, null, ones(2)).map(cells)).toEqual([
      "none",
      "none",
    ]);
  });

  test("large tensors are not followed, and what throws is not linked", () => {
    const large = randn(300, 300);
    const y = large.mul(2);
    expect(linked({ tensor: y, cell: 0 }, large).map(cells)).toEqual(["none"]);
    const switchOff = tensor(0);
    const broken = createTensor((): Tensor => {
      if (switchOff.item() === 0) return ones(2);
      throw new Error("broken");
    });
    switchOff.set(1);
    expect(linked({ tensor: broken, cell: 0 }, ones(2)).map(cells)).toEqual(["none"]);
    expect(linked({ tensor: ones(2), cell: 0 }, broken).map(cells)).toEqual(["none"]);
  });

  test("numbers that change do not set it off again", () => {
    createRoot((dispose) => {
      const { w, z } = network();
      const workbench = createWorkbench();
      workbench.setBrush({ tensor: z, cell: 0 });
      const [view] = on(workbench, [w]);
      const before = view?.();
      const { computed } = profile(() => {
        w.set(7);
        expect(view?.()).toBe(before);
      });
      expect(computed).toEqual([]);
      dispose();
    });
  });
});
