// What printed tensors and tables of values say.

export const english = {};

export const chinese: typeof english = {};
