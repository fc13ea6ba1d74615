// DescentPlayer, by role and keyboard; every number worked out by hand.

import { render, screen, waitFor, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { createRoot, createSignal, Show } from "solid-js";
import { describe, expect, test } from "vitest";
import {
  createHistory,
  createLossRecord,
  createTrail,
  createWorkbench,
  DescentPlayer,
  type DescentPlayerProps,
  WorkbenchProvider,
} from "../../components";
import { createBackward, createTensor, optim, tensor } from "../../src/index";

const press = (name: string): Promise<void> =>
  userEvent.click(screen.getByRole("button", { name }));
const figure = (name: string): string | null | undefined =>
  screen.getByText(name, { selector: "dt" }).nextElementSibling?.textContent;
const spoken = (): string | null =>
  within(screen.getByRole("group", { name: "Gradient descent" })).getByRole("status").textContent;

/** L = (w - 3)² at w = 0: a step at the rate r takes w to w - 2r (w - 3). */
function bowl(props: Partial<DescentPlayerProps> = {}) {
  const w = tensor(0, { requiresGrad: true, dtype: "float64" });
  const loss = w.sub(3).pow(2);
  const bench = createWorkbench();
  const view = render(() => (
    <WorkbenchProvider workbench={bench}>
      <DescentPlayer loss={loss} leaves={[w]} lr={0.25} {...props} />
    </WorkbenchProvider>
  ));
  return { w, loss, bench, ...view };
}
/** w after `n` steps at the rate 0.25: 3 - 3 / 2ⁿ. */
const placeAfter = (n: number): number => 3 - 3 / 2 ** n;

describe("one step", () => {
  test("moves the leaves as written by hand, and says so once", async () => {
    const { w } = bowl();
    await press("One step");
    expect(w.item()).toBe(placeAfter(1));
    await press("One step");
    expect(w.item()).toBe(placeAfter(2));
    expect(figure("step")).toBe("2");
    expect(figure("loss")).toBe("0.5625");
    expect(spoken()).toBe("Step 2, loss 0.5625.");
  });

  test("is an edit, and so is the reset", async () => {
    const { w, bench } = bowl();
    await press("One step");
    await press("One step");
    await press("Back to the start");
    expect(w.item()).toBe(0);
    expect(figure("step")).toBe("0");
    const labels: (string | undefined)[] = [];
    for (const value of [placeAfter(2), placeAfter(1), 0]) {
      labels.push(bench.history.undoable()?.label);
      bench.history.undo();
      expect(w.item()).toBe(value);
    }
    expect(labels).toEqual(["back to the start", "one step downhill", "one step downhill"]);
    expect(bench.history.undoable()).toBeNull();
  });

  test("starts from where a hand put the leaf", async () => {
    const { w } = bowl();
    await press("One step");
    w.set(7);
    await press("One step");
    expect(w.item()).toBe(7 - 0.5 * 4);
  });

  test("follows the learning rate that is set meanwhile", async () => {
    const lr = tensor(0.25, { dtype: "float64" });
    const { w } = bowl({ lr });
    await press("One step");
    lr.set(0.5);
    await press("One step");
    expect(w.item()).toBe(3);
  });
});

describe("the gradient", () => {
  test("is that of the loss alone, whoever holds .grad", async () => {
    await createRoot(async (dispose) => {
      const w = tensor(0, { requiresGrad: true, dtype: "float64" });
      const loss = w.sub(3).pow(2);
      createBackward(loss);
      createBackward(w.mul(100));
      render(() => <DescentPlayer loss={loss} leaves={[w]} lr={0.25} />);
      await press("One step");
      expect(w.item()).toBe(1.5);
      expect(w.grad?.item()).toBe(2 * (1.5 - 3) + 100);
      dispose();
    });
  });

  test("does not mind that somebody's backward() used the graph up, nor touches what it added", async () => {
    const { w, loss } = bowl();
    loss.backward();
    expect(w.grad?.item()).toBe(-6);
    await press("One step");
    expect(w.item()).toBe(1.5);
    expect(w.grad?.item()).toBe(-6);
  });

  test("follows the branch that a dynamic loss takes", async () => {
    const w = tensor(3, { requiresGrad: true, dtype: "float64" });
    // Slope 4 above 2, slope 1 below.
    const loss = createTensor(() => (Number(w.item()) > 2 ? w.mul(4) : w.mul(1)));
    render(() => <DescentPlayer loss={loss} leaves={[w]} lr={0.5} />);
    await press("One step");
    expect(w.item()).toBe(1);
    await press("One step");
    expect(w.item()).toBe(0.5);
  });

  test("of a leaf that the loss does not depend on is none: it stays", async () => {
    const other = tensor([1, 2], { requiresGrad: true });
    const w = tensor(0, { requiresGrad: true });
    render(() => <DescentPlayer loss={w.sub(3).pow(2)} leaves={[other, w]} lr={0.25} />);
    await press("One step");
    expect(other.tolist()).toEqual([1, 2]);
    expect(w.item()).toBe(1.5);
  });
});

describe("an optimiser of one's own", () => {
  test("remembers until the reset", async () => {
    // b ← 0.5 b + g, w ← w - 0.25 b
    const { w } = bowl({ optimizer: (params, lr) => new optim.SGD(params, { lr, momentum: 0.5 }) });
    let [at, b] = [0, 0];
    const step = (): number => {
      b = 0.5 * b + 2 * (at - 3);
      at -= 0.25 * b;
      return at;
    };
    for (let i = 0; i < 3; i++) {
      await press("One step");
      expect(w.item()).toBeCloseTo(step(), 12);
    }
    await press("Back to the start");
    [at, b] = [0, 0];
    await press("One step");
    expect(w.item()).toBeCloseTo(step(), 12);
  });
});

describe("a run", () => {
  test("takes its count of steps, and is one edit", async () => {
    const pushed: number[] = [];
    const [trail, steps] = [[] as number[], [] as number[]];
    const { w, bench } = bowl({
      count: 20,
      speed: Number.POSITIVE_INFINITY,
      record: { push: (loss) => pushed.push(loss), clear: () => pushed.splice(0) },
      trail: { push: () => trail.push(1), clear: () => trail.splice(0) },
      onStep: (step) => steps.push(step),
    });
    await press("Play");
    await screen.findByText(/^Done: step 20/);
    expect(w.item()).toBeCloseTo(placeAfter(20), 12);
    // The loss at the start, and after each step.
    const losses = Array.from({ length: 21 }, (_, i) => (3 / 2 ** i) ** 2);
    expect(pushed.map((loss, i) => loss - (losses[i] ?? 0))).toEqual(Array(21).fill(0));
    expect(trail.length).toBe(21);
    expect(steps).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect((screen.getByRole("progressbar") as HTMLProgressElement).value).toBe(20);
    bench.history.undo();
    expect(w.item()).toBe(0);
    expect(bench.history.undoable()).toBeNull();
    await press("Back to the start");
    expect([pushed.length, trail.length]).toEqual([0, 0]);
  });

  test("goes on after a pause to the same end", async () => {
    const { w } = bowl({ count: 5, speed: 1 });
    await press("Play");
    await press("Pause");
    const reached = Number(figure("step")?.split(" ")[0]);
    expect(reached).toBeLessThan(5);
    expect(spoken()).toMatch(`Paused at step ${reached}`);
    const still = w.item();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(w.item()).toBe(still);
    await userEvent.selectOptions(screen.getByLabelText("steps per second"), "as fast as it can");
    await press("Play");
    await screen.findByText(/^Done: step 5,/);
    expect(w.item()).toBe(placeAfter(5));
  });

  test("says nothing while it is under way", async () => {
    const { w } = bowl({ speed: Number.POSITIVE_INFINITY });
    await press("Play");
    await waitFor(() => expect(w.item()).not.toBe(0));
    expect(spoken()).toBe("");
    await press("Pause");
    expect(spoken()).toMatch(/^Paused at step \d+, loss /);
  });

  test("stops with the component", async () => {
    const [there, setThere] = createSignal(true);
    const w = tensor(0, { requiresGrad: true });
    const history = createHistory();
    const bench = { ...createWorkbench(), history };
    render(() => (
      <WorkbenchProvider workbench={bench}>
        <Show when={there()}>
          <DescentPlayer loss={w.sub(3).pow(2)} leaves={[w]} lr={0.001} speed={1000} />
        </Show>
      </WorkbenchProvider>
    ));
    await press("Play");
    await waitFor(() => expect(w.item()).not.toBe(0));
    setThere(false);
    const still = w.item();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(w.item()).toBe(still);
    expect(history.undoable()?.label).toBe("descent");
  });

  test("stops when the page is hidden", async () => {
    bowl({ speed: 30 });
    await press("Play");
    Object.defineProperty(document, "hidden", { configurable: true, value: true });
    document.dispatchEvent(new Event("visibilitychange"));
    Reflect.deleteProperty(document, "hidden");
    expect(screen.getByRole("button", { name: "Play" })).toBeDefined();
  });
});

describe("undo and redo", () => {
  /** With all that is shown of a descent. */
  function shown(props: Partial<DescentPlayerProps> = {}) {
    const record = createLossRecord();
    const other = { leaf: tensor(0), min: 0, max: 1 };
    const w = tensor(0, { requiresGrad: true, dtype: "float64" });
    const loss = w.sub(3).pow(2);
    const trail = createTrail({ leaf: w, min: -3, max: 4 }, other);
    const bench = createWorkbench();
    render(() => (
      <WorkbenchProvider workbench={bench}>
        <DescentPlayer
          loss={loss}
          leaves={[w]}
          lr={0.25}
          record={record}
          trail={trail}
          {...props}
        />
      </WorkbenchProvider>
    ));
    const places = () => trail.points.filter((_, i) => i % 2 === 0);
    return { w, loss, bench, record, places };
  }
  const button = (name: string): HTMLButtonElement => screen.getByRole("button", { name });

  test("a run under way is paused by undo, and stays where it was begun", async () => {
    const { w, bench, record, places } = shown({ speed: 1000 });
    await press("One step");
    await press("Play");
    await waitFor(() => expect(w.item()).not.toBe(placeAfter(1)));
    bench.history.undo();
    expect(button("Play")).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(w.item()).toBe(placeAfter(1));
    expect([figure("step"), record.points(), places()]).toEqual(["1", 2, [0, placeAfter(1)]]);
    expect(spoken()).toBe("Paused at step 1, loss 2.2500.");
    expect(bench.history.undoable()?.label).toBe("one step downhill");
    // It goes on from there as if the other run had not been.
    await press("One step");
    expect([w.item(), figure("step")]).toEqual([placeAfter(2), "2"]);
    expect(record.points()).toBe(3);
  });

  test("steps, curve and trail go back and forth with the leaves", async () => {
    const { w, bench, record, places } = shown({ count: 4, speed: Number.POSITIVE_INFINITY });
    const state = () => ({
      w: w.item(),
      step: figure("step"),
      losses: record.points(),
      places: places(),
    });
    const states = [state()];
    await press("One step");
    states.push(state());
    await press("Play");
    await screen.findByText(/^Done: step 5/);
    states.push(state());
    await press("Back to the start");
    states.push(state());
    await press("One step");
    states.push(state());
    expect(states.map(({ losses }) => losses)).toEqual([0, 2, 6, 0, 2]);
    for (const before of states.slice(0, -1).reverse()) {
      bench.history.undo();
      // How far the bar goes is of the run that was begun last.
      expect({ ...state(), step: "" }).toEqual({ ...before, step: "" });
      expect(state().step?.split(" ")[0]).toBe(before.step?.split(" ")[0]);
    }
    expect(button("Back to the start").disabled).toBe(true);
    for (const after of states.slice(1)) {
      bench.history.redo();
      expect(state()).toMatchObject({ w: after.w, losses: after.losses, places: after.places });
    }
    // The start of the descent is remembered too.
    await press("Back to the start");
    expect(w.item()).toBe(0);
  });

  test("what the optimiser remembers is not carried over into another time", async () => {
    const { w, bench } = shown({
      optimizer: (params, lr) => new optim.SGD(params, { lr, momentum: 0.5 }),
    });
    await press("One step");
    await press("One step");
    bench.history.undo();
    bench.history.undo();
    await press("One step");
    expect(w.item()).toBe(1.5);
  });

  test("a message of trouble goes with what caused it", async () => {
    const { bench, record } = shown({ lr: 1.5, maxLr: 2, speed: Number.POSITIVE_INFINITY });
    await press("Play");
    await screen.findByText(/Stopped: the loss grows/);
    bench.history.undo();
    expect(screen.queryByText(/Stopped: the loss grows/)).toBeNull();
    expect([figure("step"), record.points()]).toEqual(["0", 0]);
  });

  test("another hand's edit cuts a run in two; each half goes back by itself", async () => {
    const { w, bench, record } = shown({ speed: 1000 });
    await press("Play");
    await waitFor(() => expect(record.points()).toBeGreaterThan(2));
    const hand = bench.history.begin([w], "w");
    w.set(-2);
    hand.commit();
    const cut = record.points();
    expect(button("Pause")).toBeDefined();
    await waitFor(() => expect(record.points()).toBeGreaterThan(cut));
    await press("Pause");
    bench.history.undo();
    expect([w.item(), record.points()]).toEqual([-2, cut]);
    bench.history.undo();
    expect([w.item(), record.points()]).toEqual([0, 0]);
  });

  test("what has nothing to do with the leaves lets a run go on", async () => {
    const { w, bench } = shown({ speed: 1000, lr: 0.001 });
    const elsewhere = tensor(1);
    const hand = bench.history.begin([elsewhere], "elsewhere");
    await press("Play");
    await waitFor(() => expect(w.item()).not.toBe(0));
    elsewhere.set(2);
    hand.commit();
    expect(button("Pause")).toBeDefined();
    await press("Pause");
  });
});

describe("trouble", () => {
  test("a loss that becomes nan stops the run at the last place that has one", async () => {
    // log w with w = 1: one step at the rate 2 takes w to -1, where the loss is nan.
    const w = tensor(1, { requiresGrad: true });
    render(() => <DescentPlayer loss={w.log()} leaves={[w]} lr={2} />);
    await press("Play");
    await screen.findByText(
      /Stopped before the loss became nan\. A smaller learning rate may help/,
    );
    expect(w.item()).toBe(1);
    expect(screen.getByRole("button", { name: "Play" })).toBeDefined();
  });

  test("a loss that grows without end stops it long before infinity", async () => {
    const { w } = bowl({ lr: 1.5, maxLr: 2, speed: Number.POSITIVE_INFINITY });
    await press("Play");
    await screen.findByText(/Stopped: the loss grows/);
    // w - 3 doubles its distance at every step: (3 · 2ⁿ)² first exceeds ten million at n = 11.
    expect(figure("step")).toBe("11");
    expect(w.item()).toBe(3 - 3 * (-2) ** 11);
  });

  test("an optimiser that is refused is a message, and the next try may work", async () => {
    const lr = tensor(-1, { dtype: "float64" });
    const { w } = bowl({ lr });
    await press("One step");
    expect(screen.getByText(/Invalid learning rate: -1/)).toBeDefined();
    lr.set(0.25);
    await press("One step");
    expect(screen.queryByText(/Invalid learning rate/)).toBeNull();
    expect(w.item()).toBe(1.5);
  });
});

test("the controls are reached and played by keys alone", async () => {
  const { w } = bowl();
  const user = userEvent.setup();
  await user.tab();
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Play");
  await user.tab();
  await user.keyboard("{Enter}");
  expect(w.item()).toBe(placeAfter(1));
  await user.tab({ shift: true });
  await user.tab({ shift: true });
  await user.keyboard(" ");
  expect(w.item()).toBe(0);
});
