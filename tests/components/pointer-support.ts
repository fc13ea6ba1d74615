// Pointer events for jsdom, which has none of its own.

export interface PointerOptions extends MouseEventInit {
  pointerId?: number;
  pointerType?: "mouse" | "touch" | "pen";
  isPrimary?: boolean;
}

/** Sends `type`, such as "pointerdown", to `target`. */
export function firePointer(
  target: EventTarget,
  type: string,
  { pointerId = 7, pointerType = "mouse", isPrimary = true, ...init }: PointerOptions = {},
): void {
  const event = new MouseEvent(type, { bubbles: true, cancelable: true, composed: true, ...init });
  Object.assign(event, { pointerId, pointerType, isPrimary });
  target.dispatchEvent(event);
}
