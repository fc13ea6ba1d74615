// TensorFlow.js, on its wasm backend (one thread) or its cpu backend. Its tensors are freed by hand.

import * as tf from "@tensorflow/tfjs";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";

/** Where the page's server keeps the wasm files; Node finds them in the package. */
let located = typeof window === "undefined";

/**
 * Makes a backend the current one. There is one for the whole process, so a case uses one only.
 * @param {"cpu" | "wasm"} backend
 */
export async function startTfjs(backend) {
  tf.enableProdMode();
  if (!located) {
    setWasmPaths("/tfjs/");
    located = true;
  }
  if (backend === "wasm") setThreadsCount(1);
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs has no backend ${backend}`);
  await tf.ready();
}

export { tf };
