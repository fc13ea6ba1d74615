// What the scripts that write methods.ts, OPS.md and API.md read of the engine.

export { inPlaceNames } from "../src/attach";
export * as engine from "../src/index";
export { formsOf, operations } from "../src/table";
