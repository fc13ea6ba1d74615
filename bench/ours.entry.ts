// What the benches import of ours: the engine from its source, and the parts of Solid that drive
// it, bundled together so that there is one copy of Solid, its browser build.

export { createEffect, createMemo, createRoot, createSignal } from "solid-js";
export * from "../src/index";
