// Undo and redo of what a hand did: the elements of leaves before and after each edit.

import { type Accessor, createSignal } from "solid-js";
import { batch, noGrad, type Tensor, type TypedArray } from "../../src/index";

/** One thing that was done, and can be undone: a drag, a typed number, a step downhill. */
export interface Edit {
  /** What was done, for a button's title: `w[0, 1]`. */
  readonly label: string;
  readonly changes: readonly {
    readonly leaf: Tensor;
    readonly before: TypedArray;
    readonly after: TypedArray;
  }[];
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

const equal = (a: TypedArray, b: TypedArray): boolean =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

/** Writes the elements of each leaf, all in one update. */
function restore(edit: Edit, which: "before" | "after"): void {
  batch(() =>
    noGrad(() => {
      for (const change of edit.changes) change.leaf.set(change[which]);
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
  const read = (leaves: readonly Tensor[]): TypedArray[] =>
    leaves.map((leaf) => leaf.detach().toTypedArray());

  return {
    begin(leaves, label) {
      const before = read(leaves);
      let open = true;
      const end = (): Edit => {
        open = false;
        const after = read(leaves);
        const changes = leaves.map((leaf, i) => ({
          leaf,
          before: before[i] as TypedArray,
          after: after[i] as TypedArray,
        }));
        return { label, changes: changes.filter((each) => !equal(each.before, each.after)) };
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
