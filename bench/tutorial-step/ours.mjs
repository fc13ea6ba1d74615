// Ours, in the three ways a program meets it: a graph kept and read, a graph rebuilt at every step
// (for the bench of that name), and a graph kept and watched by Solid effects.

import * as ours from "../ours.mjs";
import { b0, IN, indexAt, OUT, READ, valueAt, w0, x, y } from "./problem.mjs";

const F = ours.nn.functional;
// setAt takes an index per dimension; made once, so that no contender is charged for the schedule.
const INDICES = Array.from({ length: IN * OUT }, (_, k) => [Math.floor(k / OUT), k % OUT]);

const rows = (values) =>
  Array.from({ length: IN }, (_, i) => Array.from(values.subarray(i * OUT, (i + 1) * OUT)));

/** The leaves, and the numbers read: `out` whole, and its parts for w.grad and b.grad. */
function makeState() {
  const out = new Float32Array(READ);
  return {
    input: ours.tensor(x),
    target: ours.tensor(y),
    w: ours.tensor(rows(w0), { requiresGrad: true }),
    b: ours.tensor(b0, { requiresGrad: true }),
    out,
    wOut: out.subarray(1, 1 + IN * OUT),
    bOut: out.subarray(1 + IN * OUT),
  };
}

const lossOf = ({ input, target, w, b }) =>
  F.binaryCrossEntropyWithLogits(input.matmul(w).add(b), target);

/** How many ops the loss and the two gradients take together. */
function countOps() {
  const state = makeState();
  const loss = lossOf(state);
  const grads = ours.autograd.grad(loss, [state.w, state.b]);
  return ours.inspectGraph(loss, ...grads).filter((node) => node.kind === "op").length;
}

/** The graph is built once, its gradients are held by createBackward; a step writes and reads. */
export function createPersistent() {
  const state = makeState();
  const { w, b, out, wOut, bOut } = state;
  const loss = lossOf(state);
  ours.createRoot(() => ours.createBackward(loss));

  function step(s) {
    w.setAt(INDICES[indexAt(s)], valueAt(s));
    out[0] = loss.item();
    w.grad.toTypedArray(wOut);
    b.grad.toTypedArray(bOut);
  }

  return { step, out, ops: countOps() };
}

/** Every step builds the graph, calls backward() and drops everything, as a script would. */
export function createRebuilt() {
  const state = makeState();
  const { w, b, out, wOut, bOut } = state;

  function step(s) {
    w.setAt(INDICES[indexAt(s)], valueAt(s));
    const loss = lossOf(state);
    loss.backward();
    out[0] = loss.item();
    w.grad.toTypedArray(wOut);
    b.grad.toTypedArray(bOut);
    w.grad = null;
    b.grad = null;
  }

  return { step, out, ops: countOps() };
}

/** As the first, but three Solid effects read; the write runs them before it returns. */
export function createWatched() {
  const state = makeState();
  const { w, b, out, wOut, bOut } = state;
  const loss = lossOf(state);
  ours.createRoot(() => {
    ours.createBackward(loss);
    ours.createEffect(() => {
      out[0] = loss.item();
    });
    ours.createEffect(() => w.grad.toTypedArray(wOut));
    ours.createEffect(() => b.grad.toTypedArray(bOut));
  });

  const step = (s) => {
    w.setAt(INDICES[indexAt(s)], valueAt(s));
  };

  return { step, out, ops: countOps() };
}
