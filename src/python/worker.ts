// Python in a worker: for snippets that run long. The page stays alive meanwhile, sees what is printed
// as it is printed, and can stop the program at any moment.
//
//   // python.worker.ts, loaded as a module worker
//   import { servePython } from "solid-autograd/python";
//   servePython(self);
//
//   const python = createPythonWorker(
//     () => new Worker(new URL("./python.worker.ts", import.meta.url), { type: "module" }),
//   );
//   const { text, error } = await python.run(source, { onText: show });

import { runPython } from "./index";
import type { PythonFailure } from "./run/failure";
import type { Limits } from "./run/limits";
import { sendable } from "./workerValues";

/** What is needed of a `Worker`, or of the `self` inside one. */
export interface MessagePortLike {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  terminate?(): void;
}

export interface WorkerOutcome {
  readonly text: string;
  readonly displayed: string | null;
  readonly error: PythonFailure | null;
  /** The top-level names that can cross: numbers, texts, lists and dicts of such, and tensors. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface WorkerRunOptions {
  readonly limits?: Omit<Limits, "interrupted">;
  /** Called with each piece of text as it is printed. */
  readonly onText?: (text: string) => void;
}

export interface PythonWorker {
  /** Runs a program. One at a time: what is running is stopped. */
  run(source: string, options?: WorkerRunOptions): Promise<WorkerOutcome>;
  /** Stops what is running: its promise gives what was printed, and an error that says so. */
  interrupt(): void;
}

interface Request {
  readonly id: number;
  readonly source: string;
  readonly limits: Limits;
}

type Reply =
  | { readonly id: number; readonly text: string }
  | { readonly id: number; readonly outcome: WorkerOutcome };

/** Answers `createPythonWorker` from inside the worker. */
export function servePython(port: MessagePortLike): void {
  port.addEventListener("message", ({ data }) => {
    const { id, source, limits } = data as Request;
    const send = (reply: Reply) => port.postMessage(reply);
    const { text, displayed, error, values } = runPython(source, {
      limits,
      onText: (piece) => send({ id, text: piece }),
    });
    send({ id, outcome: { text, displayed, error, values: sendable(values) } });
  });
}

/**
 * Python in a worker.
 * @param start makes the worker; called again after an interruption, which ends the old one.
 */
export function createPythonWorker(start: () => MessagePortLike): PythonWorker {
  let worker: MessagePortLike | null = null;
  let running: Running | null = null;
  let ids = 0;

  function listen(): MessagePortLike {
    const started = start();
    started.addEventListener("message", ({ data }) => {
      const reply = data as Reply;
      // A worker that was ended may have said something before.
      if (running === null || reply.id !== running.id) return;
      if ("text" in reply) running.print(reply.text);
      else {
        const { finish } = running;
        running = null;
        finish(reply.outcome);
      }
    });
    return started;
  }

  function interrupt(): void {
    if (running === null) return;
    worker?.terminate?.();
    worker = null;
    const { finish, text } = running;
    running = null;
    finish({ text, displayed: null, error: interrupted, values: {} });
  }

  return {
    run(source, { limits = {}, onText = () => {} } = {}) {
      interrupt();
      worker ??= listen();
      const port = worker;
      return new Promise((finish) => {
        const id = ++ids;
        running = {
          id,
          text: "",
          print(piece) {
            this.text += piece;
            onText(piece);
          },
          finish,
        };
        const request: Request = { id, source, limits };
        port.postMessage(request);
      });
    },
    interrupt,
  };
}

interface Running {
  readonly id: number;
  text: string;
  print(piece: string): void;
  readonly finish: (outcome: WorkerOutcome) => void;
}

const interrupted: PythonFailure = {
  type: "KeyboardInterrupt",
  message: "",
  text: "KeyboardInterrupt",
  line: 0,
  column: null,
};
