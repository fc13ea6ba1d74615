// Motion: cards that go fade away; those that move and those that come are the stylesheet's.

/** Milliseconds; as in the stylesheet. */
const fading = 220;

/** Whether whoever looks has asked for no motion, or none can be had. */
export const isStill = (): boolean =>
  typeof matchMedia !== "function" ||
  matchMedia("(prefers-reduced-motion: reduce)").matches ||
  typeof Element.prototype.animate !== "function";

/** More than this at once is no motion to follow. */
const most = 60;

/** Leaves a copy of `element` in `room` that fades away: call it while the element is still in place. */
export function fadeAway(element: Element, room: Element): void {
  if (!element.isConnected || room.childElementCount >= most || isStill()) return;
  const copy = element.cloneNode(true) as Element;
  for (const name of ["tabindex", "role", "aria-label", "aria-expanded"])
    copy.removeAttribute(name);
  room.append(copy);
  const animation = copy.animate([{ opacity: 1 }, { opacity: 0 }], { duration: fading });
  animation.onfinish = () => copy.remove();
  animation.oncancel = () => copy.remove();
}
