// What plots and loss curves say.

export const english = {};

export const chinese: typeof english = {};
