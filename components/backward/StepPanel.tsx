// One step of the backward pass, written out: the rule with names, the same with numbers, what comes of it,
// and how contributions to one tensor add up.

import { Index, Show } from "solid-js";
import type { Tensor } from "../../src/index";
import { useStrings } from "../strings";
import { inNames, type Piece } from "./formula";
import { Numbers } from "./Numbers";
import { createOverflow } from "./overflow";
import { inSpeech } from "./speech";
import type { Part, Step } from "./steps";

/** The signs between tensors, with words for screen readers where those would pass over them. */
function Signs(props: { text: string }) {
  const strings = useStrings();
  const said = () => inSpeech(props.text, strings().backward);
  return (
    <Show when={said() !== props.text.trim()} fallback={<span>{props.text}</span>}>
      <span role="img" aria-label={said()}>
        {props.text}
      </span>
    </Show>
  );
}

/** A formula with the names of its tensors, said as a whole. */
function InNames(props: { pieces: readonly Piece[] }) {
  const strings = useStrings();
  return (
    <span
      class="sa-steps__formula"
      role="img"
      aria-label={inSpeech(inNames(props.pieces), strings().backward)}
    >
      <Index each={props.pieces}>
        {(piece) => (
          <span data-tensor={tensorOf(piece()) === null ? undefined : ""}>
            {inNames([piece()])}
          </span>
        )}
      </Index>
    </span>
  );
}

/** The same with their numbers. */
function InNumbers(props: { pieces: readonly Piece[] }) {
  return (
    <span class="sa-steps__formula">
      <Index each={props.pieces}>
        {(piece) => (
          <Show when={tensorOf(piece())} fallback={<Signs text={String(piece())} />}>
            {(tensor) => <Numbers of={tensor()} inside />}
          </Show>
        )}
      </Index>
    </span>
  );
}

const tensorOf = (piece: Piece): Tensor | null => (typeof piece === "string" ? null : piece.tensor);

/** Whether the numbers of a formula say anything that its result does not. */
function worthShowing({ pieces, contribution }: Part): boolean {
  if (pieces.some((piece) => typeof piece === "string" && piece.includes("∂"))) return false;
  const tensors = pieces.filter((piece) => typeof piece !== "string");
  if (tensors.length === 0) return false;
  return pieces.length > 1 || tensors[0]?.tensor.numel() !== contribution?.numel();
}

function Sum(props: { part: Part }) {
  const strings = useStrings();
  const said = () => {
    const { name, arrived, count } = props.part;
    const words = strings().backward;
    if (arrived.length === 1) return words.firstOf(name, count);
    return arrived.length === count
      ? words.complete(name, count)
      : words.soFar(name, arrived.length, count);
  };
  return (
    <div class="sa-steps__sum" part="sum">
      <span class="sa-note">{said()}</span>
      <Show when={props.part.arrived.length > 1}>
        <span class="sa-steps__formula">
          <Index each={props.part.arrived}>
            {(term, i) => (
              <>
                <Show when={i > 0}>
                  <span>{" + "}</span>
                </Show>
                <Numbers of={term()} inside />
              </>
            )}
          </Index>
          <span>{" = "}</span>
          <Numbers of={props.part.sum as Tensor} />
        </span>
      </Show>
    </div>
  );
}

/** The rule of `step` with its numbers, live. */
export function StepPanel(props: { step: Step }) {
  const [ref, scrolls] = createOverflow(() => props.step);
  return (
    <div
      class="sa-steps__panel"
      part="rule"
      // A wide matrix scrolls; then the keyboard has to reach it.
      tabindex={scrolls() ? 0 : undefined}
      role="group"
      aria-label={props.step.title}
      ref={ref}
    >
      <p class="sa-steps__title">{props.step.title}</p>
      <Show when={props.step.parts.length === 0}>
        <p class="sa-steps__line">{props.step.rule}</p>
      </Show>
      <Index each={props.step.parts}>
        {(part) => (
          <div class="sa-steps__part">
            <span class="sa-steps__left">{part().name}</span>
            <span>=</span>
            <span class="sa-steps__right">
              <InNames pieces={part().pieces} />
              <Show when={part().note !== ""}>
                <span class="sa-note">{part().note}</span>
              </Show>
            </span>
            <Show when={worthShowing(part())}>
              <span class="sa-steps__equals">=</span>
              <InNumbers pieces={part().pieces} />
            </Show>
            <Show when={part().contribution}>
              {(contribution) => (
                <>
                  <span class="sa-steps__equals">=</span>
                  <span class="sa-steps__formula">
                    <Numbers of={contribution()} />
                  </span>
                </>
              )}
            </Show>
            <Show when={part().count > 1}>
              <Sum part={part()} />
            </Show>
          </div>
        )}
      </Index>
    </div>
  );
}
