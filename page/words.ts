// Every word of the page, in English and Chinese.

import {
  type ComponentStrings,
  chinese as chineseComponents,
  english as englishComponents,
} from "../components";
import { chinese } from "./words/chinese";
import { english, type Words } from "./words/english";

export type { Words } from "./words/english";
export type Language = "en" | "zh";

export const wordsIn: Record<Language, Words> = { en: english, zh: chinese };

export const componentStrings: Record<Language, ComponentStrings> = {
  en: englishComponents,
  zh: chineseComponents,
};
