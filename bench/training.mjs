// What the benches of a training step share. A step is forward, backward and a plain SGD update of
// all parameters; its one number is the loss before the update. The first steps are checked against
// the same training in float64 (ours; that peers and PyTorch arrive there too is what makes it a
// reference); after the timing, some thousand steps later, rounding has its own way and the loss
// must only have fallen.

import { once } from "./once.mjs";
import * as ours from "./ours.mjs";
import { ratio } from "./statistics.mjs";

const CHECKED = 8;

/**
 * Ours in float32 or float64.
 * @param {(ours: object, parameters: object[], data: object) => object} lossOf
 * @param {{ parameters: { values: Float32Array, shape: number[] }[], data: Function, lr: number }} problem
 */
function start(lossOf, { parameters, data, lr }, dtype) {
  const make = (values, shape, requiresGrad) =>
    ours
      .tensor(values, { dtype })
      .reshape(...shape)
      .snapshot()
      .requiresGrad_(requiresGrad);
  const params = parameters.map(({ values, shape }) => make(values, shape, true));
  const given = data((values, shape) => make(values, shape, false), ours);
  const optimizer = new ours.optim.SGD(params, { lr });
  return { params, optimizer, loss: () => lossOf(ours, params, given) };
}

/** The first losses in float64. */
function reference(lossOf, problem) {
  const { optimizer, loss } = start(lossOf, problem, "float64");
  return Array.from({ length: CHECKED }, () => {
    optimizer.zeroGrad();
    const value = loss();
    value.backward();
    const now = value.item();
    optimizer.step();
    return now;
  });
}

/** How many ops the loss and all its gradients take together. */
function countOps(lossOf, problem) {
  const { params, loss: make } = start(lossOf, problem, "float32");
  const loss = make();
  const nodes = ours.inspectGraph(loss, ...ours.autograd.grad(loss, params));
  return nodes.filter((node) => node.kind === "op").length;
}

/** The graph is kept and its gradients are held current. */
function createKept(lossOf, problem) {
  const { optimizer, loss: make } = start(lossOf, problem, "float32");
  const loss = make();
  const out = new Float32Array(1);
  const dispose = ours.createRoot((disposeRoot) => {
    ours.createBackward(loss);
    return disposeRoot;
  });
  const step = () => {
    out[0] = loss.item();
    optimizer.step();
  };
  return { step, out, dispose };
}

/** The graph is kept; backward() at every step, as README's loop writes it. */
function createBackwards(lossOf, problem) {
  const { optimizer, loss: make } = start(lossOf, problem, "float32");
  const loss = make();
  const out = new Float32Array(1);
  const step = () => {
    optimizer.zeroGrad();
    loss.backward();
    out[0] = loss.item();
    optimizer.step();
  };
  return { step, out };
}

/** The graph is built anew at every step, as a PyTorch script does. */
function createRebuilt(lossOf, problem) {
  const { optimizer, loss: make } = start(lossOf, problem, "float32");
  const out = new Float32Array(1);
  const step = () => {
    optimizer.zeroGrad();
    const loss = make();
    loss.backward();
    out[0] = loss.item();
    optimizer.step();
  };
  return { step, out };
}

/**
 * The case of a training bench.
 * @param {object} problem  `parameters`, `data`, `lr`.
 * @param {Function} lossOf  Ours: the loss of parameters and data.
 * @param {import("./harness.mjs").Contender[]} others
 * @returns {import("./harness.mjs").Case}
 */
export function trainingCase(problem, lossOf, others) {
  const losses = once(() => reference(lossOf, problem));
  const mine = [
    ["kept", "ours: graph kept, gradients held", createKept],
    ["backward", "ours: graph kept, backward()", createBackwards],
    ["rebuilt", "ours: graph rebuilt", createRebuilt],
  ].map(([name, label, create]) => ({
    name,
    label,
    group: "ours",
    create: () => ({ ...create(lossOf, problem), ops: countOps(lossOf, problem) }),
  }));
  return {
    name: "step",
    label: "a step",
    tolerance: 2e-4,
    expected: (step) => (step < CHECKED ? [losses()[step]] : []),
    late: (out) => out[0] < losses()[0],
    contenders: [...mine, ...others],
  };
}

/**
 * The goals of a training bench that only has to win: against everyone it ran beside.
 * @param {{ row: Function, rows: object[] }} measured
 */
export const fasterThanAll = ({ row, rows }) =>
  rows
    .filter(({ group }) => group === "peer" || group === "native")
    .map(({ name, label, group }) => ({
      text: `kept: ${group === "native" ? "against" : "faster than"} ${label}, × ours`,
      value: ratio(row(name), row("kept")),
      ...(group === "native" ? {} : { atLeast: 1 }),
    }));

/** PyTorch's contender for a training bench: its parameters go as p0, p1, … */
export const torchTraining = (torch, kind, options, { parameters }, data) =>
  torch
    ? [
        torch.contender(kind, { ...options, shapes: parameters.map(({ shape }) => shape) }, () => ({
          ...data,
          ...Object.fromEntries(parameters.map(({ values }, i) => [`p${i}`, values])),
        })),
      ]
    : [];
