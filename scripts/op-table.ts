// What scripts/methods.mjs reads of the engine.

export { inPlaceNames } from "../src/attach";
export { formsOf, operations } from "../src/table";
