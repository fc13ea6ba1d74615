// The controls of the backward pass, by role and keyboard.

import { render, screen, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { BackwardControls, chinese, createBackwardSteps, StringsProvider } from "../../components";
import { ones, type Tensor, tensor } from "../../src/index";
import { diamond, named, network } from "./backward-support";

describe("the controls", () => {
  const show = (root: Tensor) =>
    render(() => {
      const steps = createBackwardSteps(() => root);
      return <BackwardControls steps={steps} />;
    });
  const button = (name: string) => screen.getByRole("button", { name });
  /** The text of the rule, without what only separates. */
  const text = () => screen.getAllByRole("group")[0]?.textContent ?? "";

  test("step, and show the rule with names, with numbers, and what comes of it", async () => {
    const user = userEvent.setup();
    const { b } = named({ b: tensor(3, { requiresGrad: true }) });
    const { c } = named({ c: b.mul(-2) });
    show(c);
    expect(text()).toContain("The gradient flows from c back to the leaves, in 2 steps.");
    await user.click(button("Next step"));
    expect(text()).toContain("1 of 2");
    expect(text()).toContain("dL/dL = 1");
    await user.click(button("Next step"));
    expect(text()).toContain("2 of 2");
    expect(text()).toContain("c = mul(b, −2)");
    expect(text()).toContain("dL/db=−2=−2");
    await user.click(button("Previous step"));
    expect(text()).toContain("1 of 2");
    await user.click(button("Back to the start"));
    expect(text()).toContain("0 of 2");
  });

  test("show contributions adding up, and follow a leaf that changes", async () => {
    const user = userEvent.setup();
    const { a, d } = diamond();
    show(d);
    for (let i = 0; i < 4; i++) await user.click(button("Next step"));
    expect(text()).toContain("dL/da is the sum of its 2 contributions");
    expect(text()).toContain("3 + 4 = 7");
    a.set(0.5);
    expect(text()).toContain("3 + 1 = 4");
  });

  test("are one toolbar: Tab enters, arrows walk, Home and End go to the ends", async () => {
    const user = userEvent.setup();
    show(diamond().d);
    await user.tab();
    expect(document.activeElement).toBe(button("Next step"));
    await user.keyboard("{ArrowLeft}");
    expect(document.activeElement).toBe(button("Play"));
    await user.keyboard("{Home}");
    expect(document.activeElement).toBe(button("Back to the start"));
    await user.keyboard("{ArrowLeft}");
    expect(document.activeElement).toBe(button("Next step"));
    await user.keyboard("{Enter}{Enter}");
    expect(text()).toContain("2 of 4");
    await user.tab();
    const buttons = within(screen.getByRole("toolbar")).getAllByRole("button");
    expect(buttons).not.toContain(document.activeElement);
  });

  test("keep their focus at the ends, where they only say that they can do nothing", async () => {
    const user = userEvent.setup();
    show(diamond().d);
    expect(button("Previous step").getAttribute("aria-disabled")).toBe("true");
    await user.tab();
    await user.keyboard("{Enter}{Enter}{Enter}{Enter}");
    expect(button("Next step").getAttribute("aria-disabled")).toBe("true");
    expect(document.activeElement).toBe(button("Next step"));
    await user.keyboard("{Enter}");
    expect(text()).toContain("4 of 4");
  });

  test("speak the rule of a step that was taken by hand, and are silent while playing", async () => {
    const user = userEvent.setup();
    show(network().loss);
    const live = document.querySelector('[aria-live="polite"]');
    await user.click(button("Next step"));
    await user.click(button("Next step"));
    expect(live?.textContent).toBe("Step 2 of 4: dL/dz = (sigmoid of (z) minus y) divided by 3");
    await user.click(button("Play"));
    expect(live?.textContent).toBe("");
    await user.click(button("Pause"));
    expect(screen.getByRole("button", { name: "Play" })).toBeTruthy();
  });

  test("say formulas and matrices in words that a screen reader does not pass over", async () => {
    const user = userEvent.setup();
    const { x, w } = named({
      x: tensor([
        [1, 2],
        [3, -4],
      ]),
      w: ones(2, 2, { requiresGrad: true }),
    });
    const { c } = named({ c: x.mm(w) });
    show(c.sum());
    for (let i = 0; i < 3; i++) await user.click(button("Next step"));
    expect(screen.getByRole("img", { name: "x transposed times dL/dc" })).toBeTruthy();
    expect(screen.getByRole("img", { name: "[[1, 2], [3, −4]]" })).toBeTruthy();
    expect(screen.getByRole("img", { name: "transposed times" })).toBeTruthy();
  });

  test("say what is missing", () => {
    const v = named({ v: tensor([1, 2], { requiresGrad: true }) }).v;
    show(v);
    expect(text()).toContain("A backward pass starts from one number, and v has shape [2].");
  });

  test("give large tensors by their shape", async () => {
    const user = userEvent.setup();
    const { big } = named({ big: ones(40, 40, { requiresGrad: true }) });
    show(big.mul(big).sum());
    for (let i = 0; i < 3; i++) await user.click(button("Next step"));
    expect(
      screen.getAllByRole("img", { name: "numbers of shape [40, 40]" }).length,
    ).toBeGreaterThan(2);
  });

  test("speak Chinese", async () => {
    const user = userEvent.setup();
    const { x } = named({ x: tensor([1, 2], { requiresGrad: true }) });
    render(() => (
      <StringsProvider strings={chinese}>
        {(() => {
          const steps = createBackwardSteps(() => x.sum());
          return <BackwardControls steps={steps} />;
        })()}
      </StringsProvider>
    ));
    await user.click(button("下一步"));
    await user.click(button("下一步"));
    expect(text()).toContain("传给每个被求和的元素");
  });
});
