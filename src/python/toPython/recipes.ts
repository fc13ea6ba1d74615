// Building blocks of the engine that PyTorch has under another name: how PyTorch writes each.

import type { Tensor } from "../../index";
import { keyword, tensorKeyword } from "./arguments";
import { asTensor, call, type Expression, indexed, method } from "./expression";
import { linearMap } from "./linearMaps";
import { argumentText, dtypeText, tupleText } from "./literals";
import { pickingRecipes } from "./picking";
import { spatialRecipes } from "./spatial";
import type { Recipe, Step } from "./step";

type DType = Tensor["dtype"];

const x = (step: Step): Expression => asTensor(step.input("input"));

/** The input with an index at dimension `dim`: `x[:, 1:3]`. */
function indexedAt(step: Step, index: string): Expression {
  const rank = step.shapeOf("input").length;
  const dim = step.arg<number>("dim");
  const before = new Array<string>(dim < 0 ? dim + rank : dim).fill(":");
  return indexed(x(step), [...before, index].join(", "));
}

const selected: Recipe = (step) => indexedAt(step, String(step.arg<number>("index")));

const sliced: Recipe = (step) => {
  const bound = (name: string) => step.arg<number | null>(name) ?? "";
  const stride = step.arg<number>("step");
  return indexedAt(step, `${bound("start")}:${bound("stop")}${stride === 1 ? "" : `:${stride}`}`);
};

const reshaped: Recipe = (step) => method(x(step), "reshape", tupleText(step.tensor.shape));

/** A reduction of everything. */
const whole =
  (name: string): Recipe =>
  (step) =>
    call(name, x(step).text);

/** One part of a pair along a dimension: `torch.max(x, dim=1).values`. */
const along =
  (name: string, part: "values" | "indices" | null): Recipe =>
  (step) => {
    const keepdim = keyword("keepdim", step.arg<boolean | undefined>("keepdim") ?? false, false);
    const made = call(name, x(step).text, `dim=${argumentText(step.arg("dim"))}`, keepdim);
    return part === null ? made : { ...made, text: `${made.text}.${part}` };
  };

/** The spread or the mean of `var_mean` and `std_mean`. */
const moment =
  (name: string, part: 0 | 1): Recipe =>
  (step) => {
    const dim = keyword("dim", step.arg("dim"), null);
    const keepdim = keyword("keepdim", step.arg("keepdim"), false);
    if (part === 1) return call("torch.mean", x(step).text, dim, keepdim);
    const correction = step.arg<number | null | undefined>("correction") ?? null;
    const unbiased =
      correction === null
        ? keyword("unbiased", step.arg("unbiased"), true)
        : keyword("correction", correction, null);
    return call(name, x(step).text, dim, unbiased, keepdim);
  };

const part =
  (name: string, index: number): Recipe =>
  (step) =>
    indexed(call(name, x(step).text), String(index));

const basics: Readonly<Record<string, Recipe>> = {
  alias: (step) => indexed(x(step), "..."),
  to: (step) => method(x(step), "to", dtypeText(step.arg<DType>("dtype"))),
  contiguous: (step) => method(x(step), "contiguous"),
  slice: sliced,
  splitPart: sliced,
  splitWithSizesPart: sliced,
  unbindPart: selected,
  reshape: reshaped,
  reshapeCopy: reshaped,
  flatten: reshaped,
  flattenCopy: reshaped,
  unflatten: reshaped,
  fill: (step) => filled(step, "value"),
  overwrite: (step) => filled(step, "value"),
  prodAll: whole("torch.prod"),
  maxAll: whole("torch.max"),
  minAll: whole("torch.min"),
  medianAll: whole("torch.median"),
  prodAlong: along("torch.prod", null),
  maxAlong: along("torch.max", "values"),
  minAlong: along("torch.min", "values"),
  cummaxIndices: along("torch.cummax", "indices"),
  cumminIndices: along("torch.cummin", "indices"),
  medianIndices: (step) => {
    const found = call(
      "torch.median",
      x(step).text,
      `dim=${step.arg<number>("dim")}`,
      "keepdim=True",
    );
    return { ...found, text: `${found.text}.indices` };
  },
  varMeanSpread: moment("torch.var", 0),
  varMeanMean: moment("torch.var", 1),
  stdMeanSpread: moment("torch.std", 0),
  stdMeanMean: moment("torch.std", 1),
  clampMin: (step) => call("torch.clamp", x(step).text, `min=${argumentText(step.arg("min"))}`),
  cumsumFromEnd: (step) => {
    const dim = argumentText(step.arg("dim"));
    return call(
      "torch.flip",
      `torch.cumsum(torch.flip(${x(step).text}, (${dim},)), ${dim})`,
      `(${dim},)`,
    );
  },
  resample: linearMap,
  scaledElu: whole("F.selu"),
  determinant: whole("torch.linalg.det"),
  slogdetSign: part("torch.linalg.slogdet", 0),
  slogdetLog: part("torch.linalg.slogdet", 1),
  logdetSign: part("torch.linalg.slogdet", 0),
  logdetLog: part("torch.linalg.slogdet", 1),
  checkedInverse: whole("torch.linalg.inv"),
  choleskyFactor: (step) =>
    call("torch.linalg.cholesky", x(step).text, keyword("upper", step.arg("upper"), false)),
  linalgcholeskyFactor: (step) =>
    call("torch.linalg.cholesky", x(step).text, keyword("upper", step.arg("upper"), false)),
  solveSystem: (step) =>
    call(
      "torch.linalg.solve",
      step.input("A").text,
      step.input("B").text,
      keyword("left", step.arg("left"), true),
    ),
  crossAlong: (step) =>
    call(
      "torch.linalg.cross",
      x(step).text,
      asTensor(step.input("other")).text,
      `dim=${argumentText(step.arg("dim"))}`,
    ),
  binaryCrossEntropy: (step) =>
    call(
      "F.binary_cross_entropy",
      x(step).text,
      asTensor(step.input("target")).text,
      tensorKeyword(step, "weight"),
      keyword("reduction", step.arg("reduction"), "mean"),
    ),
};

/** Another tensor's values, in the shape and dtype of the input. */
function filled(step: Step, name: string): Expression {
  const value = step.input(name);
  if (value.isNumber) return call("torch.full_like", x(step).text, value.text);
  const zeros = call("torch.zeros_like", x(step).text);
  return method(
    { text: `${zeros.text} + ${value.text}`, binds: 0 },
    "to",
    dtypeText(step.tensor.dtype),
  );
}

/** The recipes, by the name of the building block. */
export const recipes: ReadonlyMap<string, Recipe> = new Map(
  Object.entries({ ...basics, ...pickingRecipes, ...spatialRecipes }),
);
