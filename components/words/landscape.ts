// What the loss landscape says.

export const english = {};

export const chinese: typeof english = {};
