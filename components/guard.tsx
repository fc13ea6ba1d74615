// Trouble, shown calmly. A property that cannot be used, or a reading that throws, shows its message in
// place and recovers by itself when it changes; anything else that throws in a component stops at its
// boundary.

import {
  type Accessor,
  type Component,
  createMemo,
  ErrorBoundary,
  mergeProps,
  Show,
} from "solid-js";
import type { Check } from "./checks";
import { useStrings } from "./strings";
import { styled } from "./style";
import { themeCss } from "./theme";

/** What `attempt` holds: a value, or the message of what was thrown. */
export type Attempt<T> = { ok: true; value: T } | { ok: false; message: string };

/** The text of anything thrown. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** A memo that never throws: an uncaught error in one memo would silence the others of its flush. */
export function attempt<T>(read: () => T): Accessor<Attempt<T>> {
  return createMemo<Attempt<T>>(() => {
    try {
      return { ok: true, value: read() };
    } catch (thrown) {
      return { ok: false, message: messageOf(thrown) };
    }
  });
}

/** A message where a value would be. */
export function Trouble(props: { message: string; retry?: () => void }) {
  const strings = useStrings();
  return (
    <p class="sa sa-trouble" role="status" ref={styled(themeCss)}>
      {props.message}{" "}
      {props.retry && (
        <button type="button" on:click={() => props.retry?.()}>
          {strings().common.retry}
        </button>
      )}
    </p>
  );
}

/** What a property was when it was asked for: a value, or what that threw. */
type Asked = { readonly value: unknown; readonly thrown?: unknown };

/**
 * `props`, each asked for once until what it reads changes: `of={tensor(1)}` is compiled to a call, and
 * would be another tensor at every look. Children and handlers are left alone.
 */
function steady<P extends object>(props: P): P {
  const own = {};
  for (const key of Object.keys(props)) {
    const live = Object.getOwnPropertyDescriptor(props, key)?.get !== undefined;
    if (!live || key === "children" || key.startsWith("on")) continue;
    const asked = createMemo<Asked>(
      () => {
        try {
          return { value: props[key as keyof P] };
        } catch (thrown) {
          return { value: undefined, thrown };
        }
      },
      { value: undefined },
      { equals: (a, b) => !("thrown" in a || "thrown" in b) && a.value === b.value },
    );
    const get = (): unknown => {
      const now = asked();
      if ("thrown" in now) throw now.thrown;
      return now.value;
    };
    Object.defineProperty(own, key, { enumerable: true, get });
  }
  return mergeProps(props, own) as P;
}

/**
 * `View` inside an error boundary of its own: trouble is shown in its place, with a way to try again.
 * @param check says what is wrong with the properties, when they come and whenever one changes; while
 * anything is, its sentence stands in place of the view.
 */
export function guarded<P extends object>(View: Component<P>, check?: Check<P>): Component<P> {
  const Checked: Component<P> = (given) => {
    const strings = useStrings();
    const props = steady(given);
    const checked = attempt(() => check?.(props, strings().checks));
    const wrong = () => {
      const now = checked();
      return now.ok ? "" : now.message;
    };
    return (
      <Show when={wrong() === ""} fallback={<Trouble message={wrong()} />}>
        <View {...props} />
      </Show>
    );
  };
  return (props) => (
    <ErrorBoundary
      fallback={(thrown: unknown, reset) => <Trouble message={messageOf(thrown)} retry={reset} />}
    >
      <Checked {...props} />
    </ErrorBoundary>
  );
}
