// The recorded programs: what they print is PyTorch's text, to the character.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runPython } from "../../src/python/index";

const folder = new URL("../torch/data/snippets/", import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".py"))
  .map((name) => name.slice(0, -".py".length));
const read = (name: string): string => readFileSync(new URL(name, folder), "utf8");

describe("a recorded program", () => {
  it.each(names)("%s prints what PyTorch printed", (name) => {
    const { text, error } = runPython(read(`${name}.py`));
    expect(error?.text ?? null).toBeNull();
    expect(text).toBe(read(`${name}.out`));
  });

  it("is one of twelve", () => expect(names.length).toBe(12));
});
