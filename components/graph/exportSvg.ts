// The drawing as a file of its own: colours and fonts written into it, nothing that needs this page.

const namespace = "http://www.w3.org/2000/svg";

/** What a picture of an element needs of its computed style; as attributes these are known to every reader. */
const properties = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
] as const;
const kept = new Set("x y x1 y1 x2 y2 rx ry cx cy r d width height viewBox transform".split(" "));
const defaults: Readonly<Record<string, string>> = {
  "fill-opacity": "1",
  "stroke-opacity": "1",
  opacity: "1",
  "stroke-dasharray": "none",
  "font-weight": "400",
  "text-anchor": "start",
};

function copyOf(
  element: Element,
  styleOf: (element: Element) => CSSStyleDeclaration,
): Element | null {
  const style = styleOf(element);
  if (style.display === "none" || style.visibility === "hidden") return null;
  const copy = element.ownerDocument.createElementNS(namespace, element.localName);
  for (const { name, value } of element.attributes)
    if (kept.has(name)) copy.setAttribute(name, value);
  const paints = !["svg", "g"].includes(element.localName);
  for (const property of properties) {
    const isText = /^(font|text)/.test(property);
    if (property !== "opacity" && (!paints || (isText && element.localName !== "text"))) continue;
    const value = style.getPropertyValue(property);
    if (value !== "" && value !== defaults[property]) copy.setAttribute(property, value);
  }
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(child.textContent ?? "");
    else if (child instanceof Element) {
      const inner = copyOf(child, styleOf);
      if (inner !== null) copy.append(inner);
    }
  }
  return copy;
}

/**
 * The drawing in or at `element` as the text of a standalone SVG file: what is seen now, in its present
 * colours.
 * @param title is written into the file for whoever does not see it.
 * @throws Error if there is no drawing in `element`.
 * @example const text = exportSvg(element, "loss"); // the element around a GraphView
 */
export function exportSvg(element: Element, title = ""): string {
  const svg = element.matches("svg") ? element : element.querySelector("svg.sa-graph__drawing");
  const view = element.ownerDocument.defaultView;
  if (svg === null || view === null)
    throw new Error("exportSvg: there is no drawing in the element");
  const copy = copyOf(svg, (each) => view.getComputedStyle(each));
  if (copy === null) throw new Error("exportSvg: the drawing is not shown");
  const [, , width = "0", height = "0"] = (svg.getAttribute("viewBox") ?? "").split(" ");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.setAttribute("role", "img");
  const ground = element.ownerDocument.createElementNS(namespace, "rect");
  const surface = view.getComputedStyle(svg).getPropertyValue("background-color");
  for (const [name, value] of Object.entries({ width, height, fill: surface })) {
    ground.setAttribute(name, value);
  }
  copy.prepend(ground);
  if (title !== "") {
    const text = element.ownerDocument.createElementNS(namespace, "title");
    text.textContent = title;
    copy.prepend(text);
  }
  return new XMLSerializer().serializeToString(copy);
}

/** Gives `text` to the reader as a file. A Blob's address is allowed by the strictest policy. */
export function download(text: string, name: string, document: Document): void {
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
