// The components, for apps that use Solid: they bind tensors to sliders, heatmaps, text and graphs.

export { makeFrameWrites, type RunOptions, runSteps } from "./frames";
export { GraphView, type GraphViewProps } from "./graph/GraphView";
export type { Direction } from "./graph/layout";
export { createColourScale } from "./heatmap/colourScale";
export { Heatmap, type HeatmapProps } from "./heatmap/Heatmap";
export { exactText } from "./numbers";
export { ParameterSlider, type ParameterSliderProps } from "./slider/ParameterSlider";
export { makeScale, type Range, type Scale, type ScaleKind } from "./slider/scale";
export { TensorSliders, type TensorSlidersProps } from "./slider/TensorSliders";
export type { TensorSource } from "./source";
export { StringsProvider, useStrings } from "./strings";
export { adoptStyles } from "./style";
export { TensorText, type TensorTextProps } from "./text/TensorText";
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
