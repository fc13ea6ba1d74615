// Styles that change at every move of a hand: written on the one element that they are of, since custom
// properties would be inherited by all within it, and the browser would go over those too.

/** A function that sets a style of `element` where it is other than before. */
export function makeStyler(element: HTMLElement): (name: string, value: string) => void {
  const written = new Map<string, string>();
  return (name, value) => {
    if (written.get(name) === value) return;
    written.set(name, value);
    element.style.setProperty(name, value);
  };
}

/** A part of a track, from 0 to 1, for a style. */
export const percent = (part: number): string => `${100 * part}%`;
