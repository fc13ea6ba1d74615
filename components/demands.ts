// What each component asks of its properties.

import { Tensor } from "../src/index";
import type { BackwardControlsProps } from "./backward/BackwardControls";
import type { GradientOriginsProps } from "./backward/GradientOrigins";
import { type Check, Checks, nameOf } from "./checks";
import { divergingMaps, sequentialMaps } from "./colours";
import type { DescentPlayerProps } from "./descent/DescentPlayer";
import type { GraphViewProps } from "./graph/GraphView";
import type { HeatmapProps } from "./heatmap/Heatmap";
import type { LossLandscapeProps } from "./landscape/LossLandscape";
import type { Place } from "./landscape/place";
import type { LossCurveProps } from "./plot/LossCurve";
import type { PlotProps } from "./plot/Plot";
import { dependsOn, isFixed, unreached } from "./reach";
import type { LossReadoutProps } from "./slider/LossReadout";
import type { ParameterSliderProps } from "./slider/ParameterSlider";
import type { ScrubbableNumberProps } from "./slider/ScrubbableNumber";
import type { TensorSlidersProps } from "./slider/TensorSliders";
import type { TensorSource } from "./source";

const scales = ["linear", "integer", "log", "symlog"];
const axes = ["linear", "log", "symlog"];

/** What all sliders have. */
function slides(
  is: Checks,
  props: ParameterSliderProps | ScrubbableNumberProps | TensorSlidersProps,
) {
  is.leaf("of", props.of);
  for (const end of ["min", "max", "step", "threshold"] as const) is.number(end, props[end]);
  is.choice("scale", props.scale, scales);
  is.gradient("gradient", props.gradient, props.of);
  if (props.loss !== undefined) is.oneNumber("loss", props.loss);
}

const slider =
  (component: string): Check<ParameterSliderProps | ScrubbableNumberProps> =>
  (props, words) => {
    const is: Checks = new Checks(component, words);
    slides(is, props);
    is.element("at", props.at, props.of);
    is.number("initial", props.initial);
  };

export const ofParameterSlider = slider("ParameterSlider");
export const ofScrubbableNumber = slider("ScrubbableNumber");

export const ofTensorSliders: Check<TensorSlidersProps> = (props, words) =>
  slides(new Checks("TensorSliders", words), props);

export const ofLossReadout: Check<LossReadoutProps> = (props, words) => {
  const is: Checks = new Checks("LossReadout", words);
  const loss = is.source("of", props.of);
  if (loss !== null) is.oneNumber("of", loss);
};

export const ofLossCurve: Check<LossCurveProps> = (props, words) => {
  const is: Checks = new Checks("LossCurve", words);
  if (props.of instanceof Tensor) is.oneNumber("of", props.of);
  else if (typeof props.of?.runs !== "function") is.wrong("of", words.record, props.of);
};

export const ofPlot: Check<PlotProps> = (props, words) => {
  const is: Checks = new Checks("Plot", words);
  const { of } = props;
  if (typeof of !== "function" && !(of instanceof Tensor)) is.wrong("of", words.plotted, of);
  is.leaf("leaf", props.leaf);
  is.element("at", props.at, props.leaf);
  for (const number of ["min", "max", "step", "height", "xThreshold", "yThreshold"] as const) {
    is.number(number, props[number]);
  }
  is.choice("xScale", props.xScale, axes);
  is.choice("yScale", props.yScale, axes);
};

export const ofLossLandscape: Check<LossLandscapeProps> = (props, words) => {
  const is: Checks = new Checks("LossLandscape", words);
  is.oneNumber("loss", props.loss);
  const place = (axis: "x" | "y"): Place => {
    const given: Place | undefined = props[axis];
    if (typeof given !== "object" || given === null || given instanceof Tensor) {
      is.wrong(axis, words.place, given);
    }
    is.leaf(`${axis}.leaf`, given.leaf);
    is.element(`${axis}.at`, given.at, given.leaf);
    is.ends(`${axis}.min`, given.min, `${axis}.max`, given.max);
    return given;
  };
  const [x, y] = [place("x"), place("y")];
  is.apart(x, y);
  is.choice("resolution", props.resolution, [16, 32, 64, 128]);
  is.choice("levels", props.levels, ["linear", "log"]);
  is.choice("map", props.map, sequentialMaps);
  if (props.of !== undefined) {
    if (typeof props.of === "function") return;
    is.wrong("of", words.callback, props.of);
  }
  for (const { leaf } of [x, y]) {
    if (dependsOn(props.loss, leaf) || !isFixed(props.loss)) continue;
    is.fail((say, name) => say.independent(name, props.loss.name ?? "loss", nameOf(leaf)));
  }
};

export const ofDescentPlayer: Check<DescentPlayerProps> = (props, words) => {
  const is: Checks = new Checks("DescentPlayer", words);
  const { loss, leaves, lr } = props;
  is.oneNumber("loss", loss);
  if (!Array.isArray(leaves) || leaves.length === 0) is.wrong("leaves", words.leaves, leaves);
  for (const [i, leaf] of leaves.entries()) is.leaf(`leaves[${i}]`, leaf);
  if (lr instanceof Tensor) {
    is.leaf("lr", lr);
    is.oneNumber("lr", lr);
  }
  for (const number of ["minLr", "maxLr", "speed", "count"] as const) {
    is.number(number, props[number]);
  }
  if (!(lr instanceof Tensor)) is.number("lr", lr);
  if (!isFixed(loss) || unreached(loss, leaves).length < leaves.length) return;
  const names = leaves.map(nameOf).join(", ");
  is.fail((say, name) => say.wouldNotMove(name, loss.name ?? "loss", names));
};

/** Those that show a tensor and ask for nothing else. */
const shows =
  (component: string): Check<{ readonly of: TensorSource }> =>
  (props, words) =>
    void new Checks(component, words).source("of", props.of);

export const ofTensorText = shows("TensorText");
export const ofValueTable = shows("ValueTable");

export const ofHeatmap: Check<HeatmapProps> = (props, words) => {
  const is: Checks = new Checks("Heatmap", words);
  is.source("of", props.of);
  is.choice("map", props.map, ["auto", ...divergingMaps, ...sequentialMaps]);
  is.number("max", props.max);
  if (Array.isArray(props.domain)) {
    is.ends("domain[0]", props.domain[0], "domain[1]", props.domain[1]);
  } else is.choice("domain", props.domain, ["live", "symmetric"]);
};

export const ofGraphView: Check<GraphViewProps> = (props, words) =>
  new Checks("GraphView", words).tensor("of", props.of);

export const ofBackwardControls: Check<BackwardControlsProps> = (props, words) => {
  if (typeof props.steps?.steps === "function") return;
  new Checks("BackwardControls", words).wrong("steps", words.pass, props.steps);
};

export const ofGradientOrigins: Check<GradientOriginsProps> = (props, words) => {
  const is: Checks = new Checks("GradientOrigins", words);
  is.oneNumber("loss", props.loss);
  if (props.leaf !== undefined) is.tensor("leaf", props.leaf);
  if (props.cell !== undefined) is.index("cell", props.cell);
  is.number("paths", props.paths);
};
