// Where one number of a gradient comes from: the paths from the leaf to the loss that add up to it.

import { createEffect, createMemo, createSignal, Index, onCleanup, Show } from "solid-js";
import { inspectGraph, type Tensor, untrack } from "../../src/index";
import { cellColours } from "../colours";
import { ofGradientOrigins } from "../demands";
import { edgeName, type Highlight } from "../graph/highlight";
import { attempt, guarded, Trouble } from "../guard";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { isSameCell } from "../workbench/influence";
import { type Brush, useWorkbench } from "../workbench/Workbench";
import { createFrames } from "./frame";
import { namesOf } from "./names";
import { type OriginPath, type Origins, PathSearch } from "./origins";
import { originsCss } from "./originsCss";
import { cellText, number, type PathText, pathTexts } from "./pathText";
import { placeOf } from "./slopes";

export interface GradientOriginsProps {
  /** The scalar whose gradient is explained. */
  loss: Tensor;
  /** The leaf whose gradient it is. @default that of the cell that is pointed at on the workbench */
  leaf?: Tensor;
  /** The index of the cell: `[0, 1]`, `[]` for a scalar. @default the cell that is pointed at */
  cell?: readonly number[];
  /** How many paths are listed. @default 6 */
  paths?: number;
  /** Told which nodes and edges are on the path under the pointer or the focus; null when none is. */
  onHighlight?: (highlight: Highlight | null) => void;
}

interface Asked {
  readonly leaf: Tensor;
  readonly place: number;
}

interface Shown {
  readonly origins: Origins;
  readonly texts: readonly PathText[];
  /** `w[0, 1]`. */
  readonly cell: string;
}

/** The leaf of `loss` that a pointed-at cell belongs to, itself or through its gradient. */
function leafOf(loss: Tensor, { tensor }: Brush): Tensor | null {
  try {
    const leaf = inspectGraph(loss).find(
      (node) => node.kind === "leaf" && node.requiresGrad && isSameCell(node.tensor, tensor),
    );
    return leaf?.tensor ?? null;
  } catch {
    return null; // the search says what is wrong with the loss
  }
}

