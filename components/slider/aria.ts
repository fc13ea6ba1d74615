// Numbers as ARIA takes them.

/** `value` without an exponent, which ARIA does not know; undefined for what is no finite number. */
export function ariaNumber(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  const text = String(value);
  return text.includes("e")
    ? value.toLocaleString("en", { useGrouping: false, maximumSignificantDigits: 17 })
    : text;
}
