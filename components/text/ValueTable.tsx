// A tensor as a real table of numbers, live.

import { createEffect, createMemo, Match, Show, Switch } from "solid-js";
import type { Tensor, TypedArray } from "../../src/index";
import { ofValueTable } from "../demands";
import { attempt, guarded, Trouble } from "../guard";
import { type CellStyle, cellStyle, exactText } from "../numbers";
import { resolve, type TensorSource } from "../source";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { CopyButton } from "./CopyButton";
import { partsOf, tabbed } from "./parts";
import { textCss } from "./textCss";
import { ValueRows } from "./ValueRows";

export interface ValueTableProps {
  /** A tensor of any rank, or a function that says which; null is "no gradient yet". */
  of: TensorSource;
  /** What it is called: the caption. @default the tensor's name */
  name?: string;
  /** The headers of the last two dimensions. @default the indices */
  rowLabels?: readonly string[];
  columnLabels?: readonly string[];
  /** With more elements than this only the ends of long dimensions are shown. @default 1000, as PyTorch */
  threshold?: number;
  /** How many at each end. @default 3, as PyTorch */
  edgeItems?: number;
  /** Whether there is a button that copies all values, with tabs between them. @default true */
  copy?: boolean;
}

/** What is shown: all elements, and how they are written. */
export interface Values {
  readonly tensor: Tensor;
  readonly data: TypedArray;
  readonly shape: readonly number[];
  readonly style: CellStyle;
  readonly double: boolean;
}

function View(props: ValueTableProps) {
  const strings = useStrings();
  let room: TypedArray | undefined;
  const reading = attempt<Values | null>(() => {
    const tensor = resolve(props.of);
    if (tensor === null) return null;
    const fits = room !== undefined && room.length === tensor.numel();
    room = fits ? tensor.toTypedArray(room) : tensor.toTypedArray();
    const double = tensor.dtype === "float64" || tensor.dtype === "int64";
    return { tensor, data: room, shape: tensor.shape, style: cellStyle(room), double };
  });
  const values = () => {
    const now = reading();
    return now.ok ? now.value : null;
  };
  const trouble = () => {
    const now = reading();
    return now.ok ? "" : now.message;
  };
  const name = () =>
    props.name ??
    (typeof props.of === "function" ? undefined : props.of.name) ??
    strings().common.value;
  const shape = createMemo(() => values()?.shape ?? [], undefined, {
    equals: (a, b) => a.length === b.length && a.every((size, i) => size === b[i]),
  });
  const parts = createMemo(() =>
    partsOf(shape(), props.threshold ?? 1000, Math.max(1, props.edgeItems ?? 3)),
  );
  const exact = (): string => {
    const now = values();
    if (now === null) return "";
    return tabbed(now.shape, (place) => exactText(now.data[place] ?? Number.NaN, now.double));
  };
  // Columns that were once this wide stay so.
  const characters = createMemo<number>((before) => {
    const now = values();
    if (now === null) return before;
    if (now.style !== "whole") return Math.max(before, now.style === "fixed" ? 7 : 9);
    let [low, high] = [0, 0];
    for (const value of now.data) [low, high] = [Math.min(low, value), Math.max(high, value)];
    return Math.max(before, String(low).length, String(high).length);
  }, 0);

  // The table says its name itself; what stands in its place does not.
  const inTable = () => values() !== null && !shape().includes(0);
  return (
    <div class="sa sa-values" part="values" ref={styled(themeCss, textCss)}>
      <div class="sa-values__head" aria-hidden={inTable() ? "true" : undefined}>
        <span class="sa-name" part="name">
          {name()}
        </span>
        <span class="sa-note">{values() === null ? "" : `[${shape().join(", ")}]`}</span>
      </div>
      <Switch>
        <Match when={trouble()}>{(message) => <Trouble message={message()} />}</Match>
        <Match when={values() === null}>
          <p class="sa-values__none">{strings().common.noGradient}</p>
        </Match>
        <Match when={shape().includes(0)}>
          <p class="sa-values__none">{strings().text.empty}</p>
        </Match>
        <Match when={values()}>
          {(now) => (
            // Focusable because it scrolls.
            <div
              class="sa-values__box"
              tabindex={0}
              role="group"
              aria-label={name()}
              ref={(box) =>
                createEffect(() => box.style.setProperty("--_chars", String(characters())))
              }
            >
              <table part="table" aria-label={`${name()} [${shape().join(", ")}]`}>
                <ValueRows
                  values={now()}
                  parts={parts()}
                  rank={shape().length}
                  name={name()}
                  rowLabels={props.rowLabels}
                  columnLabels={props.columnLabels}
                />
              </table>
            </div>
          )}
        </Match>
      </Switch>
      <Show when={props.copy !== false && values() !== null}>
        <CopyButton name={name()} text={exact} />
      </Show>
    </div>
  );
}

/**
 * A tensor as a table with headers for rows and columns, kept current. Dimensions before the last two
 * are sections, one below the other. A large tensor shows the ends of its long dimensions and "…"
 * between them; the copy has all. A cell that is pointed at is the workbench's brush, and one that is
 * linked with a cell brushed elsewhere is framed.
 *
 * Parts: `values`, `name`, `table`, `copy`. Custom property: `--sa-table-height`, above which it
 * scrolls (24rem).
 *
 * @example <ValueTable of={() => w.grad} name="w.grad" columnLabels={["cat", "dog"]} />
 */
export const ValueTable = guarded(View, ofValueTable);
