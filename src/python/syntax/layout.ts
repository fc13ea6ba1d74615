// Lines, indentation, brackets and strings: the errors that Python finds before it parses. The parser
// used here repairs them silently.

import type { Source, SyntaxFailure, SyntaxKind } from "./source";

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
/** By the letter of its prefix: the name of a base, and what is no digit of it. */
const numberBases: Readonly<Record<string, readonly [string, RegExp]>> = {
  x: ["hexadecimal", /[^0-9a-fA-F_]/],
  o: ["octal", /[^0-7_]/],
  b: ["binary", /[^01_]/],
};
const openers = /^\s*(if|elif|else|for|while|try|except|finally|with|def|class|match|case)\b/;

/** What an opener is called in "expected an indented block after …". */
function named(line: string): string {
  const [, word = ""] = openers.exec(line) ?? [];
  if (word === "def") return "function definition";
  if (word === "class") return "class definition";
  return `'${word}' statement`;
}

export interface LayoutProblem {
  readonly at: number;
  readonly failure: SyntaxFailure;
  /** A bracket that nothing closes: anything wrong after it is its fault. */
  readonly unclosed: boolean;
}

/** The first problem of a program's layout. */
export function checkLayout(source: Source): LayoutProblem | null {
  return new Layout(source).check();
}

class Layout {
  readonly #text: string;
  readonly #brackets: { char: string; at: number }[] = [];
  /** Columns of the blocks that are open, with tabs as wide as eight spaces and as one. */
  readonly #indents: (readonly [wide: number, narrow: number])[] = [[0, 0]];
  #problem: LayoutProblem | null = null;
  /** The header of a block whose body is to come. */
  #header: { at: number; column: number } | null = null;

  constructor(readonly source: Source) {
    this.#text = source.text;
  }

  check(): LayoutProblem | null {
    const text = this.#text;
    let at = 0;
    while (at < text.length && this.#problem === null) at = this.#logicalLine(at);
    if (this.#problem === null && this.#brackets.length > 0) {
      const { char, at: where } = this.#brackets.at(-1) as { char: string; at: number };
      this.#fail(`'${char}' was never closed`, where, "SyntaxError", true);
    }
    if (this.#problem === null && this.#header !== null) this.#missingBlock(text.length);
    return this.#problem;
  }

  #fail(message: string, at: number, type: SyntaxKind = "SyntaxError", unclosed = false): void {
    this.#problem ??= { at, failure: this.source.error(message, at, type), unclosed };
  }

  #missingBlock(at: number): void {
    const { at: start } = this.#header as { at: number };
    const line = this.source.lineOf(start);
    const words = named(this.source.line(line));
    this.#fail(
      `expected an indented block after ${words} on line ${line}`,
      Math.min(at, this.#text.length),
      "IndentationError",
    );
  }

  /** Checks one logical line; the offset after it. */
  #logicalLine(start: number): number {
    const text = this.#text;
    let at = start;
    let column = 0;
    for (; text[at] === " " || text[at] === "\t" || text[at] === "\f"; at++) {
      column = text[at] === "\t" ? (Math.floor(column / 8) + 1) * 8 : column + 1;
    }
    if (at >= text.length) return at;
    if (text[at] === "\n" || text[at] === "\r") return at + 1;
    if (text[at] === "#") return this.#lineEnd(at) + 1;
    this.#indent(at, column, at - start);
    const first = at;
    let last = at;
    while (at < text.length && this.#problem === null) {
      const char = text[at] as string;
      if (char === "\n" && this.#brackets.length === 0) break;
      if (char === "#") {
        at = this.#lineEnd(at);
        continue;
      }
      if (char === "\\" && /^\\\r?\n/.test(text.slice(at, at + 3))) {
        at = text.indexOf("\n", at) + 1;
        continue;
      }
      if (!/\s/.test(char)) last = at;
      at = this.#token(at);
    }
    if (text[last] === ":" && openers.test(text.slice(first, first + 12))) {
      this.#header = { at: first, column };
    }
    return at + 1;
  }

