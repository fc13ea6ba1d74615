// What runs in the worker of worker.test.ts.
import { parentPort } from "node:worker_threads";
import { servePython } from "../../src/python/index";

if (parentPort !== null) {
  const port = parentPort;
  servePython({
    postMessage: (message) => port.postMessage(message),
    addEventListener: (_, listener) => {
      port.on("message", (data) => listener({ data }));
    },
  });
}
