// What components share: undo and redo, and the promise of a gradient.

import { createEffect, createRoot } from "solid-js";
import { describe, expect, test } from "vitest";
import { createHistory, takeForecast } from "../../components";
import { createBackward, tensor } from "../../src/index";

describe("the history of edits", () => {
  const leaf = () =>
    tensor(
      [
        [1, 2],
        [3, 4],
      ],
      { requiresGrad: true },
    );

  test("takes an edit back and does it again, to the bit", () => {
    const [w, history] = [leaf(), createHistory()];
    const edit = history.begin([w], "w[0, 1]");
    w.setAt([0, 1], 0.1);
    w.setAt([1, 0], Number.NaN);
    edit.commit();
    expect(history.undoable()?.label).toBe("w[0, 1]");
    history.undo();
    expect(w.tolist()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(history.undoable()).toBeNull();
    history.redo();
    expect(w.tolist()).toEqual([
      [1, Math.fround(0.1)],
      [Number.NaN, 4],
    ]);
  });

  test("an edit that changed nothing is none, and one that is cancelled leaves nothing", () => {
    const [w, history] = [leaf(), createHistory()];
    history.begin([w], "w").commit();
    const edit = history.begin([w], "w");
    w.setAt([0, 0], 9);
    edit.cancel();
    edit.commit();
    expect(history.undoable()).toBeNull();
    expect(w.tolist()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test("a new edit forgets what could be done again", () => {
    const [w, history] = [leaf(), createHistory()];
    for (const value of [5, 6]) {
      const edit = history.begin([w], `to ${value}`);
      w.setAt([0, 0], value);
      edit.commit();
    }
    history.undo();
    const edit = history.begin([w], "to 7");
    w.setAt([0, 0], 7);
    edit.commit();
    expect(history.redoable()).toBeNull();
    history.undo();
    expect(w.at(0, 0).item()).toBe(5);
  });

  test("edits that overlap go back to where the first began, whichever ends first", () => {
    const [w, history] = [tensor([0, 0]), createHistory()];
    const run = history.begin([w], "run");
    w.set([1, 0]);
    const drag = history.begin([w], "drag");
    w.set([2, 5]);
    drag.commit();
    w.set([3, 5]);
    run.commit();
    history.undo();
    expect(w.tolist()).toEqual([2, 5]);
    history.undo();
    expect(w.tolist()).toEqual([0, 0]);
    history.redo();
    history.redo();
    expect(w.tolist()).toEqual([3, 5]);
  });

  test("undo takes back what is under way, which may go on from there", () => {
    const [w, history] = [tensor(0), createHistory()];
    const first = history.begin([w], "first");
    w.set(1);
    first.commit();
    const run = history.begin([w], "run");
    w.set(2);
    history.undo();
    expect(w.item()).toBe(1);
    w.set(3);
    run.commit();
    expect(history.redoable()).toBeNull();
    history.undo();
    expect(w.item()).toBe(1);
    history.undo();
    expect([w.item(), history.undoable()]).toEqual([0, null]);
  });

  test("whoever follows what is committed is told of each edit that an undo ends, then of the undo", () => {
    const [a, b, history] = [leaf(), leaf(), createHistory()];
    const told: (string | undefined)[] = [];
    const dispose = createRoot((end) => {
      createEffect(() => told.push(history.committed()?.label));
      return end;
    });
    history.begin([a], "a");
    history.begin([b], "b");
    a.setAt([0, 0], 5);
    b.setAt([0, 0], 6);
    told.length = 0;
    history.undo();
    expect(told).toEqual(["a", "b", "b"]);
    dispose();
  });

  test("an edit of several leaves comes back in one update", () => {
    const [a, b, history] = [tensor(1), tensor(2), createHistory()];
    const sum = a.add(b);
    const edit = history.begin([a, b], "both");
    a.set(10);
    b.set(20);
    edit.commit();
    const seen: number[] = [];
    const dispose = createRoot((end) => {
      createEffect(() => seen.push(Number(sum.item())));
      return end;
    });
    history.undo();
    dispose();
    expect(seen).toEqual([30, 3]);
  });
});

describe("the forecast", () => {
  test("is the loss at the start plus the gradient times the way", () => {
    const w = tensor([1, 2], { requiresGrad: true });
    const loss = w.mul(w).sum();
    const forecast = takeForecast(loss, w, 0);
    w.setAt([0], 2);
    w.setAt([1], 1);
    expect(forecast?.predicted()).toBe(5 + 2 * 1 + 4 * -1);
    expect(loss.item()).toBe(5);
  });

  test("leaves the gradients that are held alone", () => {
    createRoot((dispose) => {
      const w = tensor(3, { requiresGrad: true });
      const loss = w.pow(2);
      createBackward(loss);
      expect(takeForecast(loss, w, 0)?.gradient[0]).toBe(6);
      expect(w.grad?.item()).toBe(6);
      dispose();
    });
  });

  test("is null where there is nothing to promise", () => {
    const [w, other] = [tensor(3, { requiresGrad: true }), tensor(1, { requiresGrad: true })];
    expect(takeForecast(other.pow(2), w, 0)).toBeNull();
    expect(takeForecast(tensor(1), w, 0)).toBeNull();
    expect(takeForecast(tensor([1, 2], { requiresGrad: true }).mul(2), w, 0)).toBeNull();
  });
});
