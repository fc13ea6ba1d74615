// The record of a run: bounded memory, no spike lost; and its drawing, of which a step changes the end.

import { createRoot } from "solid-js";
import { describe, expect, test } from "vitest";
import { createLossRecord } from "../../components";
import type { Run } from "../../components/plot/lossRecord";
import { makeSegments } from "../../components/plot/segments";

const present = (record: ReturnType<typeof createLossRecord>): Run => record.runs().at(-1) as Run;

describe("a record", () => {
  test("keeps each step while there are few", () => {
    const record = createLossRecord();
    for (const value of [3, 1, 2]) record.push(value);
    const run = present(record);
    expect([record.points(), run.length, run.stride]).toEqual([3, 3, 1]);
    expect([0, 1, 2].map((i) => [run.lowAt(i), run.highAt(i)])).toEqual([
      [3, 3],
      [1, 1],
      [2, 2],
    ]);
    expect([run.first, run.last, run.least, run.greatest]).toEqual([3, 2, 1, 3]);
  });

  test("of 100,000 steps keeps the least and the greatest of each stretch", () => {
    const record = createLossRecord();
    const value = (i: number) => (i === 77_777 ? 500 : Math.sin(i / 900) + ((i * 37) % 11) / 10);
    for (let i = 0; i < 100_000; i++) record.push(value(i));
    const run = present(record);
    expect([record.points(), run.stride]).toEqual([100_000, 32]);
    expect(run.length).toBe(3125);
    for (const bucket of [0, 1, 1500, Math.floor(77_777 / 32), 3124]) {
      const values = Array.from({ length: 32 }, (_, k) => value(bucket * 32 + k));
      expect(run.lowAt(bucket)).toBe(Math.min(...values));
      expect(run.highAt(bucket)).toBe(Math.max(...values));
    }
    expect(run.greatest).toBe(500);
  });

  test("begins runs anew and forgets the oldest; clear forgets all", () => {
    const record = createLossRecord();
    record.startRun();
    expect(record.runs()).toHaveLength(1);
    for (let k = 0; k < 9; k++) {
      record.push(k);
      record.startRun();
    }
    record.push(99);
    expect(record.runs().map((run) => run.last)).toEqual([4, 5, 6, 7, 8, 99]);
    record.clear();
    expect([record.points(), record.runs().length]).toEqual([0, 1]);
  });

  test("keeps what it has, to bring it back as often as it is asked for", () => {
    const record = createLossRecord();
    record.push(9);
    record.startRun();
    for (let i = 0; i < 5000; i++) record.push(5000 - i);
    const back = record.keep();
    for (let i = 0; i < 9000; i++) record.push(-i);
    for (let k = 0; k < 2; k++) {
      back();
      const [earlier, run] = record.runs() as [Run, Run];
      expect([earlier.last, record.points(), run.stride, run.length]).toEqual([9, 5000, 2, 2500]);
      expect([run.first, run.last, run.least, run.lowAt(2499)]).toEqual([5000, 1, 1, 1]);
      // What is added now is not in what was kept.
      record.push(77);
      expect([record.points(), run.last]).toEqual([5001, 77]);
    }
  });

  test("does not let what is no number spoil a stretch", () => {
    const record = createLossRecord();
    for (let i = 0; i < 4100; i++) record.push(i === 1 ? Number.NaN : i);
    const run = present(record);
    expect([run.lowAt(0), run.highAt(0)]).toEqual([0, 0]);
    expect([run.least, run.greatest]).toEqual([0, 4099]);
  });
});

describe("the segments of a run", () => {
  test("are the same strings but for the last", () => {
    createRoot((dispose) => {
      const record = createLossRecord();
      const segmentsOf = makeSegments((value) => value);
      for (let i = 0; i < 600; i++) record.push(i % 7);
      const before = segmentsOf(present(record));
      expect(before).toHaveLength(3);
      record.push(100);
      const after = segmentsOf(present(record));
      expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
      expect(after[2]).toBe(`${before[2]}L600 100`);
      dispose();
    });
  });

  test("go on where the one before ended, and leave gaps for what is no number", () => {
    const record = createLossRecord();
    for (let i = 0; i < 258; i++) record.push(i === 3 ? Number.NaN : 1);
    const [first, second] = makeSegments((value) => value)(present(record)) as [string, string];
    expect(first.startsWith("M0 1h0L1 1L2 1M4 1h0L5 1")).toBe(true);
    expect(second).toBe("M255 1h0L256 1L257 1");
  });
});
