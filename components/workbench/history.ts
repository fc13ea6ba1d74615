// Undo and redo of what a hand did: the elements of leaves before and after each edit.

import { type Accessor, createSignal } from "solid-js";
import { batch, noGrad, type Tensor, type TypedArray, untrack } from "../../src/index";
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

/** Writes the changed elements of each leaf, all in one update. */
function restore(edit: Edit, which: "before" | "after"): void {
  batch(() =>
    noGrad(() => {
      for (const change of edit.changes) apply(change, which);
    }),
  );
}

/** A leaf with edits under way: several hands, or a hand and a descent, may be at it. */
interface Held {
  /** Its elements when they were last remembered: what all its open edits count from. */
  elements: TypedArray;
  edits: number;
}

/**
 * A history of edits. It keeps the leaves of its edits alive until it is cleared.
 *
 * What was done to a leaf is one line, whoever did it: where edits overlap, the one that ends takes along
 * what the others did until then, and what is under way when `undo` or `redo` is called counts as done.
 * @param most edits beyond these are forgotten, oldest first.
 * @example
 * const history = createHistory();
 * const edit = history.begin([w], "w[0, 1]");
 * w.setAt([0, 1], 2);
 * edit.commit();
 * history.undo();
 */
export function createHistory(most = 200): History {
  const [past, setPast] = createSignal<readonly Edit[]>([]);
  const [future, setFuture] = createSignal<readonly Edit[]>([]);
  const [committed, setCommitted] = createSignal<Edit | null>(null, { equals: false });
  const held = new Map<Tensor, Held>();
  const open = new Map<OpenEdit, () => void>();

  /** Remembers what happened to the leaves since their elements were last remembered. */
  const remember = (leaves: readonly Tensor[], label: string): void => {
    const changes = untrack(() =>
      leaves.flatMap((leaf) => {
        const hold = held.get(leaf);
        const change = hold === undefined ? null : changeOf(leaf, hold.elements);
        if (hold !== undefined && change !== null) hold.elements = leaf.toTypedArray();
        return change ?? [];
      }),
    );
    if (changes.length === 0) return;
    const edit: Edit = { label, changes };
    batch(() => {
      setPast([...past(), edit].slice(-most));
      setFuture([]);
      setCommitted(edit);
    });
  };
  /** Goes one step back or forth; edits under way count on from there. */
  const go = (edit: Edit, which: "before" | "after"): void => {
    restore(edit, which);
    for (const { leaf } of edit.changes) {
      const hold = held.get(leaf);
      if (hold !== undefined) hold.elements = untrack(() => leaf.toTypedArray());
    }
    setCommitted(edit);
  };
  const rememberAll = (): void => {
    for (const rememberNow of open.values()) rememberNow();
  };

  return {
    begin(leaves, label) {
      const before = untrack(() => leaves.map((leaf) => leaf.toTypedArray()));
      leaves.forEach((leaf, i) => {
        const hold = held.get(leaf) ?? { elements: before[i] as TypedArray, edits: 0 };
        hold.edits++;
        held.set(leaf, hold);
      });
      const end = (): boolean => {
        if (!open.delete(edit)) return false;
        for (const leaf of leaves) {
          const hold = held.get(leaf);
          if (hold !== undefined && --hold.edits === 0) held.delete(leaf);
        }
        return true;
      };
      const edit: OpenEdit = {
        commit() {
          if (open.has(edit)) remember(leaves, label);
          end();
        },
        cancel() {
          if (!end()) return;
          const changes = untrack(() =>
            leaves.flatMap((leaf, i) => changeOf(leaf, before[i] as TypedArray) ?? []),
          );
          restore({ label, changes }, "before");
        },
      };
      open.set(edit, () => remember(leaves, label));
      return edit;
    },
    undo() {
      // Before the batch: whoever follows `committed` is told of each edit.
      rememberAll();
      batch(() => {
        const edit = past().at(-1);
        if (edit === undefined) return;
        go(edit, "before");
        setPast(past().slice(0, -1));
        setFuture([...future(), edit]);
      });
    },
    redo() {
      // Before the batch: whoever follows `committed` is told of each edit.
      rememberAll();
      batch(() => {
        const edit = future().at(-1);
        if (edit === undefined) return;
        go(edit, "after");
        setFuture(future().slice(0, -1));
        setPast([...past(), edit]);
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
