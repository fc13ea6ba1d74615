// The page in jsdom: the five parts do what the tutorial does, with its numbers, in both languages.

import { configure, render, screen, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { App } from "../../page/App";
import { tint } from "../../page/code/tint";
import { typescript } from "../../page/code/typescript";
import { speak } from "../../page/language";
import { type Entry, logged, type Outcome, summed } from "../../page/parts/calls";
import { doublingsOf } from "../../page/parts/staircase";
import { wordsIn } from "../../page/words";

// Whether each of the page's thousand elements is visible takes jsdom half a second per question.
configure({ defaultHidden: true });

beforeEach(() => {
  // jsdom has no media queries: a window that matches none.
  vi.stubGlobal("matchMedia", (media: string) => ({
    media,
    matches: false,
    addEventListener: () => {},
    removeEventListener: () => {},
  }));
  localStorage.clear();
  speak("en");
});

const part = (id: string) => within(document.getElementById(id) as HTMLElement);
const rows = (id: string, name: string): string[] =>
  part(id)
    .getAllByRole("row")
    .filter((row) => row.closest("figure")?.getAttribute("aria-label") === name)
    .map((row) => [...row.children].map((cell) => cell.textContent).join(" "));
const press = async (id: string, name: string | RegExp): Promise<void> =>
  userEvent.click(part(id).getByRole("button", { name }));

describe("part 1", () => {
  test("begins with the tutorial's numbers and follows a weight", async () => {
    render(() => <App />);
    const loss = part("network").getByLabelText("loss");
    expect(rows("network", "w.grad")).toEqual(Array(5).fill("0.2661 0.1179 0.0027"));
    expect(rows("network", "b.grad")).toEqual(["0.2661 0.1179 0.0027"]);
    const before = loss.textContent;
    part("network").getByRole("slider", { name: "w[0, 0]" }).focus();
    await userEvent.keyboard("{Home}");
    expect(loss.textContent).not.toBe(before);
    expect(new Set(rows("network", "w.grad")).size).toBe(1);
    await press("network", "Reset");
    expect(loss.textContent).toBe(before);
  });

  test("a row of w.grad is in proportion to its input", async () => {
    render(() => <App />);
    const field = part("network").getByRole("textbox", { name: "x[0], exact value" });
    await userEvent.clear(field);
    await userEvent.type(field, "2{Enter}");
    const [first, second] = rows("network", "w.grad").map((row) => row.split(" ").map(Number));
    first?.forEach((value, i) => {
      expect(value).toBeCloseTo(2 * (second?.[i] ?? 0), 3);
    });
  });

  test("a reset forgets what widened the tracks and the colour scales", async () => {
    render(() => <App />);
    const max = (name: string) =>
      part("network").getByRole<HTMLInputElement>("slider", { name }).getAttribute("max");
    const legends = () =>
      [...document.querySelectorAll("#network .sa-legend")].map((legend) => legend.textContent);
    const before = legends();
    const field = part("network").getByRole("textbox", { name: "x[0], exact value" });
    await userEvent.clear(field);
    await userEvent.type(field, "1e6{Enter}");
    expect(max("x[0]")).toBe("1000000");
    expect(legends()).not.toEqual(before);
    await press("network", "Reset");
    expect(max("x[0]")).toBe("3");
    expect(legends()).toEqual(before);
    expect(document.activeElement?.textContent).toBe("Reset");
  });

  test("values share one colour scale and gradients another, the graph's included", () => {
    render(() => <App />);
    const grounds = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].map((cell) =>
        cell.style.getPropertyValue("--_ground"),
      );
    const figure = (name: string) => grounds(`#network figure[aria-label="${name}"] td`);
    expect(grounds('#network .sa-node[aria-label^="w,"] .sa-node__cell')).toEqual([
      ...figure("w"),
      ...figure("w.grad"),
    ]);
    expect(figure("w.grad").slice(0, 3)).toEqual(figure("b.grad"));
  });

  test("the buttons come before the sliders, for whoever walks by keyboard", () => {
    render(() => <App />);
    const button = part("network").getByRole("button", { name: "One step downhill" });
    const slider = part("network").getByRole("slider", { name: "x[0]" });
    const order = button.compareDocumentPosition(slider);
    expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  test("steps downhill", async () => {
    render(() => <App />);
    const loss = () => Number(part("network").getByLabelText("loss").textContent);
    const seen = [loss()];
    for (let i = 0; i < 3; i++) {
      await press("network", "One step downhill");
      seen.push(loss());
    }
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
    expect(new Set(seen).size).toBe(4);
  });

  test("shows the graph with its backward nodes", () => {
    render(() => <App />);
    expect(
      part("network").getByRole("img", {
        name: /^loss = .*, BinaryCrossEntropyWithLogitsBackward0/,
      }),
    ).toBeTruthy();
    expect(part("network").getByRole("img", { name: /^z = add, AddBackward0/ })).toBeTruthy();
  });
});

describe("part 2", () => {
  const log = () =>
    part("backwardTwice")
      .getAllByRole("listitem")
      .map((item) => item.textContent);

  test("the second call is PyTorch's error, and the gradient stays", async () => {
    render(() => <App />);
    await press("backwardTwice", "loss.backward()");
    const gradient = rows("backwardTwice", "w.grad");
    await press("backwardTwice", "loss.backward()");
    expect(log()[1]).toContain("RuntimeError: Trying to backward through the graph a second time");
    expect(rows("backwardTwice", "w.grad")).toEqual(gradient);
  });

  test("with retain_graph each call adds", async () => {
    render(() => <App />);
    await userEvent.click(part("backwardTwice").getByRole("switch", { name: "retain_graph" }));
    await press("backwardTwice", "loss.backward(retain_graph=True)");
    const once = Number(rows("backwardTwice", "w.grad")[0]?.split(" ")[0]);
    await press("backwardTwice", "loss.backward(retain_graph=True)");
    expect(log()).toHaveLength(2);
    expect(Number(rows("backwardTwice", "w.grad")[0]?.split(" ")[0])).toBeCloseTo(2 * once, 3);
  });

  test("a write makes the graph fresh, and starting over forgets", async () => {
    render(() => <App />);
    await press("backwardTwice", "loss.backward()");
    part("backwardTwice").getByRole("slider", { name: "b[0]" }).focus();
    await userEvent.keyboard("{ArrowRight}");
    await press("backwardTwice", "loss.backward()");
    expect(log()[1]).not.toContain("Error");
    await press("backwardTwice", "Start over");
    expect(log()).toEqual([wordsIn.en.noCalls]);
  });
});

test("part 2 counts equal calls in a row, and only counts the oldest", () => {
  const done = (...sums: number[]): Outcome[] => sums.map((sum) => ({ sum }));
  const entries = [...done(1, 2, 3), { error: "E" }, { error: "E" }, ...done(4)].reduce(
    (log, outcome) => logged(log, true, outcome),
    [] as readonly Entry[],
  );
  expect(entries.map(({ times, outcome }) => [times, outcome])).toEqual([
    [1, { sum: 1 }],
    [2, { sum: 3 }],
    [2, { error: "E" }],
    [1, { sum: 4 }],
  ]);
  expect(summed(entries)).toBe(4);
  expect(logged(entries, false, { sum: 5 })).toHaveLength(5);
});

test("part 3 tells sums apart by colour however often one adds, and says what left the list", async () => {
  render(() => <App />);
  for (let i = 0; i < 8; i++) await press("accumulate", /^out\.backward/);
  expect(rows("accumulate", "inp.grad")[0]).toBe("32 16 16");
  const grounds = [
    ...document.querySelectorAll<HTMLElement>('#accumulate figure[aria-label="inp.grad"] td'),
  ].map((cell) => cell.style.getPropertyValue("--_ground"));
  expect(grounds[0]).not.toBe(grounds[1]);
  const items = part("accumulate").getAllByRole("listitem");
  expect(items[0]?.textContent).toBe(wordsIn.en.earlier(2));
  expect(items).toHaveLength(7);
});

test("part 3 runs 2 and 4, 4 and 8, zero, 2 and 4", async () => {
  render(() => <App />);
  const grad = () => rows("accumulate", "inp.grad").join(" | ");
  await press("accumulate", /^out\.backward/);
  expect(grad()).toBe("4 2 2 | 2 4 2 | 2 2 4");
  await press("accumulate", /^out\.backward/);
  expect(grad()).toBe("8 4 4 | 4 8 4 | 4 4 8");
  await press("accumulate", /zero_/);
  expect(grad()).toBe("0 0 0 | 0 0 0 | 0 0 0");
  await press("accumulate", /^out\.backward/);
  expect(grad()).toBe("4 2 2 | 2 4 2 | 2 2 4");
  expect(part("accumulate").getAllByRole("listitem")).toHaveLength(4);
});

describe("part 4", () => {
  const facts = () =>
    Object.fromEntries(
      part("controlFlow")
        .getAllByRole("term")
        .map((term) => [term.textContent, term.nextElementSibling?.textContent]),
    );
  const type = async (text: string): Promise<void> => {
    const field = part("controlFlow").getByRole("textbox");
    await userEvent.clear(field);
    await userEvent.type(field, `${text}{Enter}`);
  };

  test("begins with the tutorial's numbers", () => {
    render(() => <App />);
    expect(facts()).toEqual({
      doublings: "11",
      c: "1645.1094",
      "a.grad": "2048 = 211",
    });
  });

  test("the gradient is a power of two that jumps, for either sign", async () => {
    render(() => <App />);
    for (const [a, c, gradient] of [
      ["500", "1000", "2 = 21"],
      ["-499", "-1996", "4 = 22"],
      ["0.001", "1048.5760", "1048576 = 220"],
    ] as const) {
      await type(a);
      expect(facts()).toMatchObject({ c, "a.grad": gradient });
    }
  });

  test("at exactly zero it stops after 200 doublings, says why, and goes on afterwards", async () => {
    render(() => <App />);
    await type("0");
    expect(part("controlFlow").getByRole("status").textContent).toContain(wordsIn.en.stopped);
    expect(facts()).toMatchObject({ doublings: "200", c: "—", "a.grad": "—" });
    part("controlFlow").getByRole("slider").focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(part("controlFlow").queryByRole("status")).toBeNull();
    await userEvent.keyboard("{ArrowLeft}");
    expect(part("controlFlow").getByRole("status")).toBeTruthy();
    await type("1");
    expect(facts()).toMatchObject({ c: "1024", "a.grad": "1024 = 210" });
  });

  test("refuses an a that is off the chart, and has no graph and no heading for one at zero", async () => {
    render(() => <App />);
    await type("5e4");
    expect(part("controlFlow").getByText("5e4 is not between −1000 and 1000.")).toBeTruthy();
    expect(facts()).toMatchObject({ c: "1645.1094" });
    expect(part("controlFlow").getByRole("img", { name: /^c = mul/ })).toBeTruthy();
    await type("0");
    expect(part("controlFlow").queryByText(wordsIn.en.loopGraph)).toBeNull();
  });

  test("knows how often the loop runs for the smallest numbers that float32 has", () => {
    expect(doublingsOf(1.4e-45)).toBeLessThan(200);
    expect([500, 499.9, 0.8033, 0].map(doublingsOf)).toEqual([1, 2, 11, 200]);
  });
});

describe("part 5", () => {
  test("True, False, False, and all three follow a bias", async () => {
    render(() => <App />);
    const modes = () => part("gradModes").getAllByRole("article");
    const says = () =>
      modes().map((mode) => within(mode).getAllByRole("definition")[0]?.textContent);
    expect(says()).toEqual(["True", "False", "False"]);
    part("gradModes").getByRole("slider", { name: "b[0]" }).focus();
    await userEvent.keyboard("{Home}");
    for (const mode of modes()) {
      expect(within(mode).getAllByRole("gridcell")[0]?.textContent).toBe("−1.7472");
    }
  });

  test("only the first leads back to the parameters", async () => {
    render(() => <App />);
    const modes = part("gradModes").getAllByRole("article");
    for (const mode of modes) await userEvent.click(within(mode).getByRole("button"));
    expect(modes[0]?.textContent).toContain("Reached w and b.");
    for (const mode of modes.slice(1)) {
      expect(mode.textContent).toContain("element 0 of tensors does not require grad");
      expect(mode.querySelector("[data-error]")).toBeTruthy();
    }
  });
});

describe("the page", () => {
  test("speaks Chinese when asked, everywhere, and remembers", async () => {
    render(() => <App />);
    await userEvent.click(screen.getByRole("button", { name: "中文" }));
    expect(document.documentElement.lang).toBe("zh-Hans");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(wordsIn.zh.title);
    expect(screen.getAllByText("尚无梯度")).toHaveLength(2);
    expect(localStorage.getItem("solid-autograd:language")).toBe("zh");
  });

  test("links the tutorial in its lead", () => {
    render(() => <App />);
    const link = screen.getByRole("link", { name: "PyTorch autograd tutorial" });
    expect(link.getAttribute("href")).toMatch(/^https:\/\/pytorch\.org\/tutorials\/.*autogradqs/);
  });

  test("code tabs are walked with arrow keys and change together", async () => {
    render(() => <App />);
    const tab = (id: string, name: string) => part(id).getByRole("tab", { name });
    tab("network", "PyTorch").focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(document.activeElement).toBe(tab("network", "TypeScript"));
    expect(tab("accumulate", "TypeScript").getAttribute("aria-selected")).toBe("true");
    expect(part("network").getByRole("tabpanel", { hidden: false }).textContent).toContain(
      "createBackward(loss)",
    );
    await userEvent.keyboard("{Home}");
    expect(part("network").getByRole("tabpanel", { hidden: false }).textContent).toContain(
      "torch.manual_seed(0)",
    );
  });

  test("shows the TypeScript that runs, as a reader would write it", () => {
    for (const code of Object.values(typescript)) {
      expect(code).toMatch(/^import \{[^}]*\} from "solid-autograd";/);
      expect(code).not.toMatch(/^\/\/|export/m);
      expect(
        tint(code)
          .map((token) => token.text)
          .join(""),
      ).toBe(code);
    }
    // As many characters as a panel of part 1 shows in a window of 1280 pixels.
    const widths = typescript.network.split("\n").map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThan(74);
  });
});
