// Every word that the components say of themselves, by room, in English and Chinese.

import * as backward from "./backward";
import * as checks from "./checks";
import * as code from "./code";
import * as common from "./common";
import * as descent from "./descent";
import * as graph from "./graph";
import * as heatmap from "./heatmap";
import * as landscape from "./landscape";
import * as plot from "./plot";
import * as slider from "./slider";
import * as text from "./text";

/** The words of all components. Give others to `StringsProvider`. */
export const english = {
  backward: backward.english,
  checks: checks.english,
  code: code.english,
  common: common.english,
  descent: descent.english,
  graph: graph.english,
  heatmap: heatmap.english,
  landscape: landscape.english,
  plot: plot.english,
  slider: slider.english,
  text: text.english,
};

/** All words of the components, by room: some are texts, some functions that make one. */
export type ComponentStrings = typeof english;

/** The same in Chinese. */
export const chinese: ComponentStrings = {
  backward: backward.chinese,
  checks: checks.chinese,
  code: code.chinese,
  common: common.chinese,
  descent: descent.chinese,
  graph: graph.chinese,
  heatmap: heatmap.chinese,
  landscape: landscape.chinese,
  plot: plot.chinese,
  slider: slider.chinese,
  text: text.chinese,
};
