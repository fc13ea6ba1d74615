// What the graph says.

export const english = {
  constant: "constant",
  leaf: "leaf",
  inputs: (names: string) => `from ${names}`,
  graphOf: (name: string, nodes: number) => `Graph of ${name}, ${nodes} nodes`,
  graphHelp: "Arrow keys walk from node to node.",
};

export const chinese: typeof english = {
  constant: "常量",
  leaf: "叶子",
  inputs: (names) => `来自 ${names}`,
  graphOf: (name, nodes) => `${name} 的计算图，${nodes} 个节点`,
  graphHelp: "用方向键在节点之间移动。",
};
