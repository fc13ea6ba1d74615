// Whole programs: what they print is PyTorch's text, to the character. Those of tests/torch/data were
// given; those of torch-programs were written for this test, and PyTorch 1.13 printed the text.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runPython } from "../../src/python/index";

const given = new URL("../torch/data/snippets/", import.meta.url);
const own = new URL("torch-programs/", import.meta.url);

const namesIn = (folder: URL): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".py"))
    .map((name) => name.slice(0, -".py".length));

const read = (folder: URL, name: string): string => readFileSync(new URL(name, folder), "utf8");

function expectText(folder: URL, name: string): void {
  const { text, error } = runPython(read(folder, `${name}.py`), { limits: { seconds: 60 } });
  expect(error?.text ?? null).toBeNull();
  expect(text).toBe(read(folder, `${name}.out`));
}

describe("a recorded program", () => {
  it.each(namesIn(given))("%s prints what PyTorch printed", (name) => expectText(given, name));

  it("is one of twelve", () => expect(namesIn(given).length).toBe(12));
});

describe("a program of ours", () => {
  it.each(namesIn(own))("%s prints what PyTorch printed", (name) => expectText(own, name));
});
