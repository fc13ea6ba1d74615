// Bench: elementwise operations and reductions of float32, from a hundred elements to a million.

import { uniforms } from "../numbers.mjs";
import { once } from "../once.mjs";
import * as ours from "../ours.mjs";
import { disposeAll } from "../peers/dispose.mjs";
import { np as jnp, makeJitStep, nn, startJax } from "../peers/jax.mjs";
import { np, numpyArray } from "../peers/numpy.mjs";
import { startTfjs, tf } from "../peers/tfjs.mjs";
import { geometricMean, ratio } from "../statistics.mjs";
import { OPS } from "./ops.mjs";

const SIZES = [1e2, 1e3, 1e4, 1e5, 1e6];
/** Softmax is over rows of so many. */
const ROW = 100;
const firsts = uniforms(1024, 3);

/** The data of one case, and what its results must be. */
function makeProblem(op, size) {
  const x = uniforms(size, 1).map((value) => op.from(value));
  const y = uniforms(size, 2);
  const shape = op.rows ? [size / ROW, ROW] : [size];
  const step = Math.max(1, Math.floor(size / 50));
  const positions = op.scalar
    ? [0]
    : Int32Array.from({ length: Math.floor(size / step) }, (_, i) => i * step);
  const firstAt = (s) => Math.fround(op.from(firsts[s & 1023]));
  /** The checked numbers, x's first element replaced by `first`. */
  const expected = (first = x[0]) => {
    const kept = x[0];
    x[0] = first;
    const numbers = Float64Array.from(positions, (at) => op.reference(x, y, at, ROW));
    x[0] = kept;
    return numbers;
  };
  const constant = expected();
  return { op, x, y, shape, size, positions, firstAt, expected, constant };
}

/** ours: x, y and the result as a function of nothing, and one number of a result. */
function makeOurs({ op, x, y, shape, size }) {
  const left = ours
    .tensor(x)
    .reshape(...shape)
    .snapshot();
  const right = ours
    .tensor(y)
    .reshape(...shape)
    .snapshot();
  const out = new Float32Array(op.scalar ? 1 : size);
  const index = shape.map(() => 0);
  return {
    left,
    out,
    index,
    make: () => op.ours(left, right),
    one: (result) => (op.scalar ? result : result.at(...index)),
  };
}

/** The graph is kept: a step writes one element of x and reads one number of the result. */
function createKept(problem) {
  const { left, out, index, make, one } = makeOurs(problem);
  const result = make();
  const probe = one(result);
  const step = (s) => {
    left.setAt(index, problem.firstAt(s));
    probe.item();
  };
  return { step, read: () => result.toTypedArray(out) };
}

/** The operation is called, and one number of its result read, anew at every step. */
function createOnce(problem) {
  const { out, make, one } = makeOurs(problem);
  const step = () => {
    one(make()).item();
  };
  return { step, read: () => make().toTypedArray(out) };
}

async function createTfjs({ op, x, y, shape }) {
  await startTfjs("wasm");
  const left = tf.tensor(x, shape);
  const right = tf.tensor(y, shape);
  const step = () => op.tfjs(tf, left, right).dispose();
  const read = () => tf.tidy(() => op.tfjs(tf, left, right).dataSync());
  return { step, read, dispose: () => tf.dispose([left, right]) };
}

async function createJax({ op, x, y, shape, size }) {
  await startJax();
  const inputs = [jnp.array(x).reshape(shape)];
  if (op.binary) inputs.push(jnp.array(y).reshape(shape));
  const run = (left, right) => op.jax({ np: jnp, nn }, left, right);
  const running = makeJitStep(run, inputs, op.scalar ? 1 : size);
  return { ...running, dispose: () => disposeAll(inputs) };
}

function createNumpy({ op, x, y, shape }) {
  const left = numpyArray(x, shape);
  const right = numpyArray(y, shape);
  const step = () => {
    const result = op.numpy(np, left, right);
    if (typeof result !== "number") result.dispose();
  };
  const read = () => {
    const result = op.numpy(np, left, right);
    if (typeof result === "number") return [result];
    const values = Float32Array.from(result.data);
    result.dispose();
    return values;
  };
  return { step, read, dispose: () => disposeAll([left, right]) };
}

function makeCase(op, size, torch) {
  const problem = once(() => makeProblem(op, size));
  const peer = (name, label, create) => ({
    name,
    label,
    group: "peer",
    create: () => create(problem()),
  });
  return {
    name: `${op.name} ${size}`,
    label: `${op.name}, 1e${Math.log10(size)}`,
    work: size,
    op: op.name,
    tolerance: op.tolerance ?? 2e-6,
    expected: () => problem().constant,
    positions: () => problem().positions,
    contenders: [
      {
        name: "kept",
        label: "ours, kept",
        group: "ours",
        create: () => createKept(problem()),
        expected: (step) => problem().expected(problem().firstAt(step)),
      },
      { name: "once", label: "ours, one-off", group: "ours", create: () => createOnce(problem()) },
      peer("tfjs", "tfjs wasm", createTfjs),
      peer("jax", "jax-js jit", createJax),
      ...(op.numpy ? [peer("numpy", "numpy-ts", createNumpy)] : []),
      ...(torch
        ? [
            torch.contender(
              "elementwise",
              { op: op.name, shape: op.rows ? [size / ROW, ROW] : [size] },
              () => ({ x: problem().x, y: problem().y }),
            ),
          ]
        : []),
    ],
  };
}

/** Goals on single cases, ns per element at 1e5. */
const LIMITS = { exp: 0.95, tanh: 2.1, sigmoid: 0.95 };

export default {
  name: "elementwise",
  title: "Elementwise operations and reductions",
  description:
    `ns per element, float32; softmax over rows of ${ROW}. Ours, kept: a step writes one element and ` +
    "reads one number of the result of a kept graph, which computes all of it; one-off: the " +
    "operation is called anew and one number read. Peers compute the result and dispose of it; " +
    "jax-js, which computes for a read only, is read.",
  unit: "ns per element",
  value: (row, { work }) => (row.median * 1000) / work,
  ours: "kept",
  cases: ({ quick, torch }) =>
    OPS.flatMap((op) =>
      SIZES.filter((size) => !quick || size === 1e3 || size === 1e5).map((size) =>
        makeCase(op, size, torch),
      ),
    ),
  goals(measured) {
    const againstPeers = measured.map(({ theCase, peers, row }) => ({
      label: theCase.label,
      value: Math.min(...peers.map((peer) => ratio(peer, row("kept")))),
    }));
    const worst = againstPeers.reduce((a, b) => (b.value < a.value ? b : a));
    const ahead = againstPeers.filter(({ value }) => value >= 1).length;
    const goals = [
      {
        text: `the best of peers everywhere: × the best peer (worst: ${worst.label}; ahead in ${ahead} of ${againstPeers.length})`,
        value: worst.value,
        atLeast: 1,
      },
      {
        text: "the same, geometric mean, which no goal asks for",
        value: geometricMean(againstPeers.map(({ value }) => value)),
      },
    ];
    for (const [op, atMost] of Object.entries(LIMITS)) {
      const found = measured.find(({ theCase }) => theCase.op === op && theCase.work === 1e5);
      goals.push({
        text: `${op} at most ${atMost} ns per element at 1e5`,
        value: this.value(found.row("kept"), found.theCase),
        atMost,
      });
    }
    return goals;
  },
};
