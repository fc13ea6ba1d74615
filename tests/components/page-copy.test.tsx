// What the page lets one copy runs by itself and gives the page's numbers, in Python and in TypeScript.

import { render, screen } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import ts from "typescript";
import { afterEach, describe, expect, test, vi } from "vitest";
import { App } from "../../page/App";
import { pythonToday, typescriptToday } from "../../page/code/today";
import { leavesOf, type PageLeaf } from "../../page/state/leaves";
import { createModels, type PartName } from "../../page/state/models";
import * as engine from "../../src/index";
import { runPython } from "../../src/python/index";
import { part } from "./page-support";

/** Models whose leaves hold numbers that no seed gives, the awkward ones of float32 among them. */
function moved(): { models: ReturnType<typeof createModels>; leaves: readonly PageLeaf[] } {
  const models = createModels();
  const leaves = leavesOf(models);
  const awkward = [0.1, -0, 1 / 3, -1.1754944e-38, 2.7182817, -0.3];
  for (const { leaf, key } of leaves) {
    if (key === "tr") leaf.set(true);
    else if (key === "la") leaf.set(-0.37);
    else if (key === "dl") leaf.set(0.125);
    else leaf.set(Float32Array.from({ length: leaf.numel() }, (_, i) => awkward[i % 6] as number));
  }
  return { models, leaves };
}

/** Runs TypeScript that imports from the package alone; gives what the model function returns. */
function runTypeScript(code: string, model: string): Record<string, engine.Tensor> {
  const imports = /^import \{([^}]*)\} from "solid-autograd";/;
  const names = imports.exec(code)?.[1]?.replace(/type \w+,?/g, "") ?? "";
  const body = code.replace(imports, "");
  const { diagnostics = [], outputText } = ts.transpileModule(body, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  expect(diagnostics).toEqual([]);
  const run = new Function(
    "engine",
    "console",
    `const {${names}} = engine;${outputText};return ${model}();`,
  );
  return run(engine, { log() {} });
}

const bits = (tensor: engine.Tensor | null | undefined) => tensor?.toTypedArray();

describe.each(["as seeded", "moved"])("%s", (which) => {
  const world = () => {
    if (which === "moved") return moved();
    const models = createModels();
    return { models, leaves: leavesOf(models) };
  };
  /** The tensors of each part that are compared, by their names in TypeScript. */
  const compared = {
    network: ["x", "y", "w", "b", "z", "loss"],
    backwardTwice: ["w", "b", "loss"],
    accumulate: ["inp", "out"],
    controlFlow: ["a", "c"],
    gradModes: ["w", "b", "z", "zNoGrad", "zDet"],
    descent: ["x", "y", "w", "b", "loss"],
  } as const satisfies Record<PartName, readonly string[]>;

  test.each(Object.keys(compared) as PartName[])("%s in TypeScript", (name) => {
    const { models, leaves } = world();
    const here = models[name] as unknown as Record<string, engine.Tensor>;
    const there = runTypeScript(typescriptToday(name, leaves), name);
    for (const tensor of compared[name]) {
      expect([tensor, bits(there[tensor])]).toEqual([tensor, bits(here[tensor])]);
    }
    // Where gradients are live they are the same too.
    if (name === "network" || name === "controlFlow" || name === "descent") {
      for (const leaf of compared[name]) {
        if (!here[leaf]?.isLeaf || !here[leaf]?.requiresGrad) continue;
        expect(bits(there[leaf]?.grad)).toEqual(bits(here[leaf]?.grad));
        expect(here[leaf]?.grad).not.toBeNull();
      }
    }
  });

  test.each(["network", "controlFlow"] as const)(
    "%s in Python, gradients included",
    async (name) => {
      const { models, leaves } = world();
      const here = models[name] as unknown as Record<string, engine.Tensor>;
      const { error, values } = runPython(await pythonToday(name, leaves));
      expect(error).toBeNull();
      for (const tensor of compared[name]) {
        const found = values[tensor] as engine.Tensor;
        expect([tensor, bits(found)]).toEqual([tensor, bits(here[tensor])]);
        if (found.requiresGrad && found.isLeaf)
          expect(bits(found.grad)).toEqual(bits(here[tensor]?.grad));
      }
    },
  );

  test.each(["backwardTwice", "accumulate", "gradModes"] as const)("%s in Python", async (name) => {
    const { models, leaves } = world();
    const here = models[name] as unknown as Record<string, engine.Tensor>;
    const { error, values } = runPython(await pythonToday(name, leaves));
    const twice = name === "backwardTwice" && which === "as seeded";
    expect(error?.text ?? "").toContain(twice ? "a second time" : "");
    if (!twice) expect(error).toBeNull();
    for (const tensor of compared[name]) {
      const inPython = { zNoGrad: "z_no_grad", zDet: "z_det" }[tensor as string] ?? tensor;
      expect([tensor, bits(values[inPython] as engine.Tensor)]).toEqual([
        tensor,
        bits(here[tensor]),
      ]);
    }
  });

  test("the descent takes the same 50 steps in Python as here", async () => {
    const { models, leaves } = world();
    const { error, values } = runPython(await pythonToday("descent", leaves));
    expect(error).toBeNull();
    const { w, b, lr } = models.descent;
    const optimizer = new engine.optim.SGD([w, b], { lr: Number(lr.item()) });
    for (let step = 0; step < 50; step++) optimizer.step();
    for (const [name, leaf] of Object.entries({ w, b })) {
      const found = values[name] as engine.Tensor;
      expect(Number(found.item())).toBeCloseTo(Number(leaf.item()), 5);
    }
  });
});

test("an untouched part is copied as the tutorial has it, seed and all", async () => {
  const leaves = leavesOf(createModels());
  expect(await pythonToday("network", leaves)).toContain("torch.manual_seed(0)");
  expect(typescriptToday("network", leaves)).toContain("manualSeed(0)");
  const { leaves: others } = moved();
  for (const text of [await pythonToday("network", others), typescriptToday("network", others)]) {
    expect(text).not.toMatch(/seed|randn/i);
  }
});

describe("the copy buttons", () => {
  afterEach(() => vi.unstubAllGlobals());
  const said = () => document.querySelector(".said")?.textContent?.trim();
  const name = "Copy as TypeScript, with the values of now";

  test("copy the part's code, and say so once", async () => {
    const user = userEvent.setup();
    render(() => <App />);
    const button = part("descent").getAllByRole("button", { name: /^Copy as PyTorch/ })[0];
    await user.click(button as HTMLElement);
    expect(await navigator.clipboard.readText()).toContain("torch.optim.SGD([w, b], lr=lr)");
    expect(said()).toBe("Copied");
  });

  test("show the text, selected, where the browser forbids it", async () => {
    const user = userEvent.setup();
    render(() => <App />);
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("forbidden"));
    await user.click(part("network").getAllByRole("tab", { name: "TypeScript" })[0] as HTMLElement);
    await user.click(part("network").getByRole("button", { name }));
    const area = await screen.findByRole<HTMLTextAreaElement>("textbox", { name });
    expect(area.value).toContain('from "solid-autograd"');
    expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe(area.value);
    expect(said()).not.toBe("Copied");
    await user.click(screen.getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("textbox", { name })).toBeNull();
  });
});