  #lineEnd(at: number): number {
    const end = this.#text.indexOf("\n", at);
    return end < 0 ? this.#text.length : end;
  }

  #indent(at: number, column: number, narrow: number): void {
    const [current, currentNarrow] = this.#indents.at(-1) as readonly [number, number];
    if (column > current !== narrow > currentNarrow && column >= current) {
      this.#mixed(at);
      return;
    }
    if (this.#header !== null) {
      if (column <= this.#header.column) {
        this.#missingBlock(at);
        return;
      }
      this.#header = null;
      this.#indents.push([column, narrow]);
    } else if (column > current) this.#fail("unexpected indent", at, "IndentationError");
    else if (column < current) {
      while ((this.#indents.at(-1)?.[0] ?? 0) > column) this.#indents.pop();
      const [wide, thin] = this.#indents.at(-1) as readonly [number, number];
      if (wide === column && thin !== narrow) {
        this.#mixed(at);
        return;
      }
      if (wide !== column) {
        this.#fail(
          "unindent does not match any outer indentation level",
          this.#lineEnd(at),
          "IndentationError",
        );
      }
    }
  }

  #mixed(at: number): void {
    const start = at - this.source.columnOf(at) + 1;
    this.#fail("inconsistent use of tabs and spaces in indentation", start, "TabError");
  }

  /** Passes over one character, or over a whole word or string. */
  #token(at: number): number {
    const text = this.#text;
    const char = text[at] as string;
    if (char === '"' || char === "'") return this.#string(at);
    if (/[\p{L}_]/u.test(char)) {
      let end = at + 1;
      while (end < text.length && /[\p{L}\p{N}_]/u.test(text[end] as string)) end++;
      return end;
    }
    if (/[0-9]/.test(char)) return this.#number(at);
    if (char in closing) this.#brackets.push({ char, at });
    else if (char === ")" || char === "]" || char === "}") this.#close(char, at);
    else if (char === "\\") {
      this.#fail("unexpected character after line continuation character", at + 1);
    } else if (char === "$" || char === "?" || char === "`") this.#fail("invalid syntax", at);
    else if (char === "!" && text[at + 1] !== "=") this.#fail("invalid syntax", at);
    return at + 1;
  }

  #number(at: number): number {
    const rest = this.#text.slice(at, at + 400);
    const based = /^0([xXoObB])([0-9a-zA-Z_]*)/.exec(rest);
    if (based !== null) {
      const [all, letter = "", digits = ""] = based;
      const [name, allowed] = numberBases[letter.toLowerCase()] as readonly [string, RegExp];
      const wrong = digits.search(allowed);
      if (wrong >= 0 && /[0-9]/.test(digits[wrong] as string)) {
        this.#fail(`invalid digit '${digits[wrong]}' in ${name} literal`, at + 2 + wrong);
      } else if (wrong >= 0 || digits === "") {
        this.#fail(`invalid ${name} literal`, at + 1 + Math.max(0, wrong));
      }
      return at + all.length;
    }
    const [all = ""] = /^(?:\d[\d_]*)?(?:\.[\d_]*)?(?:[eE][-+]?\d[\d_]*)?[jJ]?/.exec(rest) ?? [];
    const end = at + all.length;
    const next = this.#text.slice(end, end + 8);
    if (/^[\p{L}_]/u.test(next) && !/^(?:and|else|for|if|in|is|not|or)\b/.test(next)) {
      this.#fail("invalid decimal literal", end - 1);
    }
    return end;
  }

  #close(char: string, at: number): void {
    const open = this.#brackets.pop();
    if (open === undefined) {
      this.#fail(`unmatched '${char}'`, at);
      return;
    }
    if (closing[open.char] === char) return;
    const [from, here] = [this.source.lineOf(open.at), this.source.lineOf(at)];
    const where = from === here ? "" : ` on line ${from}`;
    this.#fail(
      `closing parenthesis '${char}' does not match opening parenthesis '${open.char}'${where}`,
      at,
    );
  }

  #string(at: number): number {
    const text = this.#text;
    const quote = text[at] as string;
    const triple = text.startsWith(quote.repeat(3), at);
    const end = triple ? quote.repeat(3) : quote;
    for (let i = at + end.length; i < text.length; i++) {
      if (text[i] === "\\") i += text.startsWith("\r\n", i + 1) ? 2 : 1;
      else if (text.startsWith(end, i)) return i + end.length;
      else if (text[i] === "\n" && !triple) break;
    }
    const kind = triple
      ? "unterminated triple-quoted string literal"
      : "unterminated string literal";
    const line = triple ? this.source.lineOf(text.length) : this.source.lineOf(at);
    const prefix = /[a-zA-Z]{0,2}$/.exec(text.slice(Math.max(0, at - 2), at))?.[0].length ?? 0;
    this.#fail(`${kind} (detected at line ${line})`, at - prefix);
    return text.length;
  }
}
