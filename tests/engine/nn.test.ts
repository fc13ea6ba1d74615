// Modules: parameters in order, text, modes, and PyTorch's tutorial of a module trained with
// SGD. Texts and names are PyTorch 1.13's.

import { readFileSync } from "node:fs";
import { createEffect, createRoot } from "solid-js";
import { describe, expect, it } from "vitest";
import {
  createBackward,
  manualSeed,
  nn,
  ones,
  optim,
  randn,
  type Tensor,
  tensor,
  zeros,
} from "../../src/index";

class Regressor extends nn.Module {
  linear = new nn.Linear(3, 1);

  forward(x: Tensor): Tensor {
    return this.linear.call(x);
  }
}

class Block extends nn.Module {
  norm = new nn.LayerNorm(4);
  scale = new nn.Parameter(ones(2));
  mlp = new nn.Sequential(new nn.Linear(4, 8), new nn.ReLU(), new nn.Linear(8, 4));
  mask = this.registerBuffer("mask", ones(2));
  tmp = this.registerBuffer("tmp", zeros(1), false);
  plain = zeros(3);

  forward(x: Tensor): Tensor {
    return this.mlp.call(this.norm.call(x));
  }

  override extraRepr(): string {
    return "width=4\ndepth=2";
  }
}

class Net extends nn.Module {
  block = new Block();
  heads = new nn.ModuleList([new nn.Linear(4, 1), new nn.Linear(4, 1)]);
  empty = new nn.Sequential();
  tied = this.heads.at(0);

  forward(x: Tensor): Tensor {
    return this.block.call(x);
  }
}

describe("PyTorch's tutorial of a module and SGD", () => {
  it("prints what PyTorch prints", () => {
    manualSeed(0);
    const X = randn(32, 3);
    const trueW = tensor([[1.5], [-2], [0.5]]);
    const Y = X.matmul(trueW).add(0.3);
    const model = new Regressor();
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
    const lossFn = new nn.MSELoss();
    const lines: string[] = [];
    for (let epoch = 0; epoch < 50; epoch++) {
      optimizer.zeroGrad();
      const loss = lossFn.call(model.call(X), Y);
      if (epoch % 10 === 0) lines.push(`epoch ${epoch}: loss ${Number(loss.item()).toFixed(5)}`);
      loss.backward();
      optimizer.step();
    }
    for (const [name, p] of model.namedParameters()) lines.push(`${name} ${p.detach()}`);
    const printed = new URL("../torch/data/snippets/09_module_sgd.out", import.meta.url);
    expect([...lines, ""].join("\n")).toBe(readFileSync(printed, "utf8"));
  });

  it("runs the effect of a live loss once a step", () => {
    manualSeed(0);
    const [X, Y] = [randn(8, 3), randn(8, 1)];
    const model = new Regressor();
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 });
    const losses: number[] = [];
    const dispose = createRoot((end) => {
      const loss = nn.functional.mseLoss(model.call(X), Y);
      createBackward(loss);
      createEffect(() => losses.push(Number(loss.item())));
      return end;
    });
    for (let step = 0; step < 5; step++) optimizer.step();
    dispose();
    expect(losses.length).toBe(6);
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
  });
});

describe("a module's parts", () => {
  const net = new Net();
  const names = (entries: readonly (readonly [string, unknown])[]) => entries.map(([name]) => name);

  it("are its properties, in order, each once", () => {
    expect(names(net.namedParameters())).toEqual([
      "block.scale",
      "block.norm.weight",
      "block.norm.bias",
      "block.mlp.0.weight",
      "block.mlp.0.bias",
      "block.mlp.2.weight",
      "block.mlp.2.bias",
      "heads.0.weight",
      "heads.0.bias",
      "heads.1.weight",
      "heads.1.bias",
    ]);
    expect(names(net.namedBuffers())).toEqual(["block.mask", "block.tmp"]);
    expect(names(net.namedModules())).toEqual([
      "",
      "block",
      "block.norm",
      "block.mlp",
      "block.mlp.0",
      "block.mlp.1",
      "block.mlp.2",
      "heads",
      "heads.0",
      "heads.1",
      "empty",
    ]);
    expect(names(net.namedChildren())).toEqual(["block", "heads", "empty", "tied"]);
    expect(net.namedParameters("p", false)).toEqual([]);
    expect(names(net.block.namedParameters("b")).slice(0, 2)).toEqual(["b.scale", "b.norm.weight"]);
    expect([net.parameters().length, net.buffers().length]).toEqual([11, 2]);
    expect([net.children().length, net.modules().length]).toEqual([4, 11]);
  });

  it("have all their names in the state", () => {
    expect(Object.keys(net.stateDict())).toEqual([
      "block.scale",
      "block.mask",
      "block.norm.weight",
      "block.norm.bias",
      "block.mlp.0.weight",
      "block.mlp.0.bias",
      "block.mlp.2.weight",
      "block.mlp.2.bias",
      "heads.0.weight",
      "heads.0.bias",
      "heads.1.weight",
      "heads.1.bias",
      "tied.weight",
      "tied.bias",
    ]);
  });

  it("print as in PyTorch", () => {
    expect(String(net)).toBe(`Net(
  (block): Block(
    width=4
    depth=2
    (norm): LayerNorm((4,), eps=1e-05, elementwise_affine=True)
    (mlp): Sequential(
      (0): Linear(in_features=4, out_features=8, bias=True)
      (1): ReLU()
      (2): Linear(in_features=8, out_features=4, bias=True)
    )
  )
  (heads): ModuleList(
    (0): Linear(in_features=4, out_features=1, bias=True)
    (1): Linear(in_features=4, out_features=1, bias=True)
  )
  (empty): Sequential()
  (tied): Linear(in_features=4, out_features=1, bias=True)
)`);
    expect(String(new nn.Parameter(ones(2)))).toBe(
      "Parameter containing:\ntensor([1., 1.], requires_grad=True)",
    );
  });

  it("are those assigned later too", () => {
    const model = new Regressor();
    model.linear = new nn.Linear(3, 2, { bias: false });
    expect(names(model.namedParameters())).toEqual(["linear.weight"]);
    expect([...model.call(ones(3)).shape]).toEqual([2]);
  });
});

