// The components, for apps that use Solid: they bind tensors to sliders, heatmaps, text and graphs.

export { BackwardControls, type BackwardControlsProps } from "./backward/BackwardControls";
export { GradientOrigins, type GradientOriginsProps } from "./backward/GradientOrigins";
export { type BackwardSteps, createBackwardSteps, type Part, type Step } from "./backward/steps";
export type { ColourMap } from "./colours";
export {
  DescentPlayer,
  type DescentPlayerProps,
  type MakeOptimizer,
} from "./descent/DescentPlayer";
export { makeFrameWrites, type RunOptions, runSteps } from "./frames";
export type { Collapse } from "./graph/createFolding";
export { exportSvg } from "./graph/exportSvg";
export { GraphView, type GraphViewProps } from "./graph/GraphView";
export { createGraphHighlight, edgeName, type Highlight } from "./graph/highlight";
export type { Direction } from "./graph/layout";
export type { GraphDirection } from "./graph/Tools";
export { guarded } from "./guard";
export { createColourScale, type Domain } from "./heatmap/colourScale";
export { Heatmap, type HeatmapProps } from "./heatmap/Heatmap";
export { LossLandscape, type LossLandscapeProps } from "./landscape/LossLandscape";
export type { Place } from "./landscape/place";
export type { LossOf } from "./landscape/surface";
export { createTrail, type Trail } from "./landscape/trail";
export { exactText } from "./numbers";
export { LossCurve, type LossCurveProps } from "./plot/LossCurve";
export { createLossRecord, type LossRecord } from "./plot/lossRecord";
export { Plot, type PlotProps } from "./plot/Plot";
export type { Plotted } from "./plot/probe";
export { LossReadout, type LossReadoutProps } from "./slider/LossReadout";
export { ParameterSlider, type ParameterSliderProps } from "./slider/ParameterSlider";
export { ScrubbableNumber, type ScrubbableNumberProps } from "./slider/ScrubbableNumber";
export { makeScale, type Range, type Scale, type ScaleKind } from "./slider/scale";
export { TensorSliders, type TensorSlidersProps } from "./slider/TensorSliders";
export type { TensorSource } from "./source";
export { StringsProvider, useStrings } from "./strings";
export { adoptStyles, styled } from "./style";
export { TensorText, type TensorTextProps } from "./text/TensorText";
export { ValueTable, type ValueTableProps } from "./text/ValueTable";
export { themeCss } from "./theme";
export { type ComponentStrings, chinese, english } from "./words/index";
export { type Forecast, takeForecast } from "./workbench/forecast";
export { createHistory, type Edit, type History, type OpenEdit } from "./workbench/history";
export { createLinked, type Linked } from "./workbench/linked";
export {
  type Brush,
  createWorkbench,
  useWorkbench,
  type Workbench,
  WorkbenchProvider,
} from "./workbench/Workbench";
