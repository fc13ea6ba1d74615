// Leaves that stay where they are, because no gradient arrives there.

import { type Accessor, createMemo } from "solid-js";
import type { Tensor } from "../../src/index";
import { createFrames } from "../backward/frame";
import { nameOf } from "../checks";
import { unreached } from "../reach";

/**
 * The names of the leaves that steps down `loss` do not move; "" if there are none. Where code makes the
 * loss (`createTensor`), another may be moved at another step: that is followed, once a frame.
 */
export function createStill(loss: () => Tensor, leaves: () => readonly Tensor[]): Accessor<string> {
  let lasted = 0;
  const frames = createFrames(
    () => {
      try {
        loss().shape; // told when code makes it anew
      } catch {
        // whoever shows the loss says what is wrong with it
      }
    },
    () => lasted,
  );
  return createMemo(() => {
    frames();
    const began = performance.now();
    const names = unreached(loss(), leaves()).map(nameOf).join(", ");
    lasted = performance.now() - began;
    return names;
  });
}
