// Which instructions on single numbers can be packed; see assembly/packed.ts.

import * as codes from "./codes";
import type { Instruction } from "./instruction";

const packable: ReadonlySet<number> = new Set([
  codes.addF32,
  codes.subF32,
  codes.mulF32,
  codes.divF32,
  codes.negF32,
  codes.squareF32,
  codes.reluF32,
  codes.tanhBackwardF32,
  codes.sigmoidBackwardF32,
  codes.addF64,
  codes.mulF64,
  codes.divF64,
  codes.negF64,
]);

/** The bytes of a packed instruction. */
export const packedBytes = 16;

/** The first word of the packed form, or null where there is none. */
export function packedCode({ code, p, f }: Instruction): number | null {
  // A sum in double precision has a factor, of which there is room for the sign.
  if (code === codes.addF64 && f?.[0] === -1) return code + 65536;
  if (packable.has(code)) return f === undefined || f[0] === 1 ? code : null;
  if (code !== codes.mapF32 && code !== codes.mapF64) return null;
  const which = p?.[0] ?? 0;
  return which <= codes.mapLog ? code + which * 65536 : null;
}
