// The page's values as a short text for a link, and back. Only what differs from the seed is written:
//
//   1~nw:,,2.5~la:-0.125     version 1; element 2 of nw is 2.5, the first of la is -0.125
//
// An empty place keeps its seeded value. A link may come from anybody: whatever it holds, reading it
// gives values that fit their slots, and says what was passed over.

/** One tensor of the page: its short name, its seeded elements and what they may be. */
export interface Slot {
  /** Lower-case letters and digits. */
  readonly key: string;
  /** Float32 numbers, row-major. */
  readonly seed: ArrayLike<number>;
  /** Limits, both included. Default: all finite float32 numbers. */
  readonly min?: number;
  readonly max?: number;
  /** Whether only whole numbers fit. @default false */
  readonly whole?: boolean;
}

/** Why something in a link was passed over. */
export type Reason =
  | "version" // the link is of another version, or no link of ours
  | "long" // the whole link is longer than any that the page writes
  | "key" // no tensor of the page has this name
  | "twice" // the name came before
  | "count" // more elements than the tensor has
  | "number"; // not a number, or one that does not fit

export interface Ignored {
  readonly reason: Reason;
  /** The piece of the link, cut short, without control characters. */
  readonly text: string;
}

export interface Decoded {
  /** All elements of each tensor that the link names. */
  readonly values: ReadonlyMap<string, Float32Array>;
  readonly ignored: readonly Ignored[];
}

const version = "1";
/** No link that the page writes comes near this length. */
export const longest = 4000;
const number = /^-?(\d+(\.\d+)?|\.\d+)(e-?\d+)?$/;

/** The shortest decimal that float32 reads back to the bit. */
function numberText(value: number): string {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    // A plus sign would be a space in a query.
    if (Math.fround(short) === value) return String(short).replace("e+", "e");
  }
  return String(Number(value.toPrecision(9))).replace("e+", "e");
}

/**
 * The text of a link; empty if every element is as seeded. Elements that are not finite stay out.
 * @param valuesOf the elements of a slot today, as many as its seed has.
 */
export function encode(
  slots: readonly Slot[],
  valuesOf: (slot: Slot) => ArrayLike<number>,
): string {
  const items = slots.flatMap((slot) => {
    const values = valuesOf(slot);
    const places = Array.from(slot.seed, (seed, i) => {
      const value = values[i] as number;
      return Object.is(value, seed) || !Number.isFinite(value) ? "" : numberText(value);
    });
    const text = places.join(",").replace(/,+$/, "");
    return text === "" ? [] : [`${slot.key}:${text}`];
  });
  return items.length === 0 ? "" : [version, ...items].join("~");
}

/** A piece of a link as it may be shown: short, and without characters that are not seen. */
const shown = (text: string): string => {
  const plain = text.replace(/[\p{C}\p{Z}]+/gu, " ");
  return plain.length > 24 ? `${[...plain].slice(0, 24).join("")}…` : plain;
};

/** A number that fits the slot, in float32; null for everything else. */
function fitting(text: string, slot: Slot): number | null {
  if (!number.test(text)) return null;
  const value = Math.fround(Number(text));
  if (!Number.isFinite(value) || (slot.whole === true && !Number.isInteger(value))) return null;
  return value >= (slot.min ?? -Infinity) && value <= (slot.max ?? Infinity) ? value : null;
}

/** Reads the text of a link. Never throws, whatever the text is. */
export function decode(slots: readonly Slot[], text: string): Decoded {
  const values = new Map<string, Float32Array>();
  const ignored: Ignored[] = [];
  const pass = (reason: Reason, piece: string): void => {
    ignored.push({ reason, text: shown(piece) });
  };
  if (text === "") return { values, ignored };
  if (text.length > longest) return { values, ignored: [{ reason: "long", text: shown(text) }] };
  const [first = "", ...items] = text.split("~");
  if (first !== version) return { values, ignored: [{ reason: "version", text: shown(first) }] };
  const byKey = new Map(slots.map((slot) => [slot.key, slot]));
  for (const item of items) {
    const colon = item.indexOf(":");
    const key = colon < 0 ? item : item.slice(0, colon);
    const slot = byKey.get(key);
    const places = colon < 0 ? [] : item.slice(colon + 1).split(",");
    if (slot === undefined) pass("key", item);
    else if (values.has(key)) pass("twice", item);
    else if (places.length > slot.seed.length) pass("count", item);
    else {
      const elements = Float32Array.from(slot.seed);
      places.forEach((place, i) => {
        if (place === "") return;
        const value = fitting(place, slot);
        if (value === null) pass("number", `${key}:${place}`);
        else elements[i] = value;
      });
      values.set(key, elements);
    }
  }
  return { values, ignored };
}
