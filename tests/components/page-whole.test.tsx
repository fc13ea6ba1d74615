// The page in jsdom: parts 4 and 5, its languages, its code and its links.

import { render, screen, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { App } from "../../page/App";
import { tint } from "../../page/code/tint";
import { typescript } from "../../page/code/typescript";
import { doublingsOf } from "../../page/parts/gradientOfLoop";
import { wordsIn } from "../../page/words";
import { part } from "./page-support";

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
    part("controlFlow").getByRole("slider", { name: "a" }).focus();
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
    for (const mode of modes)
      await userEvent.click(within(mode).getByRole("button", { name: ".sum().backward()" }));
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
