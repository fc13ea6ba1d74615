import { readFileSync } from "node:fs";
import { it } from "vitest";
import { det, randn } from "../../src/index";
import { notRunnable, type OpCase } from "./op-case";
import { check } from "./op-check";
const cases = JSON.parse(readFileSync("/tmp/la/cases.json", "utf8")).cases as OpCase[];
it.each(cases.map((c) => [`${c.id}`, c] as const))("%s", (_, c) => {
  if (notRunnable(c)) throw new Error(`missing ${notRunnable(c)}`);
  check(c);
});
it("speed", () => {
  const d = randn(100, 100).requiresGrad_();
  const t = performance.now();
  det(d).backward();
  console.log("det100", performance.now() - t);
});
