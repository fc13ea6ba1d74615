// The page as a whole: its models, what was done with them, its address, and its one voice.

import {
  type Accessor,
  createContext,
  createEffect,
  createSignal,
  type JSX,
  on,
  onCleanup,
  onMount,
  untrack,
  useContext,
} from "solid-js";
import { createWorkbench, type Workbench, WorkbenchProvider } from "../../components";
import { batch, noGrad } from "../../src/index";
import { language, words } from "../language";
import { componentStrings } from "../words";
import { addressWith, createAddress } from "./address";
import { decode, encode, type Ignored } from "./codec";
import { historyKeys } from "./keys";
import { leavesOf, type PageLeaf } from "./leaves";
import { createModels, type Models, type PartName, partNames } from "./models";
import { bringToSight } from "./sight";
import { saidElsewhere, spoken } from "./speech";

/** What the page has to say. */
export interface Announcement {
  readonly text: string;
  /** PyTorch speaks English. */
  readonly lang?: "en" | undefined;
  /** Whether the bar shows it: no, if it is shown where it happened. */
  readonly seen: boolean;
  /** Whether the page's voice says it: no, if a component says it by itself. */
  readonly heard: boolean;
}

export interface Page {
  readonly models: Models;
  readonly leaves: readonly PageLeaf[];
  readonly workbench: Workbench;
  /** Writes leaves as one step that can be undone. */
  edit(label: string, part: PartName, write: () => void): void;
  /** Goes one step of the history back or forth, and to where it shows, unless that is on the screen. */
  undo(): void;
  redo(): void;
  /** Gives all leaves their seeded values, of one part or of all: a step that can be undone. */
  reset(part?: PartName): void;
  /** Grows with every reset of the part: what widened tracks and scales is then forgotten. Tracked. */
  round(part: PartName): number;
  /**
   * Says something to whoever listens to the page: what is shown beside the button that led to it. The
   * bar forgets what it showed before. PyTorch speaks English.
   */
  announce(text: string, lang?: "en"): void;
  /** Says something that shows nowhere else: it stands in the bar until something else is done. */
  report(text: string): void;
  readonly announced: Accessor<Announcement>;
  /** What a link held that was passed over. */
  readonly ignored: Accessor<readonly Ignored[]>;
  dismiss(): void;
  /** Notes whether the code of a part differs from what the page has there. */
  noteCode(part: PartName, edited: boolean): void;
  /** Whether somebody has edited code: no link carries that. */
  hasEditedCode(): boolean;
  /** The address of the page as it is now. */
  link(): string;
}

const Context = createContext<Page>();

/** The page around this part. */
export function usePage(): Page {
  const page = useContext(Context);
  if (page === undefined) throw new Error("A part belongs on a page.");
  return page;
}

function createPage(): Page {
  const models = createModels();
  const leaves = leavesOf(models);
  const workbench = createWorkbench();
  const { history } = workbench;
  const [rounds, setRounds] = createSignal<Partial<Record<PartName, number>>>({});
  const [announced, setAnnounced] = createSignal<Announcement>({
    text: "",
    seen: true,
    heard: true,
  });
  const editedCode = new Set<PartName>();
  /** How the step that is just being made is made. */
  let way: "undone" | "redone" | null = null;
  const [ignored, setIgnored] = createSignal<readonly Ignored[]>([]);
  const of = (part?: PartName) =>
    part === undefined ? leaves : leaves.filter((leaf) => leaf.part === part);

  const edit = (label: string, among: readonly PageLeaf[], write: () => void): void => {
    const open = history.begin(
      among.map(({ leaf }) => leaf),
      label,
    );
    try {
      batch(() => noGrad(write));
    } finally {
      open.commit();
    }
  };
  /** Every leaf as a link has it, or as it is seeded. */
  const apply = (text: string): void => {
    const { values, ignored } = decode(leaves, text);
    for (const { key, leaf, seed } of leaves) leaf.set((values.get(key) ?? seed) as Float32Array);
    setIgnored(ignored);
  };
  const text = (): string =>
    untrack(() => encode(leaves, (slot) => (slot as PageLeaf).leaf.toTypedArray()));
  const address = createAddress(text, (link) => {
    edit(words().fromLink, leaves, () => apply(link));
  });
  if (address.first !== "") batch(() => noGrad(() => apply(address.first)));

  createEffect(
    on(
      history.committed,
      (done) => {
        if (done === null) return;
        const what = spoken(done, leaves, models);
        const { run, oneStep, back } = componentStrings[language()].descent;
        setAnnounced({
          text: way === null ? what : words()[way](what),
          seen: true,
          heard: way !== null || !saidElsewhere(done, workbench.forecast(), [run, oneStep, back]),
        });
        address.write();
      },
      { defer: true },
    ),
  );
  const go = (which: "undo" | "redo"): void =>
    bringToSight(document.body, () => {
      const last = announced();
      way = which === "undo" ? "undone" : "redone";
      try {
        history[which]();
      } finally {
        way = null;
      }
      return announced() !== last;
    });
  const steps = { undo: () => go("undo"), redo: () => go("redo") };
  onMount(() => {
    const onKey = historyKeys(steps);
    document.addEventListener("keydown", onKey);
    onCleanup(() => document.removeEventListener("keydown", onKey));
  });

  return {
    models,
    leaves,
    workbench,
    edit: (label, part, write) => edit(label, of(part), write),
    ...steps,
    reset(part) {
      const { everything, part: one } = words().resetDone;
      const label = part === undefined ? everything : one(words()[part].title);
      edit(label, of(part), () => {
        for (const { leaf, seed } of of(part)) leaf.set(seed as Float32Array);
      });
      const next = { ...rounds() };
      for (const name of part === undefined ? partNames : [part]) {
        next[name] = (next[name] ?? 0) + 1;
      }
      setRounds(next);
    },
    round: (part) => rounds()[part] ?? 0,
    announce: (text, lang) => void setAnnounced({ text, lang, seen: false, heard: true }),
    report: (text) => void setAnnounced({ text, seen: true, heard: true }),
    announced,
    ignored,
    dismiss: () => void setIgnored([]),
    noteCode(part, edited) {
      if (edited) editedCode.add(part);
      else editedCode.delete(part);
    },
    hasEditedCode: () => editedCode.size > 0,
    link: () => new URL(addressWith(text()), location.href).href,
  };
}

/** Makes the page's state, for the parts below it and for the components in them. */
export function PageProvider(props: { children: JSX.Element }) {
  const page = createPage();
  return (
    <Context.Provider value={page}>
      <WorkbenchProvider workbench={page.workbench}>{props.children}</WorkbenchProvider>
    </Context.Provider>
  );
}
