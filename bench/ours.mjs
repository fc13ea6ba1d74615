// Ours, as the benches import it: the bundle that build.mjs makes of ours.entry.ts.

export * from "./.build/ours.js";
