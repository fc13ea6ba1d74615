// Small tensors: plain loops in double precision, rounded when stored, bit for bit as the JavaScript
// kernels compute them.

/** Carries out one instruction of this file. */
export function step(code: i32, ins: usize): void {
  switch (code) {
    default:
      unreachable();
  }
}
