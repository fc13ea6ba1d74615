// Bench: float32 matrix products, square and rectangular, in all transpositions.

import { uniforms } from "../numbers.mjs";
import { once } from "../once.mjs";
import * as ours from "../ours.mjs";
import { disposeAll } from "../peers/dispose.mjs";
import { np as jnp, makeJitStep, startJax } from "../peers/jax.mjs";
import { np, numpyArray } from "../peers/numpy.mjs";
import { startTfjs, tf } from "../peers/tfjs.mjs";
import { geometricMean, ratio } from "../statistics.mjs";
import { makeProblem, RECTANGULAR, SQUARE, TRANSPOSES } from "./problem.mjs";

const firsts = uniforms(1024, 3);
const firstAt = (step) => firsts[step & 1023];

const matrix = (values, shape) =>
  ours
    .tensor(values)
    .reshape(...shape)
    .snapshot();

/** The graph is kept: a step writes one element of A and reads one of the product. */
function createKept({ a, b, aShape, bShape, aT, bT, m, n }) {
  const left = matrix(a, aShape);
  const right = matrix(b, bShape);
  const product = (aT ? left.t() : left).matmul(bT ? right.t() : right);
  const probe = product.at(0, 0);
  const index = [0, 0];
  const out = new Float32Array(m * n);
  const step = (s) => {
    left.setAt(index, firstAt(s));
    probe.item();
  };
  return { step, read: () => product.toTypedArray(out) };
}

/** Two tensors are multiplied, and one number of the result is read, anew at every step. */
function createOnce({ a, b, aShape, bShape, aT, bT, m, n }) {
  const left = matrix(a, aShape);
  const right = matrix(b, bShape);
  const out = new Float32Array(m * n);
  const make = () => (aT ? left.t() : left).matmul(bT ? right.t() : right);
  const step = () => {
    make().at(0, 0).item();
  };
  return { step, read: () => make().toTypedArray(out) };
}

async function createTfjs({ a, b, aShape, bShape, aT, bT }) {
  await startTfjs("wasm");
  const left = tf.tensor2d(a, aShape);
  const right = tf.tensor2d(b, bShape);
  const step = () => tf.matMul(left, right, aT, bT).dispose();
  const read = () => tf.tidy(() => tf.matMul(left, right, aT, bT).dataSync());
  return { step, read, dispose: () => tf.dispose([left, right]) };
}

async function createJax({ a, b, aShape, bShape, aT, bT, m, n }) {
  await startJax();
  const left = jnp.array(a).reshape(aShape);
  const right = jnp.array(b).reshape(bShape);
  const multiply = (x, y) =>
    jnp.matmul(aT ? jnp.matrixTranspose(x) : x, bT ? jnp.matrixTranspose(y) : y);
  const running = makeJitStep(multiply, [left, right], m * n);
  return { ...running, dispose: () => disposeAll([left, right]) };
}

function createNumpy({ a, b, aShape, bShape, aT, bT }) {
  const stored = [numpyArray(a, aShape), numpyArray(b, bShape)];
  const left = aT ? np.transpose(stored[0]) : stored[0];
  const right = bT ? np.transpose(stored[1]) : stored[1];
  const step = () => np.matmul(left, right).dispose();
  const read = () => {
    const product = np.matmul(left, right);
    const values = Float32Array.from(product.data);
    product.dispose();
    return values;
  };
  return { step, read, dispose: () => disposeAll(stored) };
}

