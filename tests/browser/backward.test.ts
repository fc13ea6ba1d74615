// Parts 2, 3 and 5: backward twice, gradients that add up, and tensors outside the graph.

import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { cells, factsIn, part, sliderOf, typeInto, useBrowser } from "./support";

const open = useBrowser();

/** What PyTorch says of a second backward, to the character (errors.json). */
const secondTime =
  "RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.";

describe("backward twice", () => {
  const backward = (within: Locator) =>
    within.getByRole("button", { name: /^loss\.backward\(/ }).click();
  const log = (within: Locator) =>
    within
      .getByRole("list")
      .getByRole("listitem")
      .evaluateAll((items) =>
        items.map((item) => [...item.children].map((child) => child.textContent ?? "")),
      );

  test("the second call is PyTorch's error, word for word, and leaves the gradient alone", async () => {
    const { page } = await open();
    const within = part(page, "backwardTwice");
    expect(await within.getByText("no gradient yet").isVisible()).toBe(true);
    await backward(within);
    const first = await cells(within, "w.grad");
    expect(first).toHaveLength(5);
    await backward(within);
    expect(await log(within)).toEqual([
      ["loss.backward()", "w.grad holds the gradient."],
      ["loss.backward()", secondTime],
    ]);
    expect(await cells(within, "w.grad")).toEqual(first);
  });

  test("after the error, moving a bias makes the graph fresh: backward adds the new gradient", async () => {
    const { page } = await open();
    const within = part(page, "backwardTwice");
    await backward(within);
    await backward(within);
    const first = await cells(within, "w.grad");
    await sliderOf(within, "b[0]").press("Home");
    // Later writes do not change what an explicit backward has left.
    expect(await cells(within, "w.grad")).toEqual(first);
    await backward(within);
    const calls = await log(within);
    expect(calls).toHaveLength(3);
    expect(calls[2]?.[1]).toMatch(/holds the sum of 2/);
    const summed = await cells(within, "w.grad");
    // Column 0 has a slope of its own now; the other two were added once more as they were.
    for (const [i, row] of summed.entries()) {
      expect(row[1]).toBeCloseTo(2 * (first[i]?.[1] ?? 0), 3);
      expect(row[2]).toBeCloseTo(2 * (first[i]?.[2] ?? 0), 3);
      expect(row[0]).not.toBeCloseTo(2 * (first[i]?.[0] ?? 0), 3);
    }
  });

  test("with retain_graph each call adds the same gradient once more", async () => {
    const { page } = await open();
    const within = part(page, "backwardTwice");
    await within.getByRole("switch", { name: "retain_graph" }).check();
    await backward(within);
    const first = (await cells(within, "w.grad")).flat();
    for (const times of [2, 3]) {
      await backward(within);
      const sum = (await cells(within, "w.grad")).flat();
      sum.forEach((value, i) => {
        expect(Math.abs(value - times * (first[i] ?? 0))).toBeLessThan(3e-4);
      });
    }
    const calls = await log(within);
    expect(calls).toEqual([
      ["loss.backward(retain_graph=True)", "w.grad holds the gradient."],
      ["loss.backward(retain_graph=True) ×2", "Added once more: w.grad holds the sum of 3."],
    ]);
    // Without it, the call still runs on what was kept, frees it, and the next one fails.
    await within.getByRole("switch", { name: "retain_graph" }).uncheck();
    await backward(within);
    await backward(within);
    expect((await log(within)).at(-1)).toEqual(["loss.backward()", secondTime]);
  });

  test("starting over forgets calls and gradient", async () => {
    const { page } = await open();
    const within = part(page, "backwardTwice");
    await backward(within);
    await within.getByRole("button", { name: "Start over" }).click();
    expect(await within.getByText("Nothing called yet.").isVisible()).toBe(true);
    expect(await within.getByText("no gradient yet").isVisible()).toBe(true);
  });
});

describe("gradients that add up", () => {
  const matrix = (diagonal: string, rest: string) =>
    [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? diagonal : rest)));
  const printed = (diagonal: number, rest: number) =>
    `tensor([${matrix(`${diagonal}.`, `${rest}.`)
      .map((row) => `[${row.join(", ")}]`)
      .join(",\n        ")}])`;

  test("are 2/4, 4/8, zero and 2/4 again, in the heatmap and as PyTorch prints them", async () => {
    const { page } = await open();
    const within = part(page, "accumulate");
    const backward = within.getByRole("button", { name: "out.backward(…)" });
    const zero = within.getByRole("button", { name: "inp.grad.zero_()" });
    const gradient = () => cells(within, "inp.grad");
    const grid = (diagonal: number, rest: number) =>
      matrix(String(diagonal), String(rest)).map((row) => row.map(Number));

    expect(await cells(within, "inp")).toEqual(grid(1, 0));
    expect(await zero.isDisabled()).toBe(true);
    await backward.click();
    expect(await gradient()).toEqual(grid(4, 2));
    await backward.click();
    expect(await gradient()).toEqual(grid(8, 4));
    await zero.click();
    expect(await gradient()).toEqual(grid(0, 0));
    await backward.click();
    expect(await gradient()).toEqual(grid(4, 2));

    const history = await within.getByRole("list").locator("pre").allTextContents();
    expect(history).toEqual([printed(4, 2), printed(8, 4), printed(0, 0), printed(4, 2)]);
    expect(
      await within.getByRole("list").getByRole("listitem").locator("code").allTextContents(),
    ).toEqual(["backward()", "backward()", "zero_()", "backward()"]);
  });

  test("start over with the button, by keyboard", async () => {
    const { page } = await open();
    const within = part(page, "accumulate");
    await within.getByRole("button", { name: "out.backward(…)" }).press("Enter");
    await within.getByRole("button", { name: "Start over" }).press("Space");
    expect(await within.getByText("no gradient yet").isVisible()).toBe(true);
    expect(await within.getByText("Nothing called yet.").isVisible()).toBe(true);
  });
});

