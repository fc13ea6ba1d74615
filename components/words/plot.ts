// What plots and loss curves say.

export const english = {
  plotOf: (value: string, name: string) => `Plot of ${value} against ${name}`,
  value: "value",
  slope: "slope",
  noSlope: "no gradient",
  /** The state of the point, for those who hear it. */
  here: (name: string, x: string, label: string, value: string, slope: string | null) =>
    `${name} ${x}, ${label} ${value}${slope === null ? "" : `, slope ${slope}`}`,
  point: (name: string) => `${name}, point on the curve`,
  ahead: "Look ahead along the tangent",
  aheadAt: (x: string, promised: string, actual: string) =>
    `At ${x} the tangent promises ${promised}; the curve is at ${actual}.`,
  promised: (promised: string, actual: string, off: string) =>
    `The gradient where the drag began promised ${promised}; it is ${actual}, off by ${off}.`,
  hint: "Drag the point, or focus it and use the arrow keys.",
  summary: (label: string, low: string, high: string, name: string, from: string, to: string) =>
    `${label} lies between ${low} and ${high} for ${name} from ${from} to ${to}.`,
  lowest: (name: string, x: string) => `It is lowest near ${name} = ${x}.`,
  pieces: (count: number) => `The curve is in ${count} pieces: it jumps or has gaps.`,
  nowhere: "It has no value here.",
  losses: (name: string) => `${name} by step`,
  step: "step",
  stepAt: (step: string, value: string) => `step ${step}: ${value}`,
  between: (low: string, high: string) => `${low} to ${high}`,
  noSteps: "No steps yet.",
  runs: (count: number) => (count === 1 ? "" : ` ${count} runs.`),
  lossSummary: (steps: string, first: string, last: string, least: string) =>
    `${steps} steps, from ${first} to ${last}, lowest ${least}.`,
  logScale: "log scale",
  readHelp: "Arrow keys read the curve step by step.",
};

export const chinese: typeof english = {
  plotOf: (value, name) => `${value} 随 ${name} 变化的图`,
  value: "值",
  slope: "斜率",
  noSlope: "没有梯度",
  here: (name, x, label, value, slope) =>
    `${name} ${x}，${label} ${value}${slope === null ? "" : `，斜率 ${slope}`}`,
  point: (name) => `${name}，曲线上的点`,
  ahead: "沿切线向前看",
  aheadAt: (x, promised, actual) => `在 ${x} 处，切线预计 ${promised}；曲线实际为 ${actual}。`,
  promised: (promised, actual, off) =>
    `拖动开始处的梯度预计 ${promised}；实际为 ${actual}，相差 ${off}。`,
  hint: "拖动该点，或选中后使用方向键。",
  summary: (label, low, high, name, from, to) =>
    `${name} 从 ${from} 到 ${to} 时，${label} 在 ${low} 与 ${high} 之间。`,
  lowest: (name, x) => `在 ${name} = ${x} 附近最低。`,
  pieces: (count) => `曲线分为 ${count} 段：有跳跃或间断。`,
  nowhere: "此处没有值。",
  losses: (name) => `${name} 随步数的变化`,
  step: "步",
  stepAt: (step, value) => `第 ${step} 步：${value}`,
  between: (low, high) => `${low} 至 ${high}`,
  noSteps: "尚无步骤。",
  runs: (count) => (count === 1 ? "" : `共 ${count} 次运行。`),
  lossSummary: (steps, first, last, least) =>
    `共 ${steps} 步，从 ${first} 到 ${last}，最低 ${least}。`,
  logScale: "对数刻度",
  readHelp: "用方向键逐步读取曲线。",
};
