// What several components say.

export const english = {
  value: "value",
  gradient: "gradient",
  shape: "shape",
  retry: "Try again",
  noGradient: "no gradient yet",
};

export const chinese: typeof english = {
  value: "值",
  gradient: "梯度",
  shape: "形状",
  retry: "重试",
  noGradient: "尚无梯度",
};
