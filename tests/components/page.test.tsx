// The page in jsdom: parts 1 to 3 do what the tutorial does, with its numbers.

import { render } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { App } from "../../page/App";
import { type Entry, logged, type Outcome, summed } from "../../page/parts/calls";
import { wordsIn } from "../../page/words";
import { part, press, rows } from "./page-support";

/** The loss of part 1 as the page shows it. */
const lossNumber = () =>
  document.querySelector("#network .result [part=loss-number]") as HTMLElement;

describe("part 1", () => {
  test("begins with the tutorial's numbers and follows a weight", async () => {
    render(() => <App />);
    const loss = lossNumber();
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
    const loss = () => Number(lossNumber().textContent);
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
