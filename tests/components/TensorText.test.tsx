// TensorText beyond its text: copying, wrapping, and room that does not shrink.

import { render, screen } from "@solidjs/testing-library";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { TensorText } from "../../components";
import { tensor } from "../../src/index";

test("is copied as it stands", async () => {
  const user = userEvent.setup();
  const w = tensor([1, 2]);
  render(() => <TensorText of={w} name="w" />);
  w.set([3, -4]);
  await user.click(screen.getByRole("button", { name: "Copy w" }));
  expect(await navigator.clipboard.readText()).toBe("tensor([ 3., -4.])");
  expect(screen.getByText("Copied")).toBeDefined();
});

test("says so when the page may not copy", async () => {
  const user = userEvent.setup();
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: undefined });
  render(() => <TensorText of={tensor(1)} name="w" />);
  await user.click(screen.getByRole("button", { name: "Copy w" }));
  expect(await screen.findByText(/Cannot copy here/)).toBeDefined();
});

test("keeps the room that it once took", () => {
  const w = tensor([1, 2]);
  render(() => <TensorText of={w} name="w" />);
  const room = () => screen.getByRole("group", { name: "w" }).style.getPropertyValue("--_chars");
  expect(room()).toBe(String("tensor([1., 2.])".length));
  w.set([-1, 2]);
  expect(room()).toBe(String("tensor([-1.,  2.])".length));
  w.set([1, 2]);
  expect(room()).toBe(String("tensor([-1.,  2.])".length));
});

test("wraps if asked to, and has no button if not wanted", () => {
  render(() => <TensorText of={tensor(1)} name="w" wrap copy={false} />);
  expect(screen.getByRole("group", { name: "w" }).hasAttribute("data-wrap")).toBe(true);
  expect(screen.queryByRole("button")).toBeNull();
});
