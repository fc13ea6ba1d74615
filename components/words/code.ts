// What the code cell says.

export const english = {};

export const chinese: typeof english = {};
