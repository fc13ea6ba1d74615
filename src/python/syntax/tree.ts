// The parser's tree as plain lists of children: what conversion reads.

import type { SyntaxNode } from "@lezer/common";
import type { At } from "./ast";
import type { Source } from "./source";

/** A node of the parser's tree. */
export class Branch implements At {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  #children: readonly Branch[] | null = null;

  constructor(
    readonly node: SyntaxNode,
    readonly source: Source,
  ) {
    this.name = node.name;
    this.from = node.from;
    this.to = node.to;
  }

  get line(): number {
    return this.source.lineOf(this.from);
  }

  get text(): string {
    return this.source.text.slice(this.from, this.to);
  }

  /** The children, comments left out. */
  get children(): readonly Branch[] {
    if (this.#children !== null) return this.#children;
    const children: Branch[] = [];
    for (let node = this.node.firstChild; node !== null; node = node.nextSibling) {
      if (node.name !== "Comment") children.push(new Branch(node, this.source));
    }
    this.#children = children;
    return children;
  }

  get first(): Branch {
    return this.children[0] as Branch;
  }

  get last(): Branch {
    return this.children.at(-1) as Branch;
  }

  child(name: string): Branch | undefined {
    return this.children.find((child) => child.name === name);
  }

  has(name: string): boolean {
    return this.child(name) !== undefined;
  }

  /** The children between commas; those of a comprehension's targets separate nothing. */
  groups(children: readonly Branch[] = this.children): Branch[][] {
    const groups: Branch[][] = [[]];
    let inTargets = false;
    for (const child of children) {
      if (child.name === "for" && groups.at(-1)?.length !== 0) inTargets = true;
      else if (child.name === "in") inTargets = false;
      if (child.name === "," && !inTargets) groups.push([]);
      else (groups.at(-1) as Branch[]).push(child);
    }
    if (groups.at(-1)?.length === 0) groups.pop();
    return groups;
  }

  /** Where it stands, for a node of the syntax tree. */
  get at(): At {
    return { line: this.line, from: this.from, to: this.to };
  }
}

/** Where something stands that spans several branches. */
export const span = (first: At, last: At): At => ({
  line: first.line,
  from: first.from,
  to: last.to,
});
