// numpy-ts: kernels in WebAssembly, no autograd. Its arrays are disposed by hand, since its
// finalizers never run in a synchronous loop and its wasm heap would fill.

import * as np from "numpy-ts";

/** A float32 array of the given shape. */
export const numpyArray = (values, shape) => np.array(values, "float32").reshape(shape);

export { np };
