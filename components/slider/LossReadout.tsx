// The loss as a number, and during a drag the number that the gradient promised beside it.

import { type Accessor, createMemo, on, Show } from "solid-js";
import { ofLossReadout } from "../demands";
import { attempt, guarded, Trouble } from "../guard";
import { cellStyle, cellText, minus } from "../numbers";
import { resolve, type TensorSource } from "../source";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import type { Forecast } from "../workbench/forecast";
import { useWorkbench } from "../workbench/Workbench";
import { readoutCss } from "./readoutCss";

export interface LossReadoutProps {
  /** The loss, a scalar; or a function that says which. */
  of: TensorSource;
  /** What it is called. @default the tensor's name, or "loss" */
  label?: string;
  /** The promise that is shown. @default the workbench's, while it is about this loss */
  forecast?: Forecast | null;
}

interface Figures {
  loss: string;
  promised: string;
  off: string;
}

/** Both numbers in one style, so that their digits compare. */
function figures(loss: number, promised: number | null): Figures {
  const style = cellStyle(promised === null ? [loss] : [loss, promised]);
  // Whole numbers are written as the fractions that they will be a moment later.
  const text = (value: number): string => cellText(value, style === "whole" ? "fixed" : style);
  const off = loss - (promised ?? loss);
  return {
    loss: text(loss),
    promised: promised === null ? "" : text(promised),
    off: off > 0 ? `+${text(off)}` : minus(text(off)),
  };
}

/** What came of a promise: said once, when the hand lets go, and not of a drag that was taken back. */
export function createPromiseSpeech(
  forecast: () => Forecast | null,
  label: () => string,
): Accessor<string> {
  const strings = useStrings();
  return createMemo(
    on(forecast, (now, before) => {
      if (now !== null || !before) return "";
      const promised = before.predicted();
      if (promised === before.startLoss) return "";
      const said = figures(Number(before.loss.item()), promised);
      return strings().slider.kept(label(), said.loss, said.promised);
    }),
  );
}

function View(props: LossReadoutProps) {
  const strings = useStrings();
  const workbench = useWorkbench();
  const tensor = () => resolve(props.of);
  const label = () => props.label ?? tensor()?.name ?? strings().slider.loss;
  const forecast = createMemo(() => {
    const now = props.forecast === undefined ? (workbench?.forecast() ?? null) : props.forecast;
    return now !== null && now.loss === tensor() ? now : null;
  });
  const read = attempt<Figures | null>(() => {
    const loss = tensor();
    if (loss === null) return null;
    return figures(Number(loss.item()), forecast()?.predicted() ?? null);
  });
  const shown = (): Figures | null => {
    const now = read();
    return now.ok ? now.value : null;
  };
  const trouble = () => {
    const now = read();
    return now.ok ? "" : now.message;
  };

  const spoken = createPromiseSpeech(forecast, label);

  return (
    <span
      class="sa sa-loss"
      part="loss"
      role="group"
      aria-label={label()}
      data-promising={forecast() === null ? undefined : ""}
      ref={styled(themeCss, readoutCss)}
    >
      <Show when={trouble() === ""} fallback={<Trouble message={trouble()} />}>
        <span class="sa-name sa-loss__name">{label()}</span>
        <span class="sa-loss__number" part="loss-number">
          {shown()?.loss ?? "–"}
        </span>
        <span class="sa-loss__ghost" part="promise">
          <span>{strings().slider.promised}</span>
          <span class="sa-loss__promised">{shown()?.promised}</span>
          <span class="sa-loss__off">
            {strings().slider.off} {shown()?.off}
          </span>
        </span>
      </Show>
      <span class="sa-hidden" aria-live="polite">
        {spoken()}
      </span>
    </span>
  );
}

/**
 * A loss as a number. While a slider is dragged whose `loss` this is, the promise of the gradient stands
 * beside it as a ghost: `L₀ + g·Δ`, and how far the loss is off it. Its room is kept, so that nothing
 * moves when it comes. When the hand lets go, a screen reader hears both numbers once.
 *
 * Parts: `loss`, `loss-number`, `promise`.
 *
 * @example <LossReadout of={loss} />
 */
export const LossReadout = guarded(View, ofLossReadout);
