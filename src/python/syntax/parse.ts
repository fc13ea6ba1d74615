// From a program's text to its syntax tree, or to the SyntaxError that Python gives.

import { parser } from "@lezer/python";
import type { Statement } from "./ast";
import { diagnose } from "./diagnose";
import { checkLayout } from "./layout";
import { Source } from "./source";
import { convertStatements } from "./statements";
import { Branch } from "./tree";

export interface Parsed {
  readonly source: Source;
  readonly body: readonly Statement[];
}

/**
 * A float that ends in its point (`2.`) is unknown to the parser: for its eyes the point becomes a
 * digit, which moves nothing. What the number is, is read from the text itself.
 */
const pointed = /(?<![\p{L}\p{N}_.])(\d[\d_]*)\.(?=[eE][+-]?\d|[^\p{L}\p{N}_.]|$)/gu;

/**
 * In an f-string, `:=` after a value starts a format that pads before the sign or fills with `=`; the
 * parser takes it for an assignment. The same remedy.
 */
const formatted = /(?:[fF][rR]?|[rR][fF])(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/g;
const padded = /:=(?=[<>=^]?[-+ ]?#?\d*,?(?:\.\d+)?[a-zA-Z%]?\})/g;

const parserText = (text: string): string =>
  text.replace(pointed, "$10").replace(formatted, (literal) => literal.replace(padded, ":<"));

/** @throws SyntaxFailure */
export function parse(text: string, file: string): Parsed {
  const source = new Source(text.replace(/^\ufeff/, ""), file);
  const tree = parser.parse(parserText(source.text));
  const layout = checkLayout(source);
  const problem = diagnose(tree, source);
  if (layout !== null && (problem === null || layout.unclosed || layout.at <= problem.at)) {
    const before = problem !== null && problem.at < layout.at;
    throw before ? problem.failure : layout.failure;
  }
  if (problem !== null) throw problem.failure;
  const body = convertStatements(new Branch(tree.topNode, source).children);
  return { source, body };
}
