// Heatmap and TensorText, by role and keyboard.

import { render, screen, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { createEffect, createSignal } from "solid-js";
import { describe, expect, test, vi } from "vitest";
import { createColourScale, english, Heatmap, TensorText } from "../../components";
import { rampIndex, rampTable } from "../../components/colours";
import { createBackward, createTensor, type Tensor, tensor, zeros } from "../../src/index";

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
    expect(document.querySelector(".sa-legend")?.textContent).toBe("−11");
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
    expect(ends).toEqual([5, 50]);
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
    expect(cells.map((cell) => cell.hasAttribute("data-strange"))).toEqual([true, true, false]);
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

describe("a large tensor", () => {
  test("is a canvas with a summary and a cursor", async () => {
    const user = userEvent.setup();
    // jsdom draws nothing: a context that keeps the pixels it is given.
    let pixels = new Uint8ClampedArray();
    const context = {
      createImageData: (width: number, height: number) => ({
        data: new Uint8ClampedArray(4 * width * height),
      }),
      putImageData: (image: ImageData) => {
        pixels = image.data;
      },
    };
    vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(context as never);
    const big = zeros(21, 20);
    big.setAt([0, 1], -2);
    big.setAt([1, 1], 5);
    big.setAt([2, 1], Number.NaN);
    render(() => <Heatmap of={big} name="big" />);
    expect(screen.queryByRole("grid")).toBeNull();
    expect(
      screen.getByRole("img", { name: "big [21, 20], 420 elements, from -2 to 5, 1 not finite" }),
    ).toBeTruthy();
    // Four pixels to an element: the first row's first is zero, its second negative.
    const pixel = (at: number) => [...pixels.slice(4 * at, 4 * at + 3)];
    expect(pixel(0)).toEqual(rampTable("light")[128]);
    expect(pixel(2)).toEqual(rampTable("light")[rampIndex(-2, 5)]);
    // What is not finite is checked, whatever the colours.
    expect([pixel(4 * 40 + 2), pixel(4 * 40 + 3)]).toEqual([
      [0, 0, 0],
      [255, 255, 255],
    ]);
    await user.tab();
    await user.keyboard("{ArrowRight}{ArrowDown}");
    expect(document.querySelector(".sa-heatmap__readout")?.textContent).toBe("big[1, 1] = 5");
  });

  test("of 400 elements is still a table", () => {
    render(() => <Heatmap of={zeros(20, 20)} name="big" />);
    expect(screen.getAllByRole("gridcell")).toHaveLength(400);
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

  test("a rank above two is refused in words", () => {
    render(() => <Heatmap of={zeros(2, 2, 2)} name="t" />);
    expect(screen.getByRole("status").textContent).toContain(english.heatmap.cannotShow(3));
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
