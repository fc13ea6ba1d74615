// The words in force: English, unless a page provides others.

import { createContext, type JSX, useContext } from "solid-js";
import { type ComponentStrings, english } from "./words/index";

const Strings = createContext<() => ComponentStrings>(() => english);

/** Gives every component below it other words; `strings` may change at any time. */
export function StringsProvider(props: { strings: ComponentStrings; children: JSX.Element }) {
  return <Strings.Provider value={() => props.strings}>{props.children}</Strings.Provider>;
}

/** The words in force here, as an accessor. */
export const useStrings = (): (() => ComponentStrings) => useContext(Strings);
