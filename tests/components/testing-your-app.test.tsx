// The chapter "Testing your app" of README.md shows this file; tests/package/docs.test.ts compares them.
import { render, screen } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { createEffect, createRoot } from "solid-js";
import { expect, test } from "vitest";
import { ParameterSlider } from "../../components/index";
import { batch, gradcheck, type Tensor, tensor } from "../../src/index";

// jsdom cannot draw, and says so whenever a heatmap or a plot asks for a canvas.
HTMLCanvasElement.prototype.getContext = () => null;

const lossOf = (w: Tensor) => w.mul(3).sub(1).pow(2).sum();

test("the gradient is right", () => {
  const w = tensor([2, -1], { dtype: "float64", requiresGrad: true });
  expect(gradcheck(lossOf, [w])).toBe(true);
});

test("whoever reads the loss runs once for two writes", () => {
  const w = tensor([2, -1]);
  const seen: number[] = [];
  const dispose = createRoot((end) => {
    const loss = lossOf(w);
    createEffect(() => seen.push(loss.item()));
    return end;
  });
  batch(() => {
    w.setAt(0, 1);
    w.setAt(1, 0);
  });
  expect(seen).toEqual([41, 5]);
  dispose();
});

test("an arrow key moves the weight", async () => {
  const w = tensor(2);
  render(() => <ParameterSlider of={w} label="w" min={0} max={10} step={1} />);
  screen.getByRole("slider", { name: "w" }).focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(w.item()).toBe(3);
});
