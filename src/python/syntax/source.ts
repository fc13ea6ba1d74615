// A program's text: its lines, and the errors that point into it.

export class Source {
  readonly #starts: number[] = [0];

  constructor(
    readonly text: string,
    readonly file: string,
  ) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  /** The line of an offset, from 1. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** The column of an offset, from 1. */
  columnOf(offset: number): number {
    return offset - (this.#starts[this.lineOf(offset) - 1] as number) + 1;
  }

  /** A line without its end. */
  line(number: number): string {
    const start = this.#starts[number - 1];
    if (start === undefined) return "";
    const end = this.#starts[number];
    return this.text.slice(start, end === undefined ? undefined : end - 1).replace(/\r$/, "");
  }

  /** An error at an offset. */
  error(message: string, offset: number, type?: SyntaxKind): SyntaxFailure {
    return new SyntaxFailure(message, this.lineOf(offset), this.columnOf(offset), type);
  }
}

export type SyntaxKind = "SyntaxError" | "IndentationError" | "TabError";

/** A program that is not Python, or not the Python that runs here. */
export class SyntaxFailure extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
    readonly type: SyntaxKind = "SyntaxError",
  ) {
    super(message);
  }
}
