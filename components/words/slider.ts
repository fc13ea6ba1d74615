// What sliders and number fields say.

export const english = {
  notANumber: (text: string) => `"${text}" is not a number. Type one such as 0.5, -2 or 1e-3.`,
  tooLarge: (text: string, dtype: string) => `${text} is too large for ${dtype}.`,
  notWhole: (text: string) => `${text} is not a whole number, and this tensor holds int64.`,
  notBinary: (text: string) => `${text} is neither 0 nor 1, and this tensor holds bool.`,
  outside: (text: string, min: string, max: string) => `${text} is not between ${min} and ${max}.`,
  exact: (label: string) => `${label}, exact value`,
  downhill: (value: string) => `Gradient ${value}. The arrow points downhill.`,
};

export const chinese: typeof english = {
  notANumber: (text) => `“${text}”不是数字。请输入如 0.5、-2 或 1e-3 的数。`,
  tooLarge: (text, dtype) => `${text} 超出了 ${dtype} 的范围。`,
  notWhole: (text) => `${text} 不是整数，而这个张量的类型是 int64。`,
  notBinary: (text) => `${text} 不是 0 或 1，而这个张量的类型是 bool。`,
  outside: (text, min, max) => `${text} 不在 ${min} 到 ${max} 之间。`,
  exact: (label) => `${label}，精确值`,
  downhill: (value) => `梯度 ${value}。箭头指向下降方向。`,
};
