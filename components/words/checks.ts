// What components say of what they are given and cannot use: the component, its property, what was
// expected, and what came.

export const english = {
  /** The sentence for a value of the wrong kind. */
  wrong: (component: string, property: string, expected: string, got: string) =>
    `${component}: ${property} is to be ${expected}, and is ${got}.`,
  // What is expected.
  tensor: "a tensor",
  source: "a tensor, or a function that gives one",
  plotted: "a tensor, or a function of one",
  record: "a tensor, or a record from createLossRecord",
  pass: "a pass from createBackwardSteps",
  place: "a place such as { leaf: w, at: [0], min: -3, max: 3 }",
  leaves: "a list of leaves such as [w, b]",
  index: "a list of whole numbers such as [0, 1]",
  number: "a number",
  finite: "a finite number",
  positive: "a number above zero",
  callback: "a function",
  oneOf: (choices: string) => `one of ${choices}`,
  // What came.
  missing: "missing",
  aTensor: (shape: string) => `a tensor of shape ${shape}`,
  aList: (length: number) => `a list of ${length}`,
  aFunction: "a function",
  gives: (got: string) => `a function that gives ${got}`,
  anObject: "another object",

  /** `why` is the engine's. */
  notWritable: (component: string, property: string, why: string) =>
    `${component}: ${property}: ${why}.`,
  notOneNumber: (component: string, property: string, name: string, shape: string) =>
    `${component}: ${property} is to be one number, and ${name} has shape ${shape}. Take its sum or its mean.`,
  whichElement: (component: string, property: string, name: string, shape: string, such: string) =>
    `${component}: ${property} is missing: ${name} has shape ${shape}, so say which element, such as ${such}.`,
  oneForEach: (component: string, property: string, index: string, name: string, shape: string) =>
    `${component}: ${property} needs one index for each dimension, and is ${index} where ${name} has shape ${shape}.`,
  /** In the engine's words. */
  outOfBounds: (
    component: string,
    property: string,
    index: number,
    dimension: number,
    size: number,
    name: string,
  ) =>
    `${component}: ${property}: index ${index} is out of bounds for dimension ${dimension} with size ${size} of ${name}.`,
  samePlace: (component: string, name: string) =>
    `${component}: x and y are both ${name}; a map needs two elements.`,
  ends: (component: string, low: string, high: string, min: string, max: string) =>
    `${component}: ${low} is to be below ${high}, and they are ${min} and ${max}.`,
  otherShape: (component: string, property: string, name: string, shape: string, got: string) =>
    `${component}: ${property} is to have the shape of ${name}, ${shape}, and has ${got}.`,
  independent: (component: string, loss: string, name: string) =>
    `${component}: ${loss} does not depend on ${name}.`,
  wouldNotMove: (component: string, loss: string, names: string) =>
    `${component}: ${loss} does not depend on ${names}: no gradient arrives there, and steps would change nothing.`,
  doNotMove: (loss: string, names: string) =>
    `Steps do not move ${names}: no gradient of ${loss} arrives there.`,
  unchanged: (loss: string, name: string) => `${loss} does not change with ${name} here.`,
};

export const chinese: typeof english = {
  wrong: (component, property, expected, got) =>
    `${component}：${property} 应为${expected}，现在是：${got}。`,
  tensor: "张量",
  source: "张量，或返回张量的函数",
  plotted: "张量，或以张量为参数的函数",
  record: "张量，或 createLossRecord 的记录",
  pass: "由 createBackwardSteps 得到的过程",
  place: "位置，如 { leaf: w, at: [0], min: -3, max: 3 }",
  leaves: "叶子张量的列表，如 [w, b]",
  index: "整数列表，如 [0, 1]",
  number: "数字",
  finite: "有限的数字",
  positive: "大于零的数字",
  callback: "函数",
  oneOf: (choices) => `以下之一：${choices}`,
  missing: "空缺",
  aTensor: (shape) => `形状为 ${shape} 的张量`,
  aList: (length) => `含 ${length} 项的列表`,
  aFunction: "函数",
  gives: (got) => `结果为 ${got} 的函数`,
  anObject: "别的对象",

  notWritable: (component, property, why) => `${component}：${property}：${why}。`,
  notOneNumber: (component, property, name, shape) =>
    `${component}：${property} 应为一个数，而 ${name} 的形状是 ${shape}。请取其和或平均值。`,
  whichElement: (component, property, name, shape, such) =>
    `${component}：缺少 ${property}：${name} 的形状是 ${shape}，请说明是哪个元素，如 ${such}。`,
  oneForEach: (component, property, index, name, shape) =>
    `${component}：${property} 的每一维需要一个索引，现在是 ${index}，而 ${name} 的形状是 ${shape}。`,
  outOfBounds: (component, property, index, dimension, size, name) =>
    `${component}：${property}：索引 ${index} 超出了 ${name} 第 ${dimension} 维的大小 ${size}。`,
  samePlace: (component, name) => `${component}：x 和 y 都是 ${name}；曲面图需要两个不同的元素。`,
  ends: (component, low, high, min, max) =>
    `${component}：${low} 应小于 ${high}，现在是 ${min} 和 ${max}。`,
  otherShape: (component, property, name, shape, got) =>
    `${component}：${property} 的形状应与 ${name} 相同，即 ${shape}，现在是 ${got}。`,
  independent: (component, loss, name) => `${component}：${loss} 不依赖于 ${name}。`,
  wouldNotMove: (component, loss, names) =>
    `${component}：${loss} 不依赖于 ${names}：那里没有梯度，下降不会改变任何东西。`,
  doNotMove: (loss, names) => `下降不会移动 ${names}：${loss} 的梯度到不了那里。`,
  unchanged: (loss, name) => `${loss} 在此处不随 ${name} 变化。`,
};
