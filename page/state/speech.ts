// What is said of something that was done: the value under the hand, and what it led to.

import { type Edit, exactText, type Forecast } from "../../components";
import type { Tensor } from "../../src/index";
import type { PageLeaf } from "./leaves";
import type { Models, PartName } from "./models";

/** A number as one says it: exact if it is short, four digits otherwise. */
function said(value: number): string {
  const exact = exactText(value, false);
  const short = exact.replace(/[-.]/g, "").length <= 5 || !Number.isFinite(value);
  return (short ? exact : String(Number(value.toPrecision(4)))).replace("-", "−");
}

/** The element of a leaf at a row-major place, as code has it: `w[0, 1]`. */
function elementName(leaf: Tensor, place: number): string {
  const index: number[] = [];
  let rest = place;
  for (const size of [...leaf.shape].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return `${leaf.name ?? ""}${index.length === 0 ? "" : `[${index.join(", ")}]`}`;
}

/** The one element that an edit changed, with its value now; null if it changed several. */
function onlyChange({ changes }: Edit): string | null {
  const [change] = changes;
  if (change === undefined || changes.length > 1) return null;
  const [place] = change.places;
  if (place === undefined || change.places.length > 1) return null;
  const value = change.leaf.detach().toTypedArray()[place] as number;
  const text = change.leaf.dtype === "bool" ? (value ? "True" : "False") : said(value);
  return `${elementName(change.leaf, place)} ${text}`;
}

/** What each part leads to. */
function outcome(models: Models, part: PartName): string | null {
  const { network, backwardTwice, controlFlow, descent } = models;
  const named: Partial<Record<PartName, [string, () => Tensor | null]>> = {
    network: ["loss", () => network.loss],
    backwardTwice: ["loss", () => backwardTwice.loss],
    controlFlow: ["a.grad", () => controlFlow.a.grad],
    descent: ["loss", () => descent.loss],
  };
  const [name, tensor] = named[part] ?? ["", () => null];
  try {
    const found = tensor();
    return found === null ? null : `${name} ${said(Number(found.item()))}`;
  } catch {
    return null; // the part itself says what is wrong
  }
}

/** `w[0, 1] 0.35, loss 0.42`, from the values as they are now. */
export function spoken(edit: Edit, leaves: readonly PageLeaf[], models: Models): string {
  const touched = new Set(edit.changes.map(({ leaf }) => leaf));
  const parts = new Set(leaves.filter(({ leaf }) => touched.has(leaf)).map(({ part }) => part));
  const [part] = parts;
  const what = onlyChange(edit) ?? edit.label;
  const led = parts.size === 1 && part !== undefined ? outcome(models, part) : null;
  return led === null ? what : `${what}, ${led}`;
}

/**
 * Whether a component says by itself, in a region of its own, what became of an edit that ended: the
 * promise that the gradient made when it began, or the report of a descent. It is then not said twice.
 * @param forecast what was promised of the edit under way.
 * @param reported the labels of edits that end with a report.
 */
export function saidElsewhere(
  edit: Edit,
  forecast: Forecast | null,
  reported: readonly string[],
): boolean {
  if (reported.includes(edit.label)) return true;
  if (forecast === null || !edit.changes.some(({ leaf }) => leaf === forecast.leaf)) return false;
  // A promise that nothing changes is no news, and nobody reads it out.
  return forecast.predicted() !== forecast.startLoss;
}
