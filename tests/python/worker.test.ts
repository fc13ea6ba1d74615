// Python in a worker: a real thread, on Node.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPythonWorker, type MessagePortLike } from "../../src/python/index";

let folder: string;
let file: string;
const started: Worker[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "solid-autograd-worker-"));
  const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true, resolve: { conditions: ["module", "browser"] } },
    build: {
      ssr: source("./served.ts"),
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: "served.mjs" } },
    },
  });
  file = join(folder, "served.mjs");
}, 120_000);

afterAll(async () => {
  await Promise.all(started.map((worker) => worker.terminate()));
  await rm(folder, { recursive: true, force: true });
});

/** A thread of Node as a worker of the browser. */
function start(): MessagePortLike {
  const worker = new Worker(file);
  started.push(worker);
  return {
    postMessage: (message) => worker.postMessage(message),
    addEventListener: (_, listener) => {
      worker.on("message", (data) => listener({ data }));
    },
    terminate: () => {
      void worker.terminate();
    },
  };
}

describe("Python in a worker", () => {
  it("gives text, values and what it displays", async () => {
    const python = createPythonWorker(start);
    const { text, displayed, error, values } = await python.run(
      "import torch\nw = torch.tensor([1.0, 2.0])\nn = [1, 'a', None]\nd = {'k': 2}\ndef f(): pass\nprint(w)\nw.sum()",
    );
    expect([text, displayed, error]).toEqual(["tensor([1., 2.])\n", "tensor(3.)", null]);
    expect(values).toEqual({
      w: { shape: [2], dtype: "float32", data: Float32Array.of(1, 2) },
      n: [1, "a", null],
      d: new Map([["k", 2]]),
    });
  });

  it("gives errors and obeys limits", async () => {
    const python = createPythonWorker(start);
    const failed = await python.run("print('before')\n1 / 0");
    expect(failed.text).toBe("before\n");
    expect(failed.error).toMatchObject({ type: "ZeroDivisionError", line: 2 });
    const stopped = await python.run("while True: pass", { limits: { statements: 1000 } });
    expect(stopped.error?.type).toBe("LimitError");
  });

  it("is interrupted in the middle of a program, keeps what was printed, and runs the next", async () => {
    const python = createPythonWorker(start);
    let printed: (text: string) => void = () => {};
    const first = new Promise<string>((resolve) => {
      printed = resolve;
    });
    const running = python.run("print('on')\nwhile True: pass", {
      limits: { seconds: 600, statements: 1e15 },
      onText: (text) => printed(text),
    });
    expect(await first).toMatch(/^on/);
    python.interrupt();
    const { text, error } = await running;
    expect(text).toMatch(/^on/);
    expect(error?.type).toBe("KeyboardInterrupt");
    expect((await python.run("print(1 + 1)")).text).toBe("2\n");
  });

  it("stops what runs when another program comes", async () => {
    const python = createPythonWorker(start);
    const first = python.run("while True: pass", { limits: { seconds: 600, statements: 1e15 } });
    const second = python.run("print('second')");
    expect((await first).error?.type).toBe("KeyboardInterrupt");
    expect((await second).text).toBe("second\n");
  });

  it("interrupting nothing is nothing", async () => {
    const python = createPythonWorker(start);
    python.interrupt();
    expect((await python.run("print(1)")).text).toBe("1\n");
  });
});
