// GraphView's backward view: the toggle, the steps, what is lit, and highlights from outside.

import { fireEvent, render, screen, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { createSignal } from "solid-js";
import { describe, expect, test } from "vitest";
import { createBackwardSteps, GraphView, type Highlight } from "../../components";
import { createBackward, inspectGraph, type Tensor, tensor } from "../../src/index";

/** d = a·b + a at a = 2, b = −3: dd/da = b + 1 = −2, dd/db = a = 2. */
function diamond() {
  const a = tensor(2, { requiresGrad: true });
  const b = tensor(-3, { requiresGrad: true });
  const k = tensor(10);
  const c = a.mul(b);
  const d = c.add(a);
  const loss = d.mul(k);
  for (const [name, each] of Object.entries({ a, b, c, d, k, loss })) each.name = name;
  createBackward(loss);
  return { a, b, c, d, k, loss };
}

const graph = () => screen.getByRole("group", { name: /^Graph of/ });
const card = (name: string) =>
  within(graph()).getByRole("img", { name: new RegExp(`^${name}[ ,]`) });
const gradientOf = (name: string): string | null =>
  /gradient (−?[\d.]+)/.exec(card(name).getAttribute("aria-label") ?? "")?.[1] ?? null;
const radio = (name: string) => screen.getByRole("radio", { name });
const isLit = (name: string) => card(name).hasAttribute("data-lit");

describe("the two views", () => {
  test("are chosen by a radio group; arrows of edges turn round", async () => {
    const { loss } = diamond();
    render(() => <GraphView of={loss} />);
    expect(radio("Forward").getAttribute("aria-checked")).toBe("true");
    expect(screen.queryByRole("button", { name: "Next step" })).toBeNull();
    const starts = () =>
      [...graph().querySelectorAll(".sa-edge__line")].map((line) => line.getAttribute("d"));
    const forward = starts();
    await userEvent.click(radio("Backward"));
    expect(radio("Backward").getAttribute("aria-checked")).toBe("true");
    expect(screen.getByRole("button", { name: "Next step" })).toBeTruthy();
    const ends = (path: string | null | undefined) => {
      const numbers = path?.match(/-?[\d.]+/g) ?? [];
      return [numbers.slice(0, 2), numbers.slice(-2)];
    };
    for (const [i, path] of starts().entries()) {
      const [start, end] = ends(forward[i]);
      expect(ends(path)).toEqual([end, start]);
    }
    radio("Backward").focus();
    await userEvent.keyboard("{ArrowLeft}");
    expect(document.activeElement).toBe(radio("Forward"));
    expect(radio("Forward").getAttribute("aria-checked")).toBe("true");
  });

  test("there is no backward view of what has no gradient", () => {
    const { k } = diamond();
    render(() => <GraphView of={k.mul(2)} view="backward" />);
    expect(screen.queryByRole("radio")).toBeNull();
    expect(screen.queryByRole("button", { name: "Next step" })).toBeNull();
  });
});

describe("stepping", () => {
  test("gradients appear where the pass has come, the sum of two ways only after both", async () => {
    const { loss } = diamond();
    render(() => <GraphView of={loss} view="backward" />);
    const shown = () =>
      Object.fromEntries(["loss", "d", "c", "a", "b"].map((name) => [name, gradientOf(name)]));
    // Before the first step nothing has flowed back: no gradient comes and goes again.
    const all = { loss: "1", d: "10", c: "10", a: "−20", b: "20" };
    expect(shown()).toEqual({ loss: null, d: null, c: null, a: null, b: null });
    const next = async () => {
      await userEvent.click(screen.getByRole("button", { name: "Next step" }));
      return shown();
    };
    const none = { loss: "1", d: null, c: null, a: null, b: null };
    expect(await next()).toEqual(none);
    expect(card("d").getAttribute("aria-label")).toContain("gradient not reached yet");
    expect(await next()).toEqual({ ...none, d: "10" });
    expect(card("loss").getAttribute("aria-label")).toContain("this step");
    // d = c + a: half of what a gets.
    expect(await next()).toEqual({ ...none, d: "10", c: "10" });
    expect(await next()).toEqual(all);
    expect(card("c").hasAttribute("data-current")).toBe(true);
    await userEvent.click(radio("Forward"));
    expect(shown()).toEqual(all);
  });

  test("where there is nothing to step through, gradients are there", () => {
    const { a, b } = diamond();
    const c = a.mul(b).expand(2);
    c.name = "many";
    render(() => <GraphView of={c} view="backward" />);
    expect(card("many").getAttribute("aria-label")).not.toContain("not reached");
  });

  test("what a step sends stands on its edges", async () => {
    const { loss, a } = diamond();
    render(() => {
      const steps = createBackwardSteps(() => loss);
      steps.goTo(3);
      return <GraphView of={loss} view="backward" steps={steps} />;
    });
    const flows = () =>
      [...graph().querySelectorAll(".sa-edge__flow")].map((text) => text.textContent).sort();
    // c = a·b sends b·10 to a and a·10 to b.
    expect(flows()).toEqual(["20", "−30"]);
    a.set(5);
    expect(flows()).toEqual(["50", "−30"]);
  });

  test("steps given are followed", () => {
    const { loss } = diamond();
    const [at, setAt] = createSignal(1);
    render(() => {
      const own = createBackwardSteps(() => loss);
      const steps = { ...own, index: at, current: () => own.steps()[at()] ?? null };
      return <GraphView of={loss} view="backward" steps={steps} />;
    });
    expect([gradientOf("d"), gradientOf("c")]).toEqual(["10", null]);
    setAt(2);
    expect(gradientOf("c")).toBe("10");
    expect(card("d").hasAttribute("data-current")).toBe(true);
  });
});

describe("what is lit", () => {
  const edgesLit = () => graph().querySelectorAll(".sa-edge[data-lit]").length;

  test("pointing at a card lights the way of its gradient, and dims the rest", () => {
    const { loss } = diamond();
    render(() => <GraphView of={loss} />);
    fireEvent.pointerOver(card("b"));
    expect(["b", "c", "d", "loss"].map(isLit)).toEqual([true, true, true, true]);
    expect(["a", "k"].map(isLit)).toEqual([false, false]);
    expect(edgesLit()).toBe(3);
    expect(graph().hasAttribute("data-dimmed")).toBe(true);
    fireEvent.pointerLeave(graph());
    expect(graph().hasAttribute("data-dimmed")).toBe(false);
    expect(edgesLit()).toBe(0);
  });

  test("walking to a card does so too", async () => {
    const { loss } = diamond();
    render(() => <GraphView of={loss} direction="across" />);
    card("loss").focus();
    await userEvent.keyboard("{ArrowLeft}");
    expect([isLit("d"), isLit("loss"), isLit("c")]).toEqual([true, true, false]);
  });

  test("a highlight lights nodes by weight and the edges it names", () => {
    const { loss, a, d } = diamond();
    const id = (of: Tensor) => inspectGraph(of).at(-1)?.id ?? 0;
    const [highlight, setHighlight] = createSignal<Highlight | null>({
      nodes: new Map([
        [id(a), 0.25],
        [id(d), 1],
      ]),
    });
    render(() => <GraphView of={loss} highlight={highlight()} />);
    expect([isLit("a"), isLit("d"), isLit("c")]).toEqual([true, true, false]);
    expect(card("a").style.getPropertyValue("--_weight")).toBe("0.25");
    expect(edgesLit()).toBe(1);
    setHighlight({ nodes: new Map([[id(a), 1]]), edges: new Set([`${id(d)}>${id(loss)}`]) });
    expect(edgesLit()).toBe(1);
    setHighlight(null);
    expect(graph().hasAttribute("data-dimmed")).toBe(false);
  });
});
