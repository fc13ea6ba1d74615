// The two spellings of a name: PyTorch's, as Python writes it, and the engine's.

/** `log_softmax` as `logSoftmax`; a leading or trailing underscore stays. */
export const camelCase = (name: string): string =>
  name.replace(/(?<!^)_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `logSoftmax` as `log_softmax`. */
export const snakeCase = (name: string): string =>
  name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
