// A module's state by name: it follows, is written in one update, and refuses what does not fit in
// PyTorch 1.13's words.

import { createEffect, createRoot } from "solid-js";
import { describe, expect, it } from "vitest";
import { nn, noGrad, ones, type Tensor } from "../../src/index";

describe("a module's state", () => {
  it("follows the module, and is written in one update", () => {
    const [a, b] = [new nn.Linear(2, 1), new nn.Linear(2, 1)];
    const x = ones(1, 2);
    const y = b.call(x);
    let runs = 0;
    const dispose = createRoot((end) => {
      createEffect(() => {
        y.item();
        runs++;
      });
      return end;
    });
    expect(b.loadStateDict(a.stateDict())).toEqual({ missingKeys: [], unexpectedKeys: [] });
    expect(runs).toBe(2);
    expect(y.item()).toBe(a.call(x).item());
    const state = a.stateDict();
    noGrad(() => a.weight.fill_(7));
    expect(state.weight.tolist()).toEqual([[7, 7]]);
    expect(state.weight.requiresGrad).toBe(false);
    dispose();
  });

  it.each<[string, nn.Module, { [name: string]: Tensor }]>([
    [
      'Error(s) in loading state_dict for Linear:\n\tMissing key(s) in state_dict: "bias". ',
      new nn.Linear(2, 1),
      { weight: ones(1, 2) },
    ],
    [
      'Error(s) in loading state_dict for Linear:\n\tUnexpected key(s) in state_dict: "extra". ',
      new nn.Linear(2, 1),
      { weight: ones(1, 2), bias: ones(1), extra: ones(1) },
    ],
    [
      'Error(s) in loading state_dict for Linear:\n\tMissing key(s) in state_dict: "bias". \n\tUnexpected key(s) in state_dict: "more". \n\tsize mismatch for weight: copying a param with shape torch.Size([2, 2]) from checkpoint, the shape in current model is torch.Size([1, 2]).',
      new nn.Linear(2, 1),
      { weight: ones(2, 2), more: ones(1) },
    ],
    [
      'Error(s) in loading state_dict for Sequential:\n\tMissing key(s) in state_dict: "0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var". ',
      new nn.Sequential(new nn.Linear(2, 1), new nn.BatchNorm1d(2)),
      {},
    ],
  ])("that does not fit is %j", (message, module, state) => {
    expect(() => module.loadStateDict(state)).toThrow(
      expect.objectContaining({ name: "RuntimeError", message }),
    );
  });

  it("may fit in part, where that is asked for", () => {
    const module = new nn.Linear(2, 1);
    const report = module.loadStateDict({ weight: ones(1, 2), extra: ones(1) }, { strict: false });
    expect(report).toEqual({ missingKeys: ["bias"], unexpectedKeys: ["extra"] });
    expect(module.weight.tolist()).toEqual([[1, 1]]);
  });
});
