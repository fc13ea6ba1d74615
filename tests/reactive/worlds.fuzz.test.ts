// Random worlds against a model in plain numbers: whatever an effect, a memo or a plain reader sees
// is what a computation from scratch gives at that moment, values and gradients alike.

import fc from "fast-check";
import { it } from "vitest";
import { play } from "./worlds/play";
import { worlds } from "./worlds/world";

const numRuns = Number(process.env.WORLDS ?? (process.env.FULL ? 20_000 : 400));

it("in every world, all that is seen is consistent and current", { timeout: 600_000 }, async () => {
  await fc.assert(fc.asyncProperty(worlds, play), { numRuns });
});