describe("containers", () => {
  it("know their modules by position and by name", () => {
    const [a, b] = [new nn.Linear(1, 2), new nn.Tanh()];
    const list = new nn.Sequential(a).append(b);
    expect([list.length, list.at(-1), [...list]]).toEqual([2, b, [a, b]]);
    expect(() => list.at(2)).toThrow("index 2 is out of range");
    const named = new nn.Sequential({ first: a, second: b });
    expect(named.namedChildren()).toEqual([
      ["first", a],
      ["second", b],
    ]);
    const dict = new nn.ModuleDict<nn.Module>({ a }).set("b", b);
    expect([dict.get("a"), dict.keys(), dict.values()]).toEqual([a, ["a", "b"], [a, b]]);
    expect(String(dict)).toBe(
      "ModuleDict(\n  (a): Linear(in_features=1, out_features=2, bias=True)\n  (b): Tanh()\n)",
    );
    expect(() => dict.forward()).toThrow(
      'Module [ModuleDict] is missing the required "forward" function',
    );
    const layers = new nn.ModuleList([new nn.Linear(2, 3), new nn.Linear(3, 2)]);
    let x = ones(2);
    for (const layer of layers) x = layer.call(x);
    expect([...x.shape]).toEqual([2]);
    expect(() => new nn.ModuleList([1 as unknown as nn.Module])).toThrow(
      "1 is not a Module subclass",
    );
  });
});

describe("what is done to all of a module", () => {
  it("training and evaluation, freezing, forgetting gradients, conversion", () => {
    const linear = new nn.Linear(2, 2);
    const model = new nn.Sequential(linear, new nn.Dropout(0.5));
    expect(
      model
        .eval()
        .modules()
        .map((m) => m.training),
    ).toEqual([false, false, false]);
    expect(model.call(ones(2)).tolist()).toEqual(linear.call(ones(2)).tolist());
    expect(
      model
        .train()
        .modules()
        .every((m) => m.training),
    ).toBe(true);
    model.eval().call(ones(2)).sum().backward();
    model.zeroGrad({ setToNone: false });
    expect(model.parameters()[0].grad?.tolist()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    model.zeroGrad();
    expect(model.parameters().map(({ grad }) => grad)).toEqual([null, null]);
    model.requiresGrad_(false);
    expect(model.call(ones(2)).requiresGrad).toBe(false);
    const weight = model.parameters()[0];
    expect(model.double().call(ones(2, { dtype: "float64" })).dtype).toBe("float64");
    expect(model.parameters()[0]).toBe(weight);
    expect(model.float().parameters()[0].dtype).toBe("float32");
  });

  it("apply visits children first", () => {
    const seen: string[] = [];
    new Net().apply((m) => seen.push(m.constructor.name));
    expect(seen.slice(0, 6)).toEqual([
      "LayerNorm",
      "Linear",
      "ReLU",
      "Linear",
      "Sequential",
      "Block",
    ]);
    expect(seen.at(-1)).toBe("Net");
  });

  it("batch normalisation refuses a batch of one value, and other ranks", () => {
    expect(() => new nn.BatchNorm1d(2).call(ones(1, 2))).toThrow(
      "Expected more than 1 value per channel when training, got input size torch.Size([1, 2])",
    );
    expect(() => new nn.BatchNorm2d(2).call(ones(1, 2))).toThrow(
      "expected 4D input (got 2D input)",
    );
  });

  it("in place, an activation overwrites its input", () => {
    const x = tensor([-1, 2]);
    expect(new nn.ReLU(true).call(x)).toBe(x);
    expect(x.tolist()).toEqual([0, 2]);
  });
});
