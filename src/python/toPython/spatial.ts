// Convolutions, pools and normalisations, and the linear maps behind padding and interpolation.

import { keyword, tensorKeyword, tensorText } from "./arguments";
import { call, type Expression } from "./expression";
import { argumentText, type Node } from "./literals";
import type { Recipe, Step } from "./step";

/** A list of sizes by name; null where all are `fallback`. */
function sizesKeyword(step: Step, parameter: string, as: string, fallback: number): string | null {
  const values = step.arg<readonly number[]>(parameter);
  return values.every((n) => n === fallback) ? null : `${as}=${argumentText(values)}`;
}

const convolution: Recipe = (step) => {
  const dims = step.tensor.shape.length - 2;
  const transposed = step.arg<boolean>("transposed");
  const extra = transposed ? outputPadding(step) : null;
  const padding = step.arg<boolean>("same")
    ? 'padding="same"'
    : sizesKeyword(step, "padding", "padding", 0);
  return call(
    `F.conv${transposed ? "_transpose" : ""}${dims}d`,
    tensorText(step, "input"),
    tensorText(step, "weight"),
    tensorKeyword(step, "bias"),
    sizesKeyword(step, "stride", "stride", 1),
    padding,
    extra,
    sizesKeyword(step, "dilation", "dilation", 1),
    keyword("groups", step.arg("groups"), 1),
  );
};

/** What a transposed convolution adds beyond the smallest size that fits. */
function outputPadding(step: Step): string | null {
  const [x, w] = [step.shapeOf("input"), step.shapeOf("weight")];
  const list = (name: string) => step.arg<readonly number[]>(name);
  const extra = list("stride").map((stride, d) => {
    const reach = (list("dilation")[d] as number) * ((w[d + 2] as number) - 1);
    const least =
      ((x[d + 2] as number) - 1) * stride - 2 * (list("padding")[d] as number) + reach + 1;
    return (step.tensor.shape[d + 2] as number) - least;
  });
  return extra.every((n) => n === 0) ? null : `output_padding=${argumentText(extra)}`;
}

const maxPool = (node: Node, input: string, part: string): Expression => {
  const args = node.args as Readonly<Record<string, unknown>>;
  const indexed = part === "[1]";
  const called = call(
    "F.max_pool2d",
    input,
    argumentText(args.kernelSize),
    keyword("stride", args.stride, null),
    keyword("padding", args.padding, 0),
    keyword("dilation", args.dilation, 1),
    keyword("ceil_mode", args.ceilMode, false),
    indexed ? "return_indices=True" : null,
  );
  return indexed ? { ...called, text: `${called.text}${part}` } : called;
};

const adaptiveSize = (step: Step): string => argumentText(step.tensor.shape.slice(-2));

const batchNorm: Recipe = (step) =>
  call(
    "F.batch_norm",
    tensorText(step, "input"),
    step.optional("runningMean")?.text ?? "None",
    step.optional("runningVar")?.text ?? "None",
    tensorKeyword(step, "weight"),
    tensorKeyword(step, "bias"),
    step.given("runningMean") === null ? "training=True" : null,
    keyword("eps", step.arg("eps"), 1e-5),
  );

const groupNorm: Recipe = (step) =>
  call(
    "F.group_norm",
    tensorText(step, "input"),
    String(step.arg<number>("numGroups")),
    tensorKeyword(step, "weight"),
    tensorKeyword(step, "bias"),
    keyword("eps", step.arg("eps"), 1e-5),
  );

export const spatialRecipes: Readonly<Record<string, Recipe>> = {
  convolution,
  nativeBatchNorm: batchNorm,
  nativeGroupNorm: groupNorm,
  standardize: (step) =>
    call(
      "F.batch_norm",
      tensorText(step, "input"),
      "None",
      "None",
      "training=True",
      keyword("eps", step.arg("eps"), 1e-5),
    ),
  maxPoolIndices: (step) => maxPool(step.node, tensorText(step, "input"), "[1]"),
  maxPoolPick: (step) => maxPool(step.given("indices") as Node, tensorText(step, "input"), ""),
  adaptiveAvgPool: (step) =>
    call("F.adaptive_avg_pool2d", tensorText(step, "input"), adaptiveSize(step)),
  adaptiveMaxPoolPick: (step) =>
    call("F.adaptive_max_pool2d", tensorText(step, "input"), adaptiveSize(step)),
  adaptiveMaxPoolIndices: (step) => {
    const made = call(
      "F.adaptive_max_pool2d",
      tensorText(step, "input"),
      adaptiveSize(step),
      "return_indices=True",
    );
    return { ...made, text: `${made.text}[1]` };
  },
};
