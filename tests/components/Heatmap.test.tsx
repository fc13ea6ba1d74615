// Heatmap and TensorText, by role and keyboard.

import { fireEvent, render, screen, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { createEffect, createSignal } from "solid-js";
import { describe, expect, test, vi } from "vitest";
import { createColourScale, english, Heatmap, TensorText } from "../../components";
import { arange, createBackward, createTensor, type Tensor, tensor, zeros } from "../../src/index";

const texts = (name: string): (string | null)[] =>
  within(screen.getByRole("grid", { name }))
    .getAllByRole("gridcell")
    .map((cell) => cell.textContent);

describe("a small tensor", () => {
  test("is a table with every number, and follows writes", () => {
    const w = tensor([
      [0.5, -1.25],
      [2, 0],
    ]);
    render(() => <Heatmap of={w} name="w" />);
    expect(texts("w [2, 2]")).toEqual(["0.5000", "−1.2500", "2.0000", "0.0000"]);
    w.setAt([1, 1], 7);
    expect(texts("w [2, 2]")).toEqual(["0.5000", "−1.2500", "2.0000", "7.0000"]);
  });

  test("is coloured by value on a scale that is symmetric about zero", () => {
    const w = tensor([1, -1, 0]);
    render(() => <Heatmap of={w} name="w" />);
    const ground = () =>
      screen.getAllByRole("gridcell").map((cell) => cell.style.getPropertyValue("--_ground"));
    const [plus, minus, zero] = ground();
    expect(new Set([plus, minus, zero]).size).toBe(3);
    w.set([0, 0, 0]);
    expect(ground()).toEqual([zero, zero, zero]);
    expect(document.querySelector(".sa-legend")?.textContent).toBe("−101");
  });

  test("shares its scale with another, if they are to compare", () => {
    const [a, b] = [tensor([1, 0]), tensor([4, 0])];
    const ends: number[] = [];
    render(() => {
      const max = createColourScale(() => [a, b, null]);
      createEffect(() => ends.push(max()));
      return (
        <>
          <Heatmap of={a} name="a" max={max()} />
          <Heatmap of={b} name="b" max={max()} />
        </>
      );
    });
    const ground = (name: string) =>
      within(screen.getByRole("grid", { name }))
        .getAllByRole("gridcell")[0]
        ?.style.getPropertyValue("--_ground");
    expect(ground("a [2]")).not.toBe(ground("b [2]"));
    a.setAt(0, 4);
    expect(ground("a [2]")).toBe(ground("b [2]"));
    b.setAt(0, 30);
    a.setAt(0, Number.NaN);
    expect(ends).toEqual([5, 30]);
  });

  test("is walked with arrow keys, which read out exact values", async () => {
    const user = userEvent.setup();
    render(() => (
      <Heatmap
        of={tensor([
          [0.1, 0.2],
          [0.3, 0.123456789],
        ])}
        name="w"
      />
    ));
    const readout = document.querySelector(".sa-heatmap__readout");
    await user.tab();
    expect(readout?.textContent).toBe("w[0, 0] = 0.1");
    await user.keyboard("{ArrowDown}{ArrowRight}");
    expect(readout?.textContent).toBe("w[1, 1] = 0.12345679");
    await user.keyboard("{ArrowRight}{ArrowUp}{Home}");
    expect(readout?.textContent).toBe("w[0, 0] = 0.1");
    await user.tab();
    expect(readout?.textContent).toBe("");
  });

  test("marks what is not finite by more than colour", () => {
    render(() => <Heatmap of={tensor([Number.NaN, Number.POSITIVE_INFINITY, 1])} name="t" />);
    const cells = screen.getAllByRole("gridcell");
    expect(cells.map((cell) => cell.dataset.strange)).toEqual(["nan", "inf", undefined]);
    expect(texts("t [3]")).toEqual(["nan", "inf", "1"]);
  });

  test("may be a scalar, and changes shape with its source", () => {
    const [which, choose] = createSignal<Tensor>(tensor(0.5));
    render(() => <Heatmap of={which} name="t" />);
    expect(texts("t []")).toEqual(["0.5000"]);
    choose(
      tensor([
        [1, 2],
        [3, 4],
      ]),
    );
    expect(texts("t [2, 2]")).toEqual(["1", "2", "3", "4"]);
  });
});

test("a tensor of another dtype in its place is read with all of its digits", () => {
  const [which, choose] = createSignal(tensor([1.5]));
  render(() => <Heatmap of={which} name="t" />);
  choose(tensor([0.1], { dtype: "float64" }));
  fireEvent.pointerMove(screen.getByRole("gridcell"));
  expect(document.querySelector(".sa-heatmap__readout")?.textContent).toBe("t[0] = 0.1");
  choose(tensor([0.1]));
  expect(document.querySelector(".sa-heatmap__readout")?.textContent).toBe("t[0] = 0.1");
});

describe("several matrices", () => {
  test("are a table each, named by their index, on one scale", () => {
    render(() => <Heatmap of={arange(8).reshape(2, 2, 2)} name="t" />);
    expect(texts("t[0] [2, 2]")).toEqual(["0", "1", "2", "3"]);
    expect(texts("t[1] [2, 2]")).toEqual(["4", "5", "6", "7"]);
    expect(screen.getByText("[1]")).toBeTruthy();
    expect(document.querySelectorAll(".sa-legend")).toHaveLength(1);
    expect(screen.getByRole("group", { name: "t [2, 2, 2]" })).toBeTruthy();
  });

  test("of rank 4 are named by both indices", () => {
    render(() => <Heatmap of={arange(8).reshape(2, 2, 1, 2)} name="t" />);
    expect(texts("t[1, 0] [1, 2]")).toEqual(["4", "5"]);
  });

  test("are one stop of the Tab key; the Page keys go from one to the next", async () => {
    const user = userEvent.setup();
    render(() => <Heatmap of={arange(8).reshape(2, 2, 2)} name="t" />);
    const readout = () => document.querySelector(".sa-heatmap__readout")?.textContent;
    await user.tab();
    expect(readout()).toBe("t[0, 0, 0] = 0");
    await user.keyboard("{ArrowRight}{PageDown}");
    expect(readout()).toBe("t[1, 0, 1] = 5");
    expect(document.activeElement?.textContent).toBe("5");
    await user.keyboard("{PageDown}{ArrowDown}{PageUp}");
    expect(readout()).toBe("t[0, 1, 1] = 3");
    await user.keyboard("{Control>}{End}{/Control}");
    expect(readout()).toBe("t[1, 1, 1] = 7");
    await user.keyboard("{Control>}{Home}{/Control}");
    expect(readout()).toBe("t[0, 0, 0] = 0");
    await user.tab();
    expect(document.activeElement).toBe(document.body);
  });

  test("beyond 64 are leafed through, and the cursor turns the page too", async () => {
    const user = userEvent.setup();
    render(() => <Heatmap of={arange(140).reshape(70, 2, 1)} name="t" />);
    expect(screen.getAllByRole("grid")).toHaveLength(64);
    await user.click(screen.getByRole("button", { name: english.heatmap.next }));
    expect(screen.getAllByRole("grid")).toHaveLength(6);
    expect(screen.getByText("[64] to [69] of 70")).toBeTruthy();
    const next = screen.getByRole("button", { name: english.heatmap.next });
    expect(next.getAttribute("aria-disabled")).toBe("true");
    screen.getAllByRole("gridcell")[0]?.focus();
    await user.keyboard("{PageUp}");
    expect(document.activeElement?.textContent).toBe("126");
    expect(screen.getAllByRole("grid")).toHaveLength(64);
  });
});

describe("what a screen reader hears", () => {
  const summary = () => {
    const id = screen.getByRole("grid").getAttribute("aria-describedby")?.split(" ")[0] ?? "";
    return document.getElementById(id)?.textContent;
  };
  const spoken = () => document.querySelector("figure > [aria-live]")?.textContent;

  test.each([
    [
      [
        [0.5, 0.25],
        [1, 2],
      ],
      "2 by 2, largest 2 at row 2, column 2, all positive",
    ],
    [[[0, -0.25]], "1 by 2, smallest −0.25 at row 1, column 2, none positive"],
    [[3, -1.5, 0], "3 elements, largest 3 at index [0], smallest −1.5 at index [1]"],
    [[0, 0], "2 elements, all are 0"],
    [[Number.NaN, 1, 2], "3 elements, largest 2 at index [2], 1 not finite"],
    [-0.5, "a single number, −0.5"],
  ])("of %j is %s", (values, words) => {
    render(() => <Heatmap of={tensor(values)} name="w" />);
    expect(summary()).toBe(words);
  });

  test("is renewed at most once a second, however often the numbers change", () => {
    vi.useFakeTimers();
    try {
      const w = tensor([1, 2]);
      render(() => <Heatmap of={w} name="w" />);
      w.setAt(0, 5);
      vi.advanceTimersByTime(500);
      w.setAt(0, 7);
      expect(summary()).toContain("largest 2");
      vi.advanceTimersByTime(600);
      expect(summary()).toContain("largest 7");
    } finally {
      vi.useRealTimers();
    }
  });

  test("is the cell that the focus comes to, and not its changes", async () => {
    const user = userEvent.setup();
    const w = tensor([1, 2]);
    render(() => <Heatmap of={w} name="w" />);
    expect(spoken()).toBe("");
    await user.tab();
    expect(spoken()).toBe("w[0] = 1");
    w.setAt(0, 9);
    expect(spoken()).toBe("w[0] = 1");
    expect(document.querySelector(".sa-heatmap__readout")?.textContent).toBe("w[0] = 9");
    await user.keyboard("{ArrowRight}");
    expect(spoken()).toBe("w[1] = 2");
  });
});

describe("a gradient", () => {
  test("is quiet until there is one, then live", () => {
    const w = tensor([1, 2], { requiresGrad: true });
    const loss = w.pow(2).sum();
    render(() => <Heatmap of={() => w.grad} name="w.grad" />);
    expect(screen.getByText(english.common.noGradient)).toBeTruthy();
    loss.backward();
    expect(texts("w.grad [2]")).toEqual(["2", "4"]);
  });

  test("follows under createBackward", () => {
    const w = tensor([1, 2], { requiresGrad: true });
    render(() => {
      createBackward(w.pow(2).sum());
      return <Heatmap of={() => w.grad} name="w.grad" />;
    });
    expect(texts("w.grad [2]")).toEqual(["2", "4"]);
    w.setAt(0, 3);
    expect(texts("w.grad [2]")).toEqual(["6", "4"]);
  });
});

describe("trouble", () => {
  test("a reading that throws shows its message, and recovers by itself", () => {
    const a = tensor(0);
    const c = createTensor(() => {
      if (a.item() === 1) throw new Error("one is not allowed");
      return a.mul(2);
    });
    render(() => (
      <>
        <Heatmap of={c} name="c" />
        <TensorText of={c} name="text of c" />
      </>
    ));
    expect(texts("c []")).toEqual(["0"]);
    a.set(1);
    expect(screen.getAllByText("one is not allowed")).toHaveLength(2);
    a.set(2);
    expect(texts("c []")).toEqual(["4"]);
    expect(screen.queryByText("one is not allowed")).toBeNull();
    expect(screen.getByRole("group", { name: "text of c" }).textContent).toBe(String(c));
  });

  test("a rank above four is refused in words", () => {
    render(() => <Heatmap of={zeros(1, 2, 1, 2, 1)} name="t" />);
    expect(screen.getByRole("status").textContent).toContain(english.heatmap.cannotShow(5));
  });

  test("a tensor without elements says so, and shows them when there are some", () => {
    const [which, choose] = createSignal<Tensor>(zeros(0, 3));
    render(() => <Heatmap of={which} name="t" />);
    expect(screen.getByText(english.heatmap.empty)).toBeTruthy();
    choose(tensor([[1, 2, 3]]));
    expect(texts("t [1, 3]")).toEqual(["1", "2", "3"]);
  });
});

describe("TensorText", () => {
  test("is what PyTorch prints, live", () => {
    const w = tensor([1.5, -2], { requiresGrad: true });
    render(() => <TensorText of={w} name="w" />);
    const text = () => screen.getByRole("group", { name: "w" }).textContent;
    expect(text()).toBe("tensor([ 1.5000, -2.0000], requires_grad=True)");
    w.setAt(0, 0.25);
    expect(text()).toBe("tensor([ 0.2500, -2.0000], requires_grad=True)");
    expect(document.querySelector(".sa-name")?.textContent).toBe("w");
  });
});
