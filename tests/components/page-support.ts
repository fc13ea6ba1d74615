// What the page's tests share: a window without media queries and canvas, and ways to read a part and play in it.

import { configure, within } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, vi } from "vitest";
import { speak } from "../../page/language";
import { loadInstruments } from "../../page/later";

// Whether each of the page's thousand elements is visible takes jsdom half a second per question.
configure({ defaultHidden: true });

// What comes when a browser is idle is there from the start.
beforeAll(loadInstruments);

beforeEach(() => {
  // jsdom has no media queries: a window that matches none.
  vi.stubGlobal("matchMedia", (media: string) => ({
    media,
    matches: false,
    addEventListener: () => {},
    removeEventListener: () => {},
  }));
  // Nor has it a canvas: pictures stay empty.
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  localStorage.clear();
  // What the test before has left in the address.
  history.replaceState(null, "", "/");
  speak("en");
});

export const part = (id: string) => within(document.getElementById(id) as HTMLElement);
/** The rows of a heatmap, each as its texts. */
export const rows = (id: string, name: string): string[] =>
  part(id)
    .getAllByRole("row")
    .filter((row) => row.closest("figure")?.getAttribute("aria-label") === name)
    .map((row) => [...row.children].map((cell) => cell.textContent).join(" "));
export const press = async (id: string, name: string | RegExp): Promise<void> =>
  userEvent.click(part(id).getByRole("button", { name }));
