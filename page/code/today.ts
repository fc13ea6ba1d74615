// The code of a part as it is on the page now: its leaves made with today's values instead of from a
// seed, the rest as the panel shows it. What is copied runs by itself and gives the page's numbers.

import { exactText } from "../../components";
import type { Tensor } from "../../src/index";
import type { PageLeaf } from "../state/leaves";
import type { PartName } from "../state/models";
import { programOf, python } from "./python";
import { broken, typescript } from "./typescript";

const differs = ({ leaf, seed }: PageLeaf): boolean =>
  leaf.toTypedArray().some((value, i) => !Object.is(value, seed[i]));

/** The leaves of a part by name, if any of them is not as seeded: then all are written out. */
function moved(part: PartName, leaves: readonly PageLeaf[]): ReadonlyMap<string, Tensor> {
  const own = leaves.filter((leaf) => leaf.part === part);
  return new Map(own.some(differs) ? own.map(({ leaf }) => [leaf.name ?? "", leaf]) : []);
}

/** PyTorch source of one leaf, as `toPython` writes it. */
async function asPython(leaf: Tensor): Promise<string> {
  const { toPython } = await import("../../src/python/index");
  return /= (torch[\s\S]*?)\nvalue = /.exec(toPython({ value: leaf }))?.[1] ?? "";
}

/** The PyTorch code of a part with today's values. */
export async function pythonToday(part: PartName, leaves: readonly PageLeaf[]): Promise<string> {
  const now = moved(part, leaves);
  let code: string = python[part];
  for (const [name, leaf] of now) {
    const made = leaf.requiresGrad || leaf.ndim > 0 ? await asPython(leaf) : number(leaf, []);
    code = code.replace(
      new RegExp(`^${name} = [^#\n]*?(?=\\s*(#.*)?$)`, "m"),
      () => `${name} = ${made}`,
    );
  }
  if (now.get("retain_graph")?.item()) {
    code = code
      .replaceAll("backward()", "backward(retain_graph=True)")
      .replace("  # RuntimeError", "");
  }
  if (!/torch\.randn?\b/.test(code)) code = code.replace(/^torch\.manual_seed\(\d+\)\n/m, "");
  return `${programOf(code)}\n`;
}

/** One element, to the last bit of its float32. */
function number(leaf: Tensor, at: readonly number[]): string {
  const value = Number((at.length === 0 ? leaf : leaf.at(...at)).item());
  const text = Object.is(value, -0) ? "-0" : exactText(value, false);
  return { nan: "NaN", inf: "Infinity", "-inf": "-Infinity" }[text] ?? text;
}

/** A leaf as an expression of this library. */
function asTypeScript(leaf: Tensor): string {
  const [rows = 0, columns = 0] = leaf.shape;
  const row = (i: readonly number[], length: number): string =>
    `[${Array.from({ length }, (_, j) => number(leaf, [...i, j])).join(", ")}]`;
  const values =
    leaf.ndim === 0
      ? number(leaf, [])
      : leaf.ndim === 1
        ? row([], rows)
        : `[\n${Array.from({ length: rows }, (_, i) => `    ${row([i], columns)},\n`).join("")}  ]`;
  return `tensor(${values}${leaf.requiresGrad ? ", { requiresGrad: true }" : ""})`;
}

/** What follows the model: how it is used, and what it says. */
function use(part: PartName, leaves: readonly PageLeaf[]): string {
  const value = (key: string): number | boolean =>
    leaves.find((leaf) => leaf.key === key)?.leaf.item<number | boolean>() ?? 0;
  const retain = value("tr") ? "true" : "false";
  const uses: Record<PartName, string> = {
    network: `const { w, b, loss } = network();
console.log(loss.item(), String(w.grad), String(b.grad));`,
    backwardTwice: `const { w, backward } = backwardTwice();
backward(${retain});
console.log(String(w.grad));`,
    accumulate: `const { inp, backward } = accumulate();
backward();
console.log(String(inp.grad));`,
    controlFlow: `const { a, c } = controlFlow();
console.log(c.item(), a.grad?.item());`,
    gradModes: `const { z, zNoGrad, zDet } = gradModes();
console.log(z.requiresGrad, zNoGrad.requiresGrad, zDet.requiresGrad);`,
    descent: `const { w, b, loss } = descent();
const optimizer = new optim.SGD([w, b], { lr: ${exactText(Number(value("dl")), false)} });
for (let step = 0; step < 50; step++) optimizer.step(); // the gradients are always current
console.log(w.item(), b.item(), loss.item());`,
  };
  return uses[part];
}

/** The TypeScript of a part with today's values: runs where solid-autograd is installed. */
export function typescriptToday(part: PartName, leaves: readonly PageLeaf[]): string {
  const [, names = "", body = ""] =
    /^import \{([^}]*)\} from "solid-autograd";\n([\s\S]*)$/.exec(typescript[part]) ?? [];
  let code = `${body}\n\n${use(part, leaves)}\n`;
  for (const [name, leaf] of moved(part, leaves)) {
    code = code.replace(
      new RegExp(`^ {2}const ${name} = .*?;`, "m"),
      () => `  const ${name} = ${asTypeScript(leaf)};`,
    );
  }
  if (!/\brandn?\(/.test(code)) code = code.replace(/^ {2}manualSeed\(\d+\);\n/m, "");
  const used = new Set(names.split(",").map((name) => name.trim()));
  for (const name of ["optim", "tensor"]) used.add(name);
  const kept = [...used].filter((name) => {
    const word = name.replace("type ", "");
    return word !== "" && new RegExp(`(?<![.\\w])${word}\\b`).test(code);
  });
  const list = kept.sort((a, b) => (a.replace("type ", "") < b.replace("type ", "") ? -1 : 1));
  const line = `import { ${list.join(", ")} } from "solid-autograd";`;
  return `${broken(line, list.join(", "), '"solid-autograd"')}\n${code}`;
}
