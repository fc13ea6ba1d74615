// GraphView's scopes: folding and opening by every means, what a folded card says, and where the focus goes.

import { render, screen, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { GraphView } from "../../components";
import { drawingOf, structureOf } from "../../components/graph/model";
import { pathToRoot } from "../../components/graph/paths";
import { english } from "../../components/words/graph";
import {
  createBackward,
  createTensor,
  inspectGraph,
  scope,
  type Tensor,
  tensor,
} from "../../src/index";

/** loss = sum of tanh(x·w + b), the layer in a scope, its activation in one of its own. */
function layered(): Tensor {
  const x = tensor([1, 2]);
  const w = tensor([0.5, -0.25], { requiresGrad: true });
  const h = scope("layer", () => {
    const z = x.mul(w);
    return scope("activation", () => z.tanh());
  });
  const loss = h.sum();
  for (const [name, each] of Object.entries({ x, w, loss })) each.name = name;
  return loss;
}

const show = (collapse: "all" | "none" | "auto", loss = layered()) =>
  render(() => {
    createBackward(loss);
    return <GraphView of={loss} direction="across" collapse={collapse} />;
  });
const graph = () => within(screen.getByRole("group", { name: /^Graph of/ }));
const cards = (): string[] =>
  graph()
    .getAllByRole("img")
    .map((card) => card.getAttribute("aria-label")?.split(",")[0] ?? "");
const scopeButton = (name: string) =>
  graph().getByRole("button", { name: new RegExp(`^${name},`) });
const isOpen = (name: string) => scopeButton(name).getAttribute("aria-expanded") === "true";

describe("a folded scope", () => {
  test("is one card with what comes out of it, and takes its weights along", () => {
    show("all");
    expect(cards()).toEqual(["x", "loss = sum"]);
    const value = [Math.tanh(0.5), Math.tanh(-0.5)].map((each) =>
      each.toFixed(4).replace("-", "−"),
    );
    expect(scopeButton("layer").getAttribute("aria-label")).toBe(
      `layer, 2 operations, shape [2], from x, value ${value.join(" ")}, gradient 1 1`,
    );
    expect(graph().getByRole("img", { name: /^loss/ }).getAttribute("aria-label")).toContain(
      "from layer",
    );
  });

  test("opens by click, and is a frame around its cards that closes by its title", async () => {
    show("all");
    await userEvent.click(scopeButton("layer"));
    expect(isOpen("layer")).toBe(true);
    expect(isOpen("activation")).toBe(false);
    expect(cards()).toEqual(["x", "w", "mul", "loss = sum"]);
    await userEvent.click(scopeButton("layer"));
    expect(cards()).toEqual(["x", "loss = sum"]);
  });

  test("opens and closes by keys, and the focus stays on it", async () => {
    const user = userEvent.setup();
    show("all");
    scopeButton("layer").focus();
    await user.keyboard("{Enter}");
    expect(document.activeElement).toBe(scopeButton("layer"));
    expect(isOpen("layer")).toBe(true);
    await user.keyboard(" ");
    expect(isOpen("layer")).toBe(false);
    await user.keyboard("{Enter}");
    graph().getByRole("img", { name: /^mul/ }).focus();
    await user.keyboard("-");
    expect(isOpen("layer")).toBe(false);
    expect(document.activeElement).toBe(scopeButton("layer"));
  });

  test("is reached by arrow keys, folded and open", async () => {
    const user = userEvent.setup();
    show("all");
    graph().getByRole("img", { name: /^loss/ }).focus();
    await user.keyboard("{ArrowLeft}");
    expect(document.activeElement).toBe(scopeButton("layer"));
    await user.keyboard("{Enter}{ArrowDown}");
    expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^(w|mul|activation)/);
    await user.keyboard("{Home}");
    expect(document.activeElement).toBe(scopeButton("layer"));
  });

  test("opens and closes with all others by two buttons", async () => {
    show("none");
    expect([isOpen("layer"), isOpen("activation")]).toEqual([true, true]);
    await userEvent.click(screen.getByRole("button", { name: "Close groups" }));
    expect(cards()).toEqual(["x", "loss = sum"]);
    await userEvent.click(screen.getByRole("button", { name: "Open groups" }));
    expect([isOpen("layer"), isOpen("activation")]).toEqual([true, true]);
  });
});

