import { readFileSync, writeFileSync } from "node:fs";
import { it } from "vitest";
import { runPython } from "../../src/python/index";

it("x", () => {
  let s = "";
  for (const f of (process.env.PY ?? "").split(",")) {
    const r = runPython(readFileSync(f, "utf8"));
    s += `== ${f}\n${process.env.ONLYERR ? "" : r.text}${r.error?.text ?? ""}\n${r.displayed ?? ""}`;
  }
  writeFileSync("/tmp/pylive/run.out", s);
});
