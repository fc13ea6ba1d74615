// Elements picked and written by position. The engine computes flat positions from the user's index;
// PyTorch takes the index itself, so a recipe looks through to it.

import { keyword, tensorText } from "./arguments";
import { asTensor, call, type Expression, method } from "./expression";
import { type Node, tupleText } from "./literals";
import type { Recipe, Step } from "./step";

interface Along {
  readonly name: "positionsAlong" | "positionsOf" | "flatPositions";
  readonly dim: string;
  readonly index: string;
}

/** The index and dimension that the positions come from; null for positions of another kind. */
function indexOf(step: Step): Along | null {
  const positions = step.given("positions") as Node;
  const name = positions.op?.name;
  if (name !== "positionsAlong" && name !== "positionsOf" && name !== "flatPositions") return null;
  const { dim } = positions.args as { readonly dim?: number };
  return {
    name,
    dim: String(dim),
    index: asTensor(step.write(positions.inputs[1] as Node)).text,
  };
}

const picked: Recipe = (step) => {
  const from = indexOf(step);
  const input = tensorText(step, "input");
  if (from?.name === "positionsAlong") return call("torch.gather", input, from.dim, from.index);
  if (from?.name === "positionsOf") return call("torch.index_select", input, from.dim, from.index);
  if (from?.name === "flatPositions") return call("torch.take", input, from.index);
  return call("torch.take", input, tensorText(step, "positions"));
};

const row = (text: string): string => `${text}.reshape(-1)`;

/** The input with values written or added at flat positions, as one long row. */
function inRow(step: Step, name: "scatter" | "scatter_add"): Expression {
  const shape = (step.given("positions") as Node).shape;
  const values = method(asTensor(step.input("values")), "expand", tupleText(shape));
  const put = call(
    `torch.${name}`,
    row(tensorText(step, "input")),
    "0",
    row(tensorText(step, "positions")),
    row(values.text),
  );
  return method(put, "reshape", tupleText(step.tensor.shape));
}

const written =
  (along: "scatter" | "scatter_add", whole: "index_add" | "index_fill" | null): Recipe =>
  (step) => {
    const from = indexOf(step);
    const input = tensorText(step, "input");
    if (from?.name === "positionsAlong") {
      const { shape } = step.given("positions") as Node;
      const values = asTensor(step.input("values"));
      const wide = step.shapeOf("values").length === shape.length;
      const spread = wide ? values : method(values, "expand", tupleText(shape));
      return call(`torch.${along}`, input, from.dim, from.index, spread.text);
    }
    if (from?.name === "positionsOf" && whole !== null) {
      return call(`torch.${whole}`, input, from.dim, from.index, tensorText(step, "values"));
    }
    return inRow(step, along);
  };

/** An index that was checked is the index. */
const itself: Recipe = (step) => step.input("index");

/** The flat positions of a window into a tensor's elements. */
function windowPositions(step: Step): string {
  const size = step.arg<readonly number[]>("size");
  const strides = step.arg<readonly number[]>("strides");
  let positions = [step.arg<number>("offset")];
  size.forEach((n, d) => {
    const stride = strides[d] as number;
    positions = positions.flatMap((at) => Array.from({ length: n }, (_, i) => at + i * stride));
  });
  return `torch.tensor([${positions.join(", ")}])`;
}

export const pickingRecipes: Readonly<Record<string, Recipe>> = {
  pick: picked,
  gatherPick: picked,
  indexSelectPick: picked,
  takePick: picked,
  indexPick: picked,
  maskedSelectPick: picked,
  sortPick: picked,
  topkPick: picked,
  cummaxPick: picked,
  cumminPick: picked,
  medianPick: picked,
  addAt: written("scatter_add", null),
  putAt: written("scatter", null),
  scatterAddInto: written("scatter_add", null),
  scatterInto0: written("scatter", null),
  scatterInto1: written("scatter", null),
  indexAddInto: written("scatter_add", "index_add"),
  indexFillInto: written("scatter", "index_fill"),
  checkedIndex: itself,
  takeFrom: (step) =>
    method(
      call("torch.take", tensorText(step, "input"), windowPositions(step)),
      "reshape",
      tupleText(step.tensor.shape),
    ),
  scatterInto: (step) =>
    method(
      call(
        "torch.scatter",
        row(tensorText(step, "input")),
        "0",
        windowPositions(step),
        row(tensorText(step, "values")),
      ),
      "reshape",
      tupleText(step.tensor.shape),
    ),
  embeddingLookup: (step) =>
    call(
      "F.embedding",
      tensorText(step, "indices"),
      tensorText(step, "weight"),
      keyword("padding_idx", step.arg("paddingIdx"), null),
      keyword("scale_grad_by_freq", step.arg("scaleGradByFreq"), false),
    ),
};
