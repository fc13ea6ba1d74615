// Native PyTorch as a contender, where `$TORCH_PYTHON` (or `python3`) can import it: a process beside
// this one that takes its samples when told to, so that its rounds fall among the others'. It times
// itself; the conversation is not counted. One thread.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const server = fileURLToPath(new URL("../torch/server.py", import.meta.url));
const python = process.env.TORCH_PYTHON ?? "python3";

const encode = (array) =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");

/** Asks the process and awaits its one line of answer. */
function makeAsk(child) {
  const lines = createInterface({ input: child.stdout });
  const waiting = [];
  lines.on("line", (line) => waiting.shift()?.resolve(JSON.parse(line)));
  child.on("close", () => {
    for (const { reject } of waiting.splice(0)) reject(new Error("the torch process ended"));
  });
  child.on("error", () => {});
  child.stdin.on("error", () => {});
  return (request) =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      child.stdin.write(`${JSON.stringify(request)}\n`);
    }).then((answer) => {
      if (answer.error) throw new Error(`torch: ${answer.error}`);
      return answer;
    });
}

/**
 * Starts the process.
 * @returns {Promise<null | { version: string, contender: Function }>} null where torch cannot be imported
 */
export async function openTorch() {
  const child = spawn(python, ["-u", server], {
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" },
  });
  const ask = makeAsk(child);
  const hello = await ask({ do: "hello" }).catch(() => null);
  if (!hello) return null;

  /**
   * A contender of the given kind (a function of server.py).
   * @param {string} kind
   * @param {object} options  Plain values for it.
   * @param {() => Record<string, Float32Array | Int32Array>} makeArrays  Called when it is created.
   */
  function contender(kind, options, makeArrays, label = "torch") {
    const create = async () => {
      const shipped = Object.entries(makeArrays()).map(([name, array]) => [
        name,
        { data: encode(array), type: array.constructor.name },
      ]);
      const { id } = await ask({
        do: "make",
        kind,
        options,
        arrays: Object.fromEntries(shipped),
      });
      return {
        sample: async (_from, count) => (await ask({ do: "run", id, count })).ms,
        read: async () => (await ask({ do: "read", id })).values,
        dispose: () => ask({ do: "drop", id }),
      };
    };
    return { name: "torch", label, group: "native", create };
  }

  return { version: hello.version, contender };
}
