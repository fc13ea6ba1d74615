// How parameters begin: layers and nn.init after manualSeed, against rng.json and PyTorch 1.13.

import { describe, expect, it } from "vitest";
import { manualSeed, nn, type Tensor, zeros } from "../../src/index";
import { numbersOf, type RecordedTensor, recordedCases } from "../torch/cases";

interface Draw {
  readonly fn: string;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly output?: RecordedTensor;
  readonly outputs?: readonly RecordedTensor[];
}

describe("fresh parameters", () => {
  const cases = recordedCases<{ id: string; seed: number; calls: readonly Draw[] }>("rng").filter(
    ({ calls }) => calls.every(({ fn }) => fn.startsWith("nn.") && !fn.includes("functional")),
  );
  const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase());
  type Init = (x: Tensor, options: object) => Tensor;
  type Layer = new (...args: unknown[]) => nn.Module;

  function drawn({ fn, args, kwargs }: Draw): Tensor[] {
    const options = Object.fromEntries(Object.entries(kwargs).map(([k, v]) => [camelCase(k), v]));
    if (!fn.startsWith("nn.init.")) {
      const Named = nn[fn.slice("nn.".length) as keyof typeof nn] as unknown as Layer;
      return new Named(...args, options).parameters();
    }
    const name = fn.slice("nn.init.".length).replace(/_([a-z])/g, (_, c) => c.toUpperCase());
    const init = nn.init[name as keyof typeof nn.init] as unknown as Init;
    return [init(new nn.Parameter(zeros(args[0] as number[])), options)];
  }

  it.each(cases.map((recorded) => [recorded.id, recorded] as const))("%s", (_, recorded) => {
    manualSeed(recorded.seed);
    for (const call of recorded.calls) {
      const expected = call.outputs ?? [call.output as RecordedTensor];
      drawn(call).forEach((actual, i) => {
        numbersOf(expected[i]).forEach((value, k) => {
          expect(actual.toTypedArray()[k]).toBeCloseTo(value, 5);
        });
      });
    }
  });

  it("orthogonal, truncated, constant", () => {
    manualSeed(3);
    const tall = nn.init.orthogonal_(zeros(3, 2), { gain: 2 }).tolist() as number[][];
    const wide = nn.init.orthogonal_(zeros(2, 3)).tolist() as number[][];
    const expected = [
      [1.9846043586730957, 0.19487084448337555],
      [0.2198326736688614, -0.8172181844711304],
      [0.11410012096166611, -1.8149874210357666],
      [0.1887836456298828, 0.5655847191810608, -0.8027917742729187],
      [0.6800767183303833, 0.5144323110580444, 0.5223552584648132],
    ];
    [...tall, ...wide].forEach((row, i) => {
      row.forEach((value, k) => {
        expect(value).toBeCloseTo(expected[i][k], 5);
      });
    });
    expect(nn.init.eye_(zeros(2, 3)).tolist()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    const truncated = nn.init.truncNormal_(zeros(4), { std: 2 }).tolist() as number[];
    [-1.153002381324768, -1.1254773139953613, -0.724894106388092, 0.34289082884788513].forEach(
      (value, i) => {
        expect(truncated[i]).toBeCloseTo(value, 5);
      },
    );
    expect(nn.init.constant_(zeros(2), 3).tolist()).toEqual([3, 3]);
  });
});
