// Every word that a component says of itself, so that a page in another language can replace them.

import { createContext, type JSX, useContext } from "solid-js";

export interface ComponentStrings {
  noGradient: string;
  notANumber(text: string): string;
  tooLarge(text: string, dtype: string): string;
  notWhole(text: string): string;
  notBinary(text: string): string;
  outside(text: string, min: string, max: string): string;
  exact(label: string): string;
  downhill(value: string): string;
  elements(count: number): string;
  extent(min: string, max: string): string;
  strange(count: number): string;
  cannotShow(rank: number): string;
  value: string;
  gradient: string;
  shape: string;
  constant: string;
  leaf: string;
  inputs(names: string): string;
  graphOf(name: string, nodes: number): string;
  graphHelp: string;
  retry: string;
}

export const english: ComponentStrings = {
  noGradient: "no gradient yet",
  notANumber: (text) => `"${text}" is not a number. Type one such as 0.5, -2 or 1e-3.`,
  tooLarge: (text, dtype) => `${text} is too large for ${dtype}.`,
  notWhole: (text) => `${text} is not a whole number, and this tensor holds int64.`,
  notBinary: (text) => `${text} is neither 0 nor 1, and this tensor holds bool.`,
  outside: (text, min, max) => `${text} is not between ${min} and ${max}.`,
  exact: (label) => `${label}, exact value`,
  downhill: (value) => `Gradient ${value}. The arrow points downhill.`,
  elements: (count) => `${count} elements`,
  extent: (min, max) => `from ${min} to ${max}`,
  strange: (count) => `${count} not finite`,
  cannotShow: (rank) => `A heatmap shows tensors of up to 2 dimensions; this one has ${rank}.`,
  value: "value",
  gradient: "gradient",
  shape: "shape",
  constant: "constant",
  leaf: "leaf",
  inputs: (names) => `from ${names}`,
  graphOf: (name, nodes) => `Graph of ${name}, ${nodes} nodes`,
  graphHelp: "Arrow keys walk from node to node.",
  retry: "Try again",
};

const Strings = createContext<() => ComponentStrings>(() => english);

/** Gives every component below it other words; `strings` may change at any time. */
export function StringsProvider(props: { strings: ComponentStrings; children: JSX.Element }) {
  return <Strings.Provider value={() => props.strings}>{props.children}</Strings.Provider>;
}

/** The words in force here, as an accessor. */
export const useStrings = (): (() => ComponentStrings) => useContext(Strings);
