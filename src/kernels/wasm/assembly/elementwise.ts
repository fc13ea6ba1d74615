// (being written by its owner)

/** Carries out one instruction of this file. */
export function step(code: i32, ins: usize): void {
  switch (code) {
    default:
      unreachable();
  }
}
