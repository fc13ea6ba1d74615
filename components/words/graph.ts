// What the graph says.

export const english = {
  constant: "constant",
  leaf: "leaf",
  inputs: (names: string) => `from ${names}`,
  graphOf: (name: string, nodes: number) => `Graph of ${name}, ${nodes} nodes`,
  graphHelp:
    "Arrow keys walk from node to node, Home and End to the first and the last. Enter opens or closes a group, minus closes the group around a node.",
  operations: (count: number) => (count === 1 ? "1 operation" : `${count} operations`),
  outputs: (count: number) => (count === 1 ? "1 output" : `${count} outputs`),
  group: (name: string) => `${name}, group`,
  tools: "Graph tools",
  direction: "Which way to look",
  forward: "Forward",
  backward: "Backward",
  openAll: "Open groups",
  closeAll: "Close groups",
  zoomIn: "Larger",
  zoomOut: "Smaller",
  fit: "Fit width",
  save: "Save as SVG",
  /** What the small name on a card is. */
  gradFn: (name: string): string =>
    name === "SqueezeBackward3"
      ? "What PyTorch calls the backward node of a vector times a matrix: it multiplies matrices and squeezes the result"
      : "What PyTorch calls the backward node: grad_fn",
  notReached: "gradient not reached yet",
  current: "this step",
  blocks: (tall: number, wide: number) => `each square the largest of ${tall} by ${wide} elements`,
};

export const chinese: typeof english = {
  constant: "常量",
  leaf: "叶子",
  inputs: (names) => `来自 ${names}`,
  graphOf: (name, nodes) => `${name} 的计算图，${nodes} 个节点`,
  graphHelp:
    "用方向键在节点之间移动，Home 和 End 到首尾节点。回车键展开或收起分组，减号收起节点所在的分组。",
  operations: (count) => `${count} 个运算`,
  outputs: (count) => `${count} 个输出`,
  group: (name) => `${name}，分组`,
  tools: "计算图工具",
  direction: "观察方向",
  forward: "前向",
  backward: "反向",
  openAll: "展开分组",
  closeAll: "收起分组",
  zoomIn: "放大",
  zoomOut: "缩小",
  fit: "适应宽度",
  save: "存为 SVG",
  gradFn: (name) =>
    name === "SqueezeBackward3"
      ? "PyTorch 中向量乘矩阵的反向节点名：先做矩阵乘法，再去掉多出的一维"
      : "PyTorch 中反向节点的名称：grad_fn",
  notReached: "梯度尚未到达",
  current: "当前步骤",
  blocks: (tall, wide) => `每格为 ${tall}×${wide} 个元素中最大者`,
};
