// What the loss landscape says.

export const english = {
  title: (loss: string, x: string, y: string) => `${loss} over ${x} and ${y}`,
  point: "Point on the landscape",
  pointOf: "2D slider",
  valueAndLoss: (value: string, loss: string) => `${value}, loss ${loss}`,
  keys: (x: string, y: string) =>
    `Left and right move ${x}, up and down move ${y}; with Shift ten times as far.`,
  at: (x: string, y: string, loss: string) => `${x}, ${y}: ${loss}.`,
  downhill: (ways: string) => `Downhill: ${ways}.`,
  way: (label: string, more: boolean) => `${more ? "more" : "less"} ${label}`,
  flat: "Flat here.",
  extent: (low: string, high: string, x: string, y: string) =>
    `From ${low}, near ${x}, ${y}, up to ${high}.`,
  logarithmic: "logarithmic",
  notFinite: "not finite",
  noneFinite: "The loss is not finite anywhere here.",
};

export const chinese: typeof english = {
  title: (loss, x, y) => `${loss} 随 ${x} 和 ${y} 的变化`,
  point: "曲面上的点",
  pointOf: "二维滑块",
  valueAndLoss: (value, loss) => `${value}，损失 ${loss}`,
  keys: (x, y) => `左右方向键移动 ${x}，上下方向键移动 ${y}；按住 Shift 移动十倍。`,
  at: (x, y, loss) => `${x}，${y}：${loss}。`,
  downhill: (ways) => `下坡方向：${ways}。`,
  way: (label, more) => `${label} ${more ? "增大" : "减小"}`,
  flat: "此处平坦。",
  extent: (low, high, x, y) => `最低 ${low}，在 ${x}、${y} 附近；最高 ${high}。`,
  logarithmic: "对数",
  notFinite: "非有限值",
  noneFinite: "这里的损失处处不是有限值。",
};
