// The only names of the host that the engine uses; it is compiled without the DOM's types.

declare const console: { warn(message: string): void };
declare function queueMicrotask(task: () => void): void;
