// What the steps of the backward pass and the origins of a gradient say.

import type { Repeated } from "../backward/rules";

const english = {
  // The controls.
  pass: "Backward pass, step by step",
  play: "Play",
  pause: "Pause",
  next: "Next step",
  previous: "Previous step",
  reset: "Back to the start",
  counter: (step: number, steps: number) => `${step} of ${steps}`,
  ready: (root: string, steps: number) =>
    `The gradient flows from ${root} back to the leaves, in ${steps} steps.`,
  nothing: "Nothing here requires a gradient.",
  notScalar: (root: string, shape: string) =>
    `A backward pass starts from one number, and ${root} has shape ${shape}. Take its sum or its mean.`,
  seed: (root: string) => `L is ${root}. It changes one to one with itself.`,
  spoken: (step: number, steps: number, rule: string) => `Step ${step} of ${steps}: ${rule}`,
  soFar: (name: string, count: number, of: number) =>
    `${name} adds up: ${count} of ${of} contributions`,
  complete: (name: string, count: number) => `${name} is the sum of its ${count} contributions`,
  firstOf: (name: string, of: number) => `the first of ${of} contributions to ${name}`,
  ofShape: (shape: string) => `numbers of shape ${shape}`,

  // What a formula leaves out.
  summed: ({ dims, rank }: Repeated) => {
    if (dims.length === 0) return "";
    if (dims.length === rank) return "summed";
    if (rank === 2) return dims[0] === 0 ? "summed over rows" : "summed over columns";
    return `summed over dim ${dims.join(", ")}`;
  },
  general: "the local slopes, times what arrives",
  toAll: "to every element that was summed",
  tiesHalf: "equal elements share it",
  tiesShare: "only to the largest or smallest; equal ones share it",
  tiesFirst: "only to the element that was chosen",
  runningSum: "summed from the end",
  onDiagonal: "on the diagonal, 0 elsewhere",
  atTarget: "at the target class, 0 elsewhere",
  standardised: "x̂ is the standardised input",
  spread: "spread evenly over each window",
  kernelTurned: "spread back through the kernel",
  kernelSlid: "the input under each place of the kernel",
  overPositions: "summed over samples and positions",
  reshaped: "in the input's shape",
  putBack: "each element back where it came from",
  picked: "where it was taken from, 0 elsewhere",
  overwritten: "0 where it was overwritten",
  itsPart: "the part that is its own",
  rowsOfUses: "each row gets the sum over its uses",
  summedCopies: "summed over the copies",
  largestOfWindow: "at the largest of each window",

  // Where a gradient comes from.
  originsOf: (cell: string, value: string, paths: number) =>
    `dL/d${cell} = ${value}, ${paths === 1 ? "through one path" : `the sum over ${paths} paths`}`,
  originsOfMany: (cell: string, value: string) => `dL/d${cell} = ${value}, the sum over all paths`,
  path: "path",
  factors: "local slopes",
  contribution: "contribution",
  share: "share",
  rest: (paths: number) => (paths === 1 ? "and 1 more path" : `and ${paths} more paths`),
  restUncounted: "and all other paths",
  noPaths: (cell: string) => `No path carries a gradient to ${cell}: its gradient is 0.`,
  point: "Point at a cell of a gradient to see where it comes from.",
  outside: (cell: string, shape: string) => `There is no ${cell} in a tensor of shape ${shape}.`,
  unrelated: (loss: string, leaf: string) => `${loss} does not depend on ${leaf}.`,
};

const chinese: typeof english = {
  pass: "逐步反向传播",
  play: "播放",
  pause: "暂停",
  next: "下一步",
  previous: "上一步",
  reset: "回到开头",
  counter: (step, steps) => `${step} / ${steps}`,
  ready: (root, steps) => `梯度从 ${root} 流回叶子，共 ${steps} 步。`,
  nothing: "这里没有需要梯度的张量。",
  notScalar: (root, shape) =>
    `反向传播从一个数开始，而 ${root} 的形状是 ${shape}。请取它的和或均值。`,
  seed: (root) => `L 就是 ${root}，它对自身的变化率是 1。`,
  spoken: (step, steps, rule) => `第 ${step} 步，共 ${steps} 步：${rule}`,
  soFar: (name, count, of) => `${name} 累加中：${of} 份中的 ${count} 份`,
  complete: (name, count) => `${name} 是 ${count} 份贡献之和`,
  firstOf: (name, of) => `${name} 的 ${of} 份贡献中的第一份`,
  ofShape: (shape) => `形状为 ${shape} 的数`,

  summed: ({ dims, rank }) => {
    if (dims.length === 0) return "";
    if (dims.length === rank) return "求和";
    if (rank === 2) return dims[0] === 0 ? "按行求和" : "按列求和";
    return `沿第 ${dims.join("、")} 维求和`;
  },
  general: "局部斜率乘以传来的梯度",
  toAll: "传给每个被求和的元素",
  tiesHalf: "相等的元素平分",
  tiesShare: "只给最大（小）的元素，相等者平分",
  tiesFirst: "只给被选中的元素",
  runningSum: "从末尾起累加",
  onDiagonal: "放在对角线上，其余为 0",
  atTarget: "放在目标类别处，其余为 0",
  standardised: "x̂ 是标准化后的输入",
  spread: "平均分到每个窗口",
  kernelTurned: "经卷积核散回",
  kernelSlid: "卷积核每个位置下的输入",
  overPositions: "对样本和位置求和",
  reshaped: "恢复为输入的形状",
  putBack: "每个元素回到原处",
  picked: "回到取出处，其余为 0",
  overwritten: "被覆盖处为 0",
  itsPart: "属于它的那一部分",
  rowsOfUses: "每一行得到各次使用之和",
  summedCopies: "对各个副本求和",
  largestOfWindow: "放在每个窗口的最大处",

  originsOf: (cell, value, paths) =>
    `dL/d${cell} = ${value}，${paths === 1 ? "来自一条路径" : `是 ${paths} 条路径之和`}`,
  originsOfMany: (cell, value) => `dL/d${cell} = ${value}，是所有路径之和`,
  path: "路径",
  factors: "局部斜率",
  contribution: "贡献",
  share: "占比",
  rest: (paths) => `另外 ${paths} 条路径`,
  restUncounted: "其余所有路径",
  noPaths: (cell) => `没有路径把梯度传到 ${cell}：它的梯度是 0。`,
  point: "指向梯度的一个元素，看它从何而来。",
  outside: (cell, shape) => `形状为 ${shape} 的张量中没有 ${cell}。`,
  unrelated: (loss, leaf) => `${loss} 不依赖于 ${leaf}。`,
};

export { chinese, english };
