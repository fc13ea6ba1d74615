// Whole Python programs print what PyTorch printed: those of tests/python/programs, and the snippets
// recorded in tests/torch/data.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runPython } from "../../src/python/index";

/** The programs of a folder, and what each printed. */
function programsOf(folder: string) {
  const at = new URL(folder, import.meta.url);
  const read = (name: string) => readFileSync(new URL(name, at), "utf8");
  return readdirSync(at)
    .filter((name) => name.endsWith(".py"))
    .map((name) => ({
      name: name.slice(0, -3),
      source: read(name),
      printed: read(name.replace(/py$/, "out")),
    }));
}

/** Addresses differ from run to run in CPython. */
const settled = (text: string): string => text.replace(/0x[0-9a-f]+/g, "0x…");

/** The error that a program announces in its last line. */
const announced = (source: string): string | null => /# raises (.+)\s*$/.exec(source)?.[1] ?? null;

describe.each(["programs/", "../torch/data/snippets/"])("programs of %s", (folder) => {
  it.each(programsOf(folder))("$name prints what PyTorch prints", ({ source, printed }) => {
    const { text, error } = runPython(source);
    expect(settled(text)).toBe(settled(printed));
    expect(error === null ? null : `${error.type}: ${error.message}`).toBe(announced(source));
  });
});