function View(props: GradientOriginsProps) {
  const strings = useStrings();
  const words = () => strings().backward;
  const workbench = useWorkbench();
  const [home, setHome] = createSignal(0);
  const rows: HTMLElement[] = [];
  let lasted = 0;

  // The cell pointed at last stays: to reach the table, the pointer has to leave it.
  const pointed = createMemo<Asked | null>((before) => {
    const brush = workbench?.brush() ?? null;
    if (brush === null) return before;
    const leaf = untrack(() => leafOf(props.loss, brush));
    return leaf === null ? before : { leaf, place: brush.cell };
  }, null);
  const asked = (): Asked | null => {
    if (props.cell === undefined) {
      const now = pointed();
      return props.leaf === undefined || now?.leaf.is(props.leaf) === true ? now : null;
    }
    const leaf = props.leaf ?? pointed()?.leaf;
    if (leaf === undefined) return null;
    const place = placeOf(props.cell, leaf.shape);
    if (place === null) {
      const shape = `[${leaf.shape.join(", ")}]`;
      throw new RangeError(words().outside(`${leaf.name ?? ""}[${props.cell.join(", ")}]`, shape));
    }
    return { leaf, place };
  };

  const wanted = attempt(asked);
  const leafNow = createMemo(() => {
    const now = wanted();
    return now.ok ? (now.value?.leaf ?? null) : null;
  });
  const search = attempt(() => {
    const leaf = leafNow();
    if (leaf === null) return null;
    const found = new PathSearch(props.loss, leaf);
    const names = namesOf(found.nodes);
    if (found.leaf === null) {
      throw new Error(words().unrelated(props.loss.name ?? "L", leaf.name ?? ""));
    }
    return { found, names };
  });
  const frames = createFrames(
    () => {
      try {
        props.loss.toTypedArray();
      } catch {
        // what it throws is shown by the search
      }
    },
    () => lasted,
  );
  const shown = attempt<Shown | null>(() => {
    frames();
    const [where, ready] = [wanted(), search()];
    if (!where.ok) throw new Error(where.message);
    if (!ready.ok) throw new Error(ready.message);
    if (where.value === null || ready.value === null) return null;
    const { leaf, place } = where.value;
    const { found, names } = ready.value;
    const began = performance.now();
    const origins = found.run(place, props.paths ?? 6);
    lasted = performance.now() - began;
    const name = names.get(found.leaf?.id ?? -1) ?? leaf.name ?? "";
    return {
      origins,
      texts: pathTexts(origins.paths, found.nodes, names),
      cell: cellText(
        name,
        place,
        untrack(() => leaf.shape),
      ),
    };
  });
  const now = () => {
    const value = shown();
    return value.ok ? value.value : null;
  };
  const trouble = () => {
    const value = shown();
    return value.ok ? null : value.message;
  };
  const largest = () =>
    Math.max(...(now()?.origins.paths.map((path) => Math.abs(path.contribution)) ?? []), 0);

  const light = (path: OriginPath | null): void =>
    props.onHighlight?.(path === null ? null : highlightOf(path));
  onCleanup(() => light(null));
  const onKey = (event: KeyboardEvent): void => {
    const last = (now()?.origins.paths.length ?? 0) - 1;
    const to = { ArrowDown: home() + 1, ArrowUp: home() - 1, Home: 0, End: last }[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    setHome(Math.max(0, Math.min(last, to)));
    rows[home()]?.focus();
  };
  const caption = (found: Shown): string => {
    const { total, paths, others } = found.origins;
    return others === null
      ? words().originsOfMany(found.cell, number(total))
      : words().originsOf(found.cell, number(total), paths.length + others);
  };

  return (
    <div class="sa sa-origins" part="origins" ref={styled(themeCss, originsCss)}>
      <Show when={trouble()}>{(message) => <Trouble message={message()} />}</Show>
      <Show when={trouble() === null && now() === null}>
        <p class="sa-note">{words().point}</p>
      </Show>
      <Show when={now()}>
        {(found) => (
          <Show
            when={found().origins.paths.length > 0 && found().origins.paths[0]?.nodes.length !== 1}
            fallback={<p class="sa-note">{words().noPaths(found().cell)}</p>}
          >
            <table class="sa-origins__table" part="table">
              <caption>{caption(found())}</caption>
              <thead>
                <tr>
                  <th scope="col">{words().path}</th>
                  <th scope="col">{words().factors}</th>
                  <th scope="col" data-number="">
                    {words().contribution}
                  </th>
                  {/* A picture of the column before it: nothing to hear. */}
                  <th scope="col" class="sa-origins__share" aria-hidden="true">
                    {words().share}
                  </th>
                </tr>
              </thead>
              <tbody on:keydown={onKey} on:pointerleave={() => light(null)}>
                <Index each={found().origins.paths}>
                  {(path, i) => (
                    <tr
                      aria-label={`${found().texts[i]?.cells.join(" → ")}, ${number(path().contribution)}`}
                      tabindex={Math.min(home(), found().origins.paths.length - 1) === i ? 0 : -1}
                      ref={(row) => {
                        rows[i] = row;
                      }}
                      on:pointerenter={() => light(path())}
                      on:focus={() => {
                        setHome(i);
                        light(path());
                      }}
                      on:blur={() => light(null)}
                    >
                      <th scope="row">
                        <Chain of={found().texts[i]?.cells ?? []} by="→" />
                      </th>
                      <td>
                        <Chain of={found().texts[i]?.slopes ?? []} by="×" />
                      </td>
                      <td data-number="">{number(path().contribution)}</td>
                      <td class="sa-origins__share" aria-hidden="true">
                        <Bar value={path().contribution} largest={largest()} />
                      </td>
                    </tr>
                  )}
                </Index>
              </tbody>
              <Show when={found().origins.others !== 0}>
                <tfoot>
                  <tr>
                    <th scope="row" colspan={2}>
                      {found().origins.others === null
                        ? words().restUncounted
                        : words().rest(found().origins.others ?? 0)}
                    </th>
                    <td data-number="">{number(found().origins.rest)}</td>
                    <td class="sa-origins__share" aria-hidden="true">
                      <Bar value={found().origins.rest} largest={largest()} />
                    </td>
                  </tr>
                </tfoot>
              </Show>
            </table>
          </Show>
        )}
      </Show>
    </div>
  );
}

/** `a → b → c`, which breaks before an arrow only. */
function Chain(props: { of: readonly string[]; by: string }) {
  return (
    <Index each={props.of}>
      {(link, i) => (
        <>
          <Show when={i > 0}> </Show>
          <span class="sa-origins__link">{i > 0 ? `${props.by} ${link()}` : link()}</span>
        </>
      )}
    </Index>
  );
}

/** What a contribution weighs, to the left or right of the middle. */
function Bar(props: { value: number; largest: number }) {
  const part = () => {
    const ratio = props.value / (props.largest || 1);
    return Number.isFinite(ratio) ? Math.max(-1, Math.min(1, ratio)) : 0;
  };
  return (
    <span
      class="sa-origins__bar"
      ref={(bar) => {
        createEffect(() => {
          bar.style.setProperty("--_from", String(50 + Math.min(0, part()) * 50));
          bar.style.setProperty("--_size", String(Math.abs(part()) * 50));
          bar.style.setProperty("--_ground", cellColours(Math.sign(part()), 1.2).ground);
        });
      }}
    />
  );
}

function highlightOf(path: OriginPath): Highlight {
  const edges = path.nodes.slice(1).map((id, i) => edgeName(path.nodes[i] as number, id));
  return { nodes: new Map(path.nodes.map((id) => [id, 1])), edges: new Set(edges) };
}

/**
 * For one cell of one gradient, the paths that it is the sum of: through which cells they go, the local
 * slopes along them, and what each adds, largest first. What is not listed is summed in the last row, so
 * that everything adds up to the gradient. Without `cell` it follows the cell that is pointed at anywhere on
 * the workbench. Rows can be pointed at and focused (arrow keys walk): `onHighlight` then gets the path.
 * Parts: `origins`, `table`.
 *
 * @example
 * const [highlight, setHighlight] = createGraphHighlight();
 * <GradientOrigins loss={loss} leaf={w} cell={[0, 1]} onHighlight={setHighlight} />
 */
export const GradientOrigins = guarded(View, ofGradientOrigins);
