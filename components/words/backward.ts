// What the steps of the backward pass and the origins of a gradient say.

export const english = {};

export const chinese: typeof english = {};
