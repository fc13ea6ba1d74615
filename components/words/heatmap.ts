// What heatmaps say.

export const english = {
  elements: (count: number) => `${count} elements`,
  extent: (min: string, max: string) => `from ${min} to ${max}`,
  strange: (count: number) => `${count} not finite`,
  cannotShow: (rank: number) =>
    `A heatmap shows tensors of up to 2 dimensions; this one has ${rank}.`,
};

export const chinese: typeof english = {
  elements: (count) => `${count} 个元素`,
  extent: (min, max) => `从 ${min} 到 ${max}`,
  strange: (count) => `${count} 个不是有限数`,
  cannotShow: (rank) => `热图最多显示 2 维张量，这个张量有 ${rank} 维。`,
};
