// Ours: a tensor per scalar, and Solid's own memos beside it.

import * as ours from "../ours.mjs";
import { ADD, MUL, NARROW, WIDE } from "./graph.mjs";

/** The two leaves and the root of the graph as tensors. */
export function makeTensors({ kinds, left, right, start, first, size, root }) {
  const nodes = [];
  for (let i = 0; i < size; i++) {
    if (i < first) nodes.push(ours.tensor(start[i], { requiresGrad: i === WIDE || i === NARROW }));
    else if (kinds[i] === ADD) nodes.push(nodes[left[i]].add(nodes[right[i]]));
    else if (kinds[i] === MUL) nodes.push(nodes[left[i]].mul(nodes[right[i]]));
    else nodes.push(nodes[left[i]].tanh());
  }
  return { wide: nodes[WIDE], narrow: nodes[NARROW], root: nodes[root] };
}

/** A memo per node; `write` sets a leaf, `read` gives the root. */
export function makeMemos({ kinds, left, right, start, first, size, root }, leaf) {
  const [signal, write] = ours.createSignal(start[leaf]);
  const read = ours.createRoot(() => {
    const nodes = [];
    for (let i = 0; i < size; i++) {
      if (i < first) {
        const value = start[i];
        nodes.push(i === leaf ? signal : () => value);
        continue;
      }
      const [a, b] = [nodes[left[i]], nodes[right[i]]];
      if (kinds[i] === ADD) nodes.push(ours.createMemo(() => a() + b()));
      else if (kinds[i] === MUL) nodes.push(ours.createMemo(() => a() * b()));
      else nodes.push(ours.createMemo(() => Math.tanh(a())));
    }
    return nodes[root];
  });
  return { write, read };
}
