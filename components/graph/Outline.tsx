// The graph in words, for whoever does not see it: a list of its nodes in order, nested by scope.

import { For, Show } from "solid-js";
import type { GraphNode } from "../../src/index";
import { useStrings } from "../strings";
import { type Structure, titleOf } from "./model";
import { scopeKey } from "./scopes";

/** A node, or a scope with what is in it. */
type Entry = { readonly node: GraphNode } | { readonly scope: string; readonly entries: Entry[] };

function entriesOf({ nodes, paths }: Structure): Entry[] {
  const top: Entry[] = [];
  const lists = new Map<string, Entry[]>();
  for (const node of nodes) {
    const path = paths.get(node.id) ?? [];
    let list = top;
    for (const [depth, scope] of path.entries()) {
      const key = scopeKey(path.slice(0, depth + 1));
      let entries = lists.get(key);
      if (entries === undefined) {
        entries = [];
        lists.set(key, entries);
        list.push({ scope, entries });
      }
      list = entries;
    }
    list.push({ node });
  }
  return top;
}

export function Outline(props: { structure: Structure; rootName: string; label: string }) {
  const strings = useStrings();
  const titles = () => {
    const { nodes, byId } = props.structure;
    return new Map(
      nodes.map((node, i) => {
        const name = i === nodes.length - 1 ? props.rootName : "";
        return [node.id, titleOf(node, name, byId)];
      }),
    );
  };
  const List = (list: {
    entries: readonly Entry[];
    titles: ReadonlyMap<number, string>;
    label?: string;
  }) => (
    <ol aria-label={list.label} class={list.label === undefined ? undefined : "sa-hidden"}>
      <For each={list.entries}>
        {(entry) => (
          <li>
            <Show
              when={"node" in entry && entry.node}
              fallback={
                "scope" in entry && (
                  <>
                    {strings().graph.group(entry.scope)}
                    <List entries={entry.entries} titles={list.titles} />
                  </>
                )
              }
            >
              {(node) => describe(node(), list.titles)}
            </Show>
          </li>
        )}
      </For>
    </ol>
  );
  const describe = (node: GraphNode, names: ReadonlyMap<number, string>): string => {
    const inputs = node.inputs.map((id) => names.get(id)).filter((name) => name !== undefined);
    return [
      names.get(node.id) ?? "",
      node.gradFn ?? "",
      `[${node.tensor.shape.join(", ")}]`,
      inputs.length > 0 ? strings().graph.inputs(inputs.join(", ")) : "",
    ]
      .filter((part) => part !== "")
      .join(", ");
  };
  return <List entries={entriesOf(props.structure)} titles={titles()} label={props.label} />;
}
