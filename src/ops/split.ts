// Taking a tensor apart: split, chunk, unbind. All parts are views.

import { defineComposite } from "../composite";
import { RuntimeError } from "../errors";
import { dims, int, tensor } from "../params";
import { list, wrapDim } from "../shape";
import type { Tensor } from "../tensor";
import { selectNamed, sliceNamed } from "./indexing";
import { uniform } from "./samples";

const part = sliceNamed("splitPart", "SplitBackward0");
const sizedPart = sliceNamed("splitWithSizesPart", "SplitWithSizesBackward0");
const unbound = selectNamed("unbindPart", "internal", "UnbindBackward0");

/** The parts of a dimension that begin at 0, `length`, 2 · `length`, …; at least one. */
function equalParts(input: Tensor, length: number, dim: number): readonly Tensor[] {
  const n = input.size(dim);
  const count = Math.max(1, Math.ceil(n / length));
  return Array.from({ length: count }, (_, k) =>
    part(input, dim, k * length, Math.min(n, (k + 1) * length)),
  );
}

export const split = defineComposite({
  name: "split",
  doc: "Parts along dim: of one size, the last perhaps smaller, or of the given sizes.",
  result: "readonly Tensor[]",
  params: [tensor("input"), dims("splitSizeOrSections"), int("dim", 0)],
  compose: ({ input, splitSizeOrSections: sections, dim }): readonly Tensor[] => {
    const at = wrapDim(dim, input.ndim);
    if (typeof sections === "number") {
      if (sections <= 0) {
        throw new RuntimeError(
          `split expects split_size be non-negative, but got split_size=${sections}`,
          { op: "split", parameter: "splitSizeOrSections" },
        );
      }
      return equalParts(input, sections, at);
    }
    const total = sections.reduce((sum, n) => sum + n, 0);
    if (total !== input.size(at)) {
      throw new RuntimeError(
        `split_with_sizes expects split_sizes to sum exactly to ${input.size(at)} (input tensor's size at dimension ${at}), but got split_sizes=${list(sections)}`,
        { op: "split", parameter: "splitSizeOrSections" },
      );
    }
    let start = 0;
    return sections.map((n) => {
      start += n;
      return sizedPart(input, at, start - n, start);
    });
  },
  samples: () => [
    [uniform([5, 2]), 2],
    [uniform([2, 5]), [1, 4], 1],
  ],
});

export const chunk = defineComposite({
  name: "chunk",
  doc: "At most so many parts along dim, of equal size but the last.",
  result: "readonly Tensor[]",
  params: [tensor("input"), int("chunks"), int("dim", 0)],
  compose: ({ input, chunks, dim }): readonly Tensor[] => {
    if (chunks <= 0) {
      throw new RuntimeError(`chunk expects \`chunks\` to be greater than 0, got: ${chunks}`, {
        op: "chunk",
        parameter: "chunks",
      });
    }
    const at = wrapDim(dim, input.ndim);
    return equalParts(input, Math.max(1, Math.ceil(input.size(at) / chunks)), at);
  },
  samples: () => [[uniform([5, 2]), 3]],
});

export const unbind = defineComposite({
  name: "unbind",
  doc: "The slices along dim, without that dimension.",
  result: "readonly Tensor[]",
  params: [tensor("input"), int("dim", 0)],
  compose: ({ input, dim }): readonly Tensor[] => {
    const at = wrapDim(dim, input.ndim);
    return Array.from({ length: input.size(at) }, (_, k) => unbound(input, at, k));
  },
  samples: () => [[uniform([3, 2])], [uniform([3, 2]), 1]],
});
