// Undo and redo of what a hand did: the elements of leaves before and after each edit.

import { type Accessor, createSignal } from "solid-js";
import { batch, noGrad, type Tensor, untrack } from "../../src/index";
import { apply, type Change, changeOf } from "./change";

/** One thing that was done, and can be undone: a drag, a typed number, a step downhill. */
export interface Edit {
  /** What was done, for a button's title: `w[0, 1]`. */
  readonly label: string;
  readonly changes: readonly Change[];
}

/** An edit under way. */
export interface OpenEdit {
  /** Ends it. It becomes one step of the history if anything changed. */
  commit(): void;
  /** Ends it, and puts back what was there before. */
  cancel(): void;
}

export interface History {
  /** Begins an edit of `leaves`: at pointer-down, at the first key, before a step is taken. */
  begin(leaves: readonly Tensor[], label: string): OpenEdit;
  undo(): void;
  redo(): void;
  /** What `undo` would take back, and `redo` do again; null where there is nothing. Tracked. */
  readonly undoable: Accessor<Edit | null>;
  readonly redoable: Accessor<Edit | null>;
  /** The edit that ended last: what a live region speaks of. Undo and redo count. Tracked. */
  readonly committed: Accessor<Edit | null>;
  /** Forgets everything. */
  clear(): void;
}

/** Edits beyond this are forgotten, oldest first. */
const most = 200;

/** Writes the changed elements of each leaf, all in one update. */
function restore(edit: Edit, which: "before" | "after"): void {
  batch(() =>
    noGrad(() => {
      for (const change of edit.changes) apply(change, which);
    }),
  );
}

/**
 * A history of edits. It keeps the leaves of its edits alive until it is cleared.
 * @example const edit = history.begin([w], "w"); w.setAt([0, 1], 2); edit.commit(); history.undo();
 */
export function createHistory(): History {
  const [past, setPast] = createSignal<readonly Edit[]>([]);
  const [future, setFuture] = createSignal<readonly Edit[]>([]);
  const [committed, setCommitted] = createSignal<Edit | null>(null, { equals: false });

  return {
    begin(leaves, label) {
      const before = untrack(() => leaves.map((leaf) => leaf.toTypedArray()));
      let open = true;
      const end = (): Edit => {
        open = false;
        const changes = untrack(() =>
          leaves.map((leaf, i) => changeOf(leaf, before[i] as (typeof before)[number])),
        );
        return { label, changes: changes.filter((change) => change !== null) };
      };
      return {
        commit() {
          if (!open) return;
          const edit = end();
          if (edit.changes.length === 0) return;
          batch(() => {
            setPast([...past(), edit].slice(-most));
            setFuture([]);
            setCommitted(edit);
          });
        },
        cancel() {
          if (open) restore(end(), "before");
        },
      };
    },
    undo() {
      const edit = past().at(-1);
      if (edit === undefined) return;
      batch(() => {
        restore(edit, "before");
        setPast(past().slice(0, -1));
        setFuture([...future(), edit]);
        setCommitted(edit);
      });
    },
    redo() {
      const edit = future().at(-1);
      if (edit === undefined) return;
      batch(() => {
        restore(edit, "after");
        setFuture(future().slice(0, -1));
        setPast([...past(), edit]);
        setCommitted(edit);
      });
    },
    undoable: () => past().at(-1) ?? null,
    redoable: () => future().at(-1) ?? null,
    committed,
    clear() {
      batch(() => {
        setPast([]);
        setFuture([]);
        setCommitted(null);
      });
    },
  };
}
