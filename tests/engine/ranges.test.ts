// Indices, dimensions and sizes out of range: each refusal says which op and which parameter it was.

import { describe, it } from "vitest";
import { arange, full, IndexError, linspace, ones, RuntimeError, zeros } from "../../src/index";
import { refused } from "./refused";

describe("indices and dimensions out of range", () => {
  it.each([
    ["at", "index", () => ones(3).at(3)],
    ["at", "index", () => ones(3).at(-4)],
    ["at", "index", () => ones(3).at(0, 0)],
    ["at", "index", () => ones(3).at(0.5)],
    ["setAt", "index", () => ones(3).setAt(3, 1)],
    ["setAt", "index", () => ones(3).setAt([0, 0], 1)],
    ["select", "index", () => ones(3).select(0, 3)],
    ["sum", "dim", () => ones(2, 3).sum(2)],
    ["transpose", "dim", () => ones(2, 3).transpose(0, -3)],
    ["softmax", "dim", () => ones(2, 3).softmax(2)],
    ["unsqueeze", "dim", () => ones(2).unsqueeze(3)],
    ["narrow", "start", () => ones(3).narrow(0, 4, 1)],
  ])("%s names its %s", (op, parameter, call) => {
    refused(call, IndexError, /./, `${op}.${parameter}`);
  });
});

describe("sizes", () => {
  it("refuses what memory cannot hold", () => {
    refused(
      () => zeros(1e6, 1e7),
      RuntimeError,
      /can't allocate memory: you tried to allocate 40000000000000 bytes/,
      "zeros.size",
    );
    refused(() => full([2 ** 40, 2 ** 40], 1), RuntimeError, /can't allocate memory/, "full");
    const big = ones(1_000_000, 1).mul(ones(1, 10_000_000));
    refused(() => big.sum().item(), RuntimeError, /can't allocate memory/, "mul");
  });

  it("refuses negative sizes and endless sequences", () => {
    refused(() => zeros(2, -1), RuntimeError, /negative dimension -1: \[2, -1\]/, "zeros.size");
    refused(() => arange(0, 5, 0), RuntimeError, "step must be nonzero", "arange.step");
    refused(() => arange(5, 0), RuntimeError, /inconsistent with step sign/, "arange");
    refused(() => arange(Number.POSITIVE_INFINITY), RuntimeError, /./, "arange");
    refused(() => linspace(0, 1, -1), RuntimeError, /non-negative/, "linspace.steps");
  });
});
