// User code inside a gradient: hooks and the backward of a Function.
//
// A manual pass calls it once. A live gradient must follow when what the code reads changes, so there
// it becomes a dynamic node; but only if it reads values at all, since most just compute.

import { Dynamic } from "../dynamic";
import { evaluate } from "../evaluate";
import { Node } from "../graph";
import { scalarShape } from "../shape";
import { Tensor } from "../tensor";

/** What `code` returns, made again whenever a value that it read changes. */
export function follow(code: () => Tensor): Tensor {
  const dynamic = new Dynamic(() => ({ node: code().node }), false);
  const node = new Node(null, [], {}, scalarShape, "float32", false, dynamic);
  evaluate(node);
  if (dynamic.error !== null) throw dynamic.error;
  const reads = dynamic.controls.length > 0 || dynamic.tracker !== null;
  return new Tensor(reads || dynamic.result === null ? node : dynamic.result);
}