describe("no_grad and detach", () => {
  const modes = ["z", "z_no_grad", "z_det"];
  const card = (within: Locator, name: string) =>
    within.getByRole("article", { name, exact: true });

  test("requires_grad is True, False, False, and only z has a grad_fn", async () => {
    const { page } = await open();
    const within = part(page, "gradModes");
    const facts = await Promise.all(modes.map((name) => factsIn(card(within, name))));
    expect(facts.map((fact) => fact.requires_grad)).toEqual(["True", "False", "False"]);
    expect(facts.map((fact) => fact.grad_fn)).toEqual(["AddBackward0", "None", "None"]);
  });

  test("all three hold the same numbers and follow a bias", async () => {
    const { page } = await open();
    const within = part(page, "gradModes");
    const before = await cells(within, "z");
    await typeInto(within, "b[0]", "3");
    const after = await Promise.all(modes.map((name) => cells(within, name)));
    expect(after[0]).not.toEqual(before);
    expect(after[1]).toEqual(after[0]);
    expect(after[2]).toEqual(after[0]);
    for (const name of modes) {
      const print = await card(within, name).getByRole("group", { name, exact: true }).innerText();
      const tail = name === "z" ? /, grad_fn=<AddBackward0>\)$/ : /\d\]\)$/;
      expect(print).toMatch(tail);
    }
  });

  test("asked for gradients, z reaches w and b; the others give PyTorch's error", async () => {
    const { page } = await open();
    const within = part(page, "gradModes");
    for (const name of modes) {
      await card(within, name).getByRole("button", { name: ".sum().backward()" }).click();
    }
    expect(await card(within, "z").getByText("Reached w and b.").isVisible()).toBe(true);
    for (const name of modes.slice(1)) {
      const answer = card(within, name).getByText(
        "RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn",
        { exact: true },
      );
      expect(await answer.isVisible()).toBe(true);
    }
  });
});