test("small graphs begin open, large ones folded", () => {
  const long = (count: number): Tensor => {
    let value = tensor(1, { requiresGrad: true });
    const last = scope("long", () => {
      for (let i = 0; i < count; i++) value = value.sin();
      return value;
    });
    return last.exp();
  };
  const small = show("auto", long(10));
  expect(isOpen("long")).toBe(true);
  small.unmount();
  show("auto", long(60));
  expect(isOpen("long")).toBe(false);
});

test("the outline nests by scope, folded or not", () => {
  show("all");
  const outline = screen.getByRole("list", { name: /^Graph of/ });
  const of = (list: Element): unknown[] =>
    [...list.children].map((item) => {
      const inner = item.querySelector(":scope > ol");
      const text = [...item.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE);
      const own = text.map((child) => child.textContent).join("");
      return inner === null ? own.split(",")[0] : [own, of(inner)];
    });
  expect(of(outline)).toEqual([
    "x",
    ["layer, group", ["w", "mul", ["activation, group", ["tanh"]]]],
    "loss = sum",
  ]);
});

test("a scope stays open or folded when a dynamic graph is built anew", async () => {
  const n = tensor(2);
  const y = createTensor(() =>
    scope("loop", () => {
      let value = tensor(1).add(n);
      for (let i = 1; i < Number(n.item()); i++) value = value.exp();
      return value;
    }).sin(),
  );
  render(() => <GraphView of={y} name="y" collapse="all" />);
  await userEvent.click(scopeButton("loop"));
  n.set(4);
  expect(isOpen("loop")).toBe(true);
  expect(cards().filter((card) => card === "exp")).toHaveLength(3);
});

describe("a drawing", () => {
  const drawing = (root: Tensor, folded: readonly string[] = []) =>
    drawingOf(structureOf(inspectGraph(root)), {
      hasGradient: () => false,
      rootName: "",
      folded: (key) => folded.some((name) => key.includes(`"${name}"`)),
      words: english,
    });

  test("keeps the keys of what is the same when the graph is built anew", () => {
    const x = tensor(2);
    const keys = (times: number): string[] => {
      let value = x.sin();
      for (let i = 0; i < times; i++) value = value.mul(x);
      return drawing(value).cards.map((card) => card.key);
    };
    expect(keys(3).slice(0, 4)).toEqual(keys(2));
    expect(new Set(keys(3)).size).toBe(5);
  });

  test("a scope with several results says how many, and feeds each of their users once", () => {
    const x = tensor([1, 2]);
    const [a, b] = scope("two", () => [x.sin(), x.cos()] as const);
    const { cards: all } = drawing(a.mul(b).add(a), ["two"]);
    expect(all.map((card) => [card.title, card.shape, card.inputs.length])).toEqual([
      ["leaf", "[2]", 0],
      ["two", "2 outputs", 1],
      ["mul", "[2]", 1],
      ["add", "[2]", 2],
    ]);
  });

  test("cards come after what feeds them, in whatever order scopes were left", () => {
    const x = tensor(1);
    const early = scope("s", () => {
      const first = x.sin();
      return { first, last: first.cos() };
    });
    const between = early.first.exp();
    const { cards: all } = drawing(between.add(early.last), ["s"]);
    const at = new Map(all.map((card, i) => [card.key, i]));
    for (const [i, card] of all.entries()) {
      for (const input of card.inputs) expect(at.get(input)).toBeLessThan(i);
    }
  });

  test("the way to the root is all that depends on a card", () => {
    const a = tensor(1);
    const b = tensor(2);
    for (const [name, each] of Object.entries({ a, b })) each.name = name;
    const all = drawing(a.sin().add(a).mul(b.cos()));
    const key = (title: string) => all.cards.find((card) => card.title === title)?.key ?? "";
    const { cards: lit, edges } = pathToRoot(all, [key("a")]);
    const titles = [...lit.keys()].map((each) => all.byKey.get(each)?.title);
    expect(titles.sort()).toEqual(["a", "add", "mul", "sin"]);
    expect(edges.size).toBe(4);
  });
});
