// Nothing happens out of sight: a step back or forth that shows nowhere on the screen takes the page to
// where it shows. What shows is seen from the document itself: from the elements that the step changed.

/** What a change of a value changes in a drawing or a control; names and states of buttons are no part of it. */
const shows = ["aria-valuetext", "style", "d", "cx", "cy", "x", "y", "transform"];
/** The bar speaks of what was done, wherever one is: it is no place to go to. */
const bar = ".toolbar";

/** The elements that a list of mutations is about, in the order of the document. */
function elementsOf(records: readonly MutationRecord[]): Element[] {
  const found = new Set<Element>();
  for (const { target } of records) {
    const element = target instanceof Element ? target : target.parentElement;
    if (element?.isConnected && !element.closest(bar)) found.add(element);
  }
  return [...found].sort((a, b) =>
    a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  );
}

/** Whether an element takes room; what is there for readers of the screen alone does not. */
function hasRoom(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1;
}

/** Whether a piece of the element is on the screen and not under the bar. */
function inSight(element: Element): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const under = document.querySelector(bar)?.getBoundingClientRect().bottom ?? 0;
  const from = Math.max(top, bottom > under ? under : 0);
  const to = Math.min(bottom, window.innerHeight);
  const [start, end] = [Math.max(left, 0), Math.min(right, window.innerWidth)];
  if (from >= to || start >= end) return false;
  const hit = document.elementFromPoint((start + end) / 2, (from + to) / 2);
  return hit !== null && hit.closest(bar) === null;
}

/**
 * Does `act`, and brings what it changed within `root` into sight, unless a piece of that is: the control
 * whose value changed, or else the first thing that did. Smoothly, where the page's style says so.
 * @param act says whether it did anything: what changes by itself meanwhile is nothing to go to.
 */
export function bringToSight(root: Element, act: () => boolean): void {
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((more) => records.push(...more));
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: shows,
  });
  if (!act()) {
    observer.disconnect();
    return;
  }
  // What is drawn frame by frame has changed by then.
  requestAnimationFrame(() => {
    records.push(...observer.takeRecords());
    observer.disconnect();
    const changed = elementsOf(records).filter(hasRoom);
    if (changed.length === 0 || changed.some(inSight)) return;
    const control = changed.find((element) => element.matches("input, [role=slider]"));
    (control ?? changed[0])?.scrollIntoView({ block: "center", inline: "nearest" });
  });
}