/** One case: what it is called, its contenders, and its flops. */
function makeCase(shape, label, torch) {
  const problem = once(() => makeProblem(shape));
  const written = (step) => problem().expected(firstAt(step));
  const { m, k, n, transpose } = shape;
  const ofOurs = { group: "ours" };
  const ofPeer = { group: "peer" };
  return {
    name: label,
    label,
    work: 2 * m * k * n,
    shape,
    tolerance: 1e-6 * Math.max(10, k),
    expected: () => problem().constant(),
    positions: () => problem().positions,
    contenders: [
      {
        name: "kept",
        label: "ours, kept",
        ...ofOurs,
        create: () => createKept(problem()),
        expected: written,
      },
      { name: "once", label: "ours, one-off", ...ofOurs, create: () => createOnce(problem()) },
      { name: "tfjs", label: "tfjs wasm", ...ofPeer, create: () => createTfjs(problem()) },
      { name: "jax", label: "jax-js jit", ...ofPeer, create: () => createJax(problem()) },
      // Transposed it takes seconds, and is nowhere near the best.
      ...(transpose === "NN" || n < 512
        ? [{ name: "numpy", label: "numpy-ts", ...ofPeer, create: () => createNumpy(problem()) }]
        : []),
      ...(torch
        ? [
            torch.contender("matmul", { m, k, n, transpose }, () => ({
              a: problem().a,
              b: problem().b,
            })),
          ]
        : []),
    ],
  };
}

/** Fewer of the large squares in a quick run; the transpositions of the largest are three. */
function shapes(quick) {
  const squares = SQUARE.filter((n) => !quick || n <= 256).flatMap((n) =>
    TRANSPOSES.filter((transpose) => transpose !== "TT" || n <= 256).map((transpose) => ({
      shape: { m: n, k: n, n, transpose },
      label: `${n} ${transpose}`,
    })),
  );
  const rectangular = RECTANGULAR.map(({ what, ...shape }) => ({
    shape,
    label: `${what}: ${shape.m} × ${shape.k} × ${shape.n} ${shape.transpose}`,
  }));
  return [...squares, ...rectangular];
}

export default {
  name: "matmul",
  title: "Matrix products",
  description:
    "GFLOP/s of float32 products, one thread, as m × k × n (one number: square). N and T: A and B as " +
    "they are, or stored as their transpose. Ours, kept: a step writes one element of A and reads one " +
    "of the product of a kept graph; one-off: the product is made anew and one element read. Peers " +
    "compute the product and dispose of it.",
  unit: "GFLOP/s",
  value: (row, { work }) => work / row.median / 1000,
  higherIsBetter: true,
  ours: "kept",
  cases: ({ quick, torch }) =>
    shapes(quick).map(({ shape, label }) => makeCase(shape, label, torch)),
  /** At every size; the worst of them counts. */
  goals(measured) {
    const againstPeers = measured.map(({ theCase, peers, row }) => ({
      label: theCase.label,
      value: Math.min(...peers.map((peer) => ratio(peer, row("kept")))),
    }));
    const large = measured.filter(({ theCase: { work } }) => work >= 2 * 256 ** 3);
    const againstTorch = measured
      .filter(({ row }) => row("torch"))
      .map((result) => ({
        label: result.theCase.label,
        large: large.includes(result) || result.theCase.shape.m !== result.theCase.shape.n,
        value: ratio(result.row("torch"), result.row("kept")),
      }));
    const worst = (list) => list.reduce((a, b) => (b.value < a.value ? b : a));
    const peersWorst = worst(againstPeers);
    const goals = [
      {
        text: `at least 1.3 × the best peer at every size (worst: ${peersWorst.label})`,
        value: peersWorst.value,
        atLeast: 1.3,
      },
      {
        text: "the same, geometric mean, which no goal asks for",
        value: geometricMean(againstPeers.map(({ value }) => value)),
      },
    ];
    const compared = againstTorch.filter((entry) => entry.large);
    if (compared.length === 0) return goals;
    const torchWorst = worst(compared);
    return [
      ...goals,
      {
        text: `at least 0.45 × torch + OpenBLAS at 256 and up, and the rectangular ones (worst: ${torchWorst.label})`,
        value: torchWorst.value,
        atLeast: 0.45,
      },
      {
        text: "the same, geometric mean, which no goal asks for",
        value: geometricMean(compared.map(({ value }) => value)),
      },
    ];
  },
};
