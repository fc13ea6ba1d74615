// The floors: the same graph as flat arrays and one loop, forward and in reverse; as one closure per
// node; and as objects with methods, the way micrograd is written. All in float64, none incremental.

import { ADD, MUL, TANH } from "./graph.mjs";

/** Value of every node, and the gradient of the root with respect to every node. */
export function makeLoop({ kinds, left, right, start, first, size, root }) {
  const values = Float64Array.from(start);
  const grads = new Float64Array(size);
  function forward(from = first) {
    for (let i = from; i < size; i++) {
      const a = values[left[i]];
      const kind = kinds[i];
      if (kind === ADD) values[i] = a + values[right[i]];
      else if (kind === MUL) values[i] = a * values[right[i]];
      else values[i] = Math.tanh(a);
    }
    return values[root];
  }
  function backward(from = first) {
    grads.fill(0, from);
    grads.fill(0, 0, first);
    grads[root] = 1;
    for (let i = root; i >= from; i--) {
      const g = grads[i];
      const a = left[i];
      const b = right[i];
      const kind = kinds[i];
      if (kind === ADD) {
        grads[a] += g;
        grads[b] += g;
      } else if (kind === MUL) {
        const va = values[a];
        grads[a] += g * values[b];
        grads[b] += g * va;
      } else grads[a] += g * (1 - values[i] * values[i]);
    }
    return grads;
  }
  return { values, forward, backward };
}

/** One closure per node over a shared array. */
export function makeClosures({ kinds, left, right, start, first, size, root }) {
  const values = Float64Array.from(start);
  const run = [];
  for (let i = first; i < size; i++) {
    const [a, b] = [left[i], right[i]];
    if (kinds[i] === ADD) run.push(() => (values[i] = values[a] + values[b]));
    else if (kinds[i] === MUL) run.push(() => (values[i] = values[a] * values[b]));
    else run.push(() => (values[i] = Math.tanh(values[a])));
  }
  return {
    values,
    forward() {
      for (let i = 0; i < run.length; i++) run[i]();
      return values[root];
    },
  };
}

class Value {
  grad = 0;
  constructor(data, left, right) {
    this.data = data;
    this.left = left;
    this.right = right;
  }
}
class Sum extends Value {
  forward() {
    this.data = this.left.data + this.right.data;
  }
  backward() {
    this.left.grad += this.grad;
    this.right.grad += this.grad;
  }
}
class Product extends Value {
  forward() {
    this.data = this.left.data * this.right.data;
  }
  backward() {
    this.left.grad += this.grad * this.right.data;
    this.right.grad += this.grad * this.left.data;
  }
}
class Tanh extends Value {
  forward() {
    this.data = Math.tanh(this.left.data);
  }
  backward() {
    this.left.grad += this.grad * (1 - this.data * this.data);
  }
}

/** One object per node, in a list. */
export function makeObjects({ kinds, left, right, start, first, size, root }) {
  const classes = { [ADD]: Sum, [MUL]: Product, [TANH]: Tanh };
  const nodes = [];
  for (let i = 0; i < size; i++) {
    const made = i < first ? Value : classes[kinds[i]];
    nodes.push(new made(start[i], nodes[left[i]], nodes[right[i]]));
  }
  const ops = nodes.slice(first);
  return {
    nodes,
    forward() {
      for (const node of ops) node.forward();
      return nodes[root].data;
    },
    backward() {
      for (const node of nodes) node.grad = 0;
      nodes[root].grad = 1;
      for (let i = ops.length - 1; i >= 0; i--) ops[i].backward();
    },
  };
}
