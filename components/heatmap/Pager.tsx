// Leafing through the matrices of a tensor that has too many to show at once.

import { useStrings } from "../strings";

export interface PagerProps {
  /** The indices of the first and the last matrix in view. */
  first: string;
  last: string;
  /** How many there are in all. */
  count: number;
  atStart: boolean;
  atEnd: boolean;
  onTurn(by: -1 | 1): void;
}

export function Pager(props: PagerProps) {
  const strings = useStrings();
  const Turn = (turn: { by: -1 | 1; label: string; off: boolean }) => (
    <button
      type="button"
      class="sa-heatmap__turn"
      part="button"
      aria-label={turn.label}
      aria-disabled={turn.off ? "true" : undefined}
      on:click={() => {
        if (!turn.off) props.onTurn(turn.by);
      }}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d={turn.by < 0 ? "M10 3 5 8l5 5" : "m6 3 5 5-5 5"}
          fill="none"
          stroke="currentColor"
          stroke-width="1.75"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
    </button>
  );
  return (
    <div class="sa-heatmap__pager" role="group" aria-label={strings().heatmap.pages}>
      <Turn by={-1} label={strings().heatmap.previous} off={props.atStart} />
      <span class="sa-note" aria-live="polite">
        {strings().heatmap.page(props.first, props.last, props.count)}
      </span>
      <Turn by={1} label={strings().heatmap.next} off={props.atEnd} />
    </div>
  );
}
