// Trouble, shown calmly. A reading that throws shows its message in place and recovers by itself when
// what it read changes; anything else that throws in a component stops at its boundary.

import { type Accessor, type Component, createMemo, ErrorBoundary } from "solid-js";
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

/** `View` inside an error boundary of its own: trouble is shown in its place, with a way to try again. */
export function guarded<P extends object>(View: Component<P>): Component<P> {
  return (props) => (
    <ErrorBoundary
      fallback={(thrown: unknown, reset) => <Trouble message={messageOf(thrown)} retry={reset} />}
    >
      <View {...props} />
    </ErrorBoundary>
  );
}
