// What is measured, in everybody's words: `reference` in float64 for element `at`, and one call for
// ours and for each peer that has it. numpy-ts has no sigmoid and no softmax: it is given the formula
// for the first and left out of the second.

/** Keeps logarithms away from zero: uniform values in [-1, 1) become positive. */
const positive = (value) => Math.fround(1.001 + value);
const stretched = (value) => Math.fround(4 * value);

function softmaxAt(x, at, row) {
  const start = at - (at % row);
  let sum = 0;
  for (let i = start; i < start + row; i++) sum += Math.exp(x[i]);
  return Math.exp(x[at]) / sum;
}

/** One divided by (1 + e^-x), disposing of what is between. */
function numpySigmoid(np, x) {
  const negated = np.negative(x);
  const powers = np.exp(negated);
  const sums = np.add(powers, 1);
  const result = np.reciprocal(sums);
  for (const array of [negated, powers, sums]) array.dispose();
  return result;
}

export const OPS = [
  {
    name: "exp",
    from: stretched,
    tolerance: 4e-6,
    reference: (x, _y, at) => Math.exp(x[at]),
    ours: (x) => x.exp(),
    tfjs: (tf, x) => tf.exp(x),
    jax: ({ np }, x) => np.exp(x),
    numpy: (np, x) => np.exp(x),
  },
  {
    name: "tanh",
    from: stretched,
    reference: (x, _y, at) => Math.tanh(x[at]),
    ours: (x) => x.tanh(),
    tfjs: (tf, x) => tf.tanh(x),
    jax: ({ np }, x) => np.tanh(x),
    numpy: (np, x) => np.tanh(x),
  },
  {
    name: "sigmoid",
    from: stretched,
    reference: (x, _y, at) => 1 / (1 + Math.exp(-x[at])),
    ours: (x) => x.sigmoid(),
    tfjs: (tf, x) => tf.sigmoid(x),
    jax: ({ nn }, x) => nn.sigmoid(x),
    numpy: numpySigmoid,
  },
  {
    name: "log",
    from: positive,
    tolerance: 2e-5, // jax-js is off by 6e-6
    reference: (x, _y, at) => Math.log(x[at]),
    ours: (x) => x.log(),
    tfjs: (tf, x) => tf.log(x),
    jax: ({ np }, x) => np.log(x),
    numpy: (np, x) => np.log(x),
  },
  {
    name: "add",
    binary: true,
    from: stretched,
    reference: (x, y, at) => x[at] + y[at],
    ours: (x, y) => x.add(y),
    tfjs: (tf, x, y) => tf.add(x, y),
    jax: ({ np }, x, y) => np.add(x, y),
    numpy: (np, x, y) => np.add(x, y),
  },
  {
    name: "mul",
    binary: true,
    from: stretched,
    reference: (x, y, at) => x[at] * y[at],
    ours: (x, y) => x.mul(y),
    tfjs: (tf, x, y) => tf.mul(x, y),
    jax: ({ np }, x, y) => np.multiply(x, y),
    numpy: (np, x, y) => np.multiply(x, y),
  },
  {
    name: "relu",
    from: stretched,
    reference: (x, _y, at) => Math.max(0, x[at]),
    ours: (x) => x.relu(),
    tfjs: (tf, x) => tf.relu(x),
    jax: ({ nn }, x) => nn.relu(x),
    numpy: (np, x) => np.maximum(x, 0),
  },
  {
    name: "sum",
    scalar: true,
    from: positive,
    tolerance: 1e-4, // tfjs adds one after the other: off by 3e-5 at a million
    reference: (x) => x.reduce((sum, value) => sum + value, 0),
    ours: (x) => x.sum(),
    tfjs: (tf, x) => tf.sum(x),
    jax: ({ np }, x) => np.sum(x),
    numpy: (np, x) => np.sum(x),
  },
  {
    name: "softmax",
    rows: true,
    from: stretched,
    reference: (x, _y, at, row) => softmaxAt(x, at, row),
    ours: (x) => x.softmax(-1),
    tfjs: (tf, x) => tf.softmax(x),
    jax: ({ nn }, x) => nn.softmax(x),
  },
];
