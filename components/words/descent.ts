// What the descent player says.

export const english = {};

export const chinese: typeof english = {};
