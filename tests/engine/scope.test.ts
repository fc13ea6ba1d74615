// Scopes: what was computed where, for displays; and that they change no number.

import { describe, expect, test } from "vitest";
import {
  createTensor,
  type GraphNode,
  inspectGraph,
  manualSeed,
  nn,
  ones,
  scope,
  type Tensor,
  tensor,
} from "../../src/index";

/** `op: outer/inner` of each node that was computed. */
const places = (root: Tensor): string[] =>
  inspectGraph(root).flatMap(({ op, scope: path }) =>
    op === "" ? [] : `${op}: ${path.join("/")}`,
  );
const labelled = (root: Tensor, label: string): GraphNode[] =>
  inspectGraph(root).filter((node) => node.label === label);

describe("scope", () => {
  test("names what is computed inside, nested, and nothing outside", () => {
    const x = tensor(2);
    const h = scope("outer", () => scope("inner", () => x.sin()).add(x));
    expect(places(h.exp())).toEqual(["sin: outer/inner", "add: outer", "exp: "]);
  });

  test("returns what the function returns, and ends with an error too", () => {
    expect(scope("a", () => 7)).toBe(7);
    expect(() =>
      scope("a", () => {
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(places(tensor(1).exp())).toEqual(["exp: "]);
  });

  test("two runs of one name are two scopes, in any place of their own", () => {
    const block = (t: Tensor) => scope("block", () => t.exp());
    expect(places(scope("net", () => block(block(tensor(1)))))).toEqual([
      "exp: net/block",
      "exp: net/block (2)",
    ]);
    const [left, right] = ["left", "right"].map((name) => scope(name, () => block(tensor(1))));
    expect(places((left as Tensor).add(right as Tensor))).toEqual([
      "exp: left/block",
      "exp: right/block",
      "add: ",
    ]);
  });

  test("a name given to a tensor leaves its scope", () => {
    const h = scope("layer", () => tensor(1).exp());
    h.name = "h";
    expect(labelled(h, "h").map((node) => node.scope)).toEqual([["layer"]]);
    h.name = undefined;
    expect(places(h)).toEqual(["exp: layer"]);
    expect(h.name).toBeUndefined();
  });

  test("code of a dynamic tensor stays in the scope where the tensor was made", () => {
    const a = tensor(1);
    const inside = scope("loop", () => createTensor(() => (a.item() > 5 ? a.exp() : a.sin())));
    const outside = createTensor(() => (a.item() > 5 ? a.cos() : a.tan()));
    expect(places(inside)).toEqual(["sin: loop"]);
    a.set(6);
    // The code runs again while somebody else's scope is open.
    scope("reader", () => [inside.item(), outside.item()]);
    expect(places(inside)).toEqual(["exp: loop"]);
    expect(places(outside)).toEqual(["cos: "]);
  });
});

describe("modules", () => {
  class Block extends nn.Module {
    first = new nn.Linear(2, 3);
    layers = new nn.ModuleList([new nn.Linear(3, 3)]);
    forward(x: Tensor): Tensor {
      const h = this.first.call(x).tanh();
      return this.layers.at(0).call(h);
    }
  }

  test("what a child computes is in a scope of its attribute's name; the module's own is in none", () => {
    const ops = places(new Block().call(ones(1, 2)));
    const scopes = ops.map((place) => place.split(": ")[1]);
    expect([...new Set(scopes)]).toEqual(["first", "", "layers.0"]);
    expect(ops).toContain("tanh: ");
  });

  test("positions are named after their class, and calls nest", () => {
    class Model extends nn.Module {
      body = new nn.Sequential(new nn.Linear(2, 2), new nn.Tanh());
      block = new Block();
      forward(x: Tensor): Tensor {
        return scope("all", () => this.block.call(this.body.call(x)));
      }
    }
    const found = new Set(
      places(new Model().call(ones(1, 2))).map((place) => place.split(": ")[1]),
    );
    expect([...found]).toEqual([
      "all/body/Linear[0]",
      "all/body/Tanh[1]",
      "all/block/first",
      "all/block",
      "all/block/layers.0",
    ]);
  });

  test("parameters are labelled as the module names them, unless they have a name of their own", () => {
    const model = new Block();
    expect(labelled(model.call(ones(1, 2)), "weight")).toHaveLength(2);
    model.first.weight.name = "W";
    const y = model.call(ones(1, 2));
    expect(labelled(y, "W")).toHaveLength(1);
    expect(labelled(y, "weight")).toHaveLength(1);
  });

  test("a module called twice is two scopes; one put in later has its name at once", () => {
    const model = new (class extends nn.Module {
      layer: nn.Module = new nn.Tanh();
      forward(x: Tensor): Tensor {
        const layer = this.layer as nn.Tanh;
        return layer.call(layer.call(x));
      }
    })();
    expect(places(model.call(ones(1)))).toEqual(["tanh: layer", "tanh: layer (2)"]);
    model.layer = new nn.Sigmoid();
    expect(places(model.call(ones(1)))).toEqual(["sigmoid: layer", "sigmoid: layer (2)"]);
  });

  test("a module called in the code of a dynamic tensor has its names", () => {
    const model = new Block();
    const a = tensor(1);
    const y = createTensor(() => model.call(ones(1, 2)).mul(Number(a.item())));
    a.set(2);
    expect(places(y).at(-2)).toMatch(/: layers\.0$/);
    expect(places(y).at(-1)).toBe("mul: ");
  });

  test("change no number: forward and backward are the same as by hand", () => {
    manualSeed(1);
    const model = new nn.Sequential(new nn.Linear(2, 3), new nn.Tanh());
    const [weight, bias] = model.parameters() as [Tensor, Tensor];
    const x = tensor([[1, -2]]);
    const byModule = model.call(x).sum();
    byModule.backward();
    const once = weight.grad?.toTypedArray() ?? [];
    const byHand = x.matmul(weight.t()).add(bias).tanh().sum();
    expect(byModule.item()).toBeCloseTo(byHand.item() as number, 6);
    // Gradients add up: the same again is twice as much.
    byHand.backward();
    const twice = weight.grad?.toTypedArray() ?? [];
    expect(Array.from(twice)).toEqual(Array.from(once, (value) => 2 * value));
  });
});
