// The syntax tree that programs are lowered from: Python's constructs and nothing of the parser's.

import type { BinarySymbol, UnarySymbol } from "../objects";
import type { Value } from "../objects/value";

export type CompareOperator =
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "in"
  | "not in"
  | "is"
  | "is not";

export interface At {
  /** The line it starts on, from 1. */
  readonly line: number;
  /** The offsets in the source. */
  readonly from: number;
  readonly to: number;
}

export type Expression = At &
  (
    | { readonly kind: "constant"; readonly value: Value }
    | { readonly kind: "name"; readonly id: string }
    | { readonly kind: "attribute"; readonly object: Expression; readonly name: string }
    | { readonly kind: "subscript"; readonly object: Expression; readonly index: Expression }
    | SliceExpression
    | { readonly kind: "call"; readonly fn: Expression; readonly args: readonly Argument[] }
    | { readonly kind: "unary"; readonly op: UnarySymbol; readonly value: Expression }
    | { readonly kind: "not"; readonly value: Expression }
    | {
        readonly kind: "binary";
        readonly op: BinarySymbol;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: "logic";
        readonly op: "and" | "or";
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: "compare";
        readonly first: Expression;
        readonly rest: readonly { readonly op: CompareOperator; readonly value: Expression }[];
      }
    | {
        readonly kind: "conditional";
        readonly test: Expression;
        readonly taken: Expression;
        readonly other: Expression;
      }
    | { readonly kind: "lambda"; readonly fn: FunctionNode }
    | Display
    | {
        readonly kind: "dict";
        /** A missing key is `**value`. */
        readonly items: readonly { readonly key: Expression | null; readonly value: Expression }[];
      }
    | Comprehension
    | { readonly kind: "star"; readonly value: Expression }
    | { readonly kind: "named"; readonly name: string; readonly value: Expression }
    | { readonly kind: "text"; readonly parts: readonly TextPart[] }
    | YieldExpression
    /** What a `yield` was sent: made by lowering only. */
    | { readonly kind: "slot"; readonly slot: number }
  );

export interface SliceExpression {
  readonly kind: "slice";
  readonly start: Expression | null;
  readonly stop: Expression | null;
  readonly step: Expression | null;
}

export interface Display {
  readonly kind: "tuple" | "list" | "set";
  readonly items: readonly Expression[];
}

export interface YieldExpression {
  readonly kind: "yield";
  readonly value: Expression | null;
  readonly delegates: boolean;
}

export interface Comprehension {
  readonly kind: "comprehension";
  readonly makes: "list" | "set" | "dict" | "generator";
  readonly item: Expression;
  /** For dicts: the value beside the key. */
  readonly value: Expression | null;
  readonly clauses: readonly Clause[];
}

export type Clause =
  | { readonly kind: "for"; readonly target: Target; readonly iterable: Expression }
  | { readonly kind: "if"; readonly test: Expression };

/** A part of an f-string: text, or a replacement. */
export type TextPart =
  | string
  | {
      readonly value: Expression;
      readonly conversion: "" | "s" | "r" | "a";
      readonly spec: Expression | null;
    };

export type Argument =
  | { readonly kind: "positional" | "star" | "double"; readonly value: Expression }
  | { readonly kind: "named"; readonly name: string; readonly value: Expression };

/** What can be assigned to. */
export type Target = At &
  (
    | { readonly kind: "name"; readonly id: string }
    | { readonly kind: "attribute"; readonly object: Expression; readonly name: string }
    | { readonly kind: "subscript"; readonly object: Expression; readonly index: Expression }
    | { readonly kind: "unpack"; readonly items: readonly Target[]; readonly star: number }
  );

export interface ParameterNode {
  readonly name: string;
  readonly kind: "positional" | "either" | "rest" | "keyword" | "keywords";
  readonly fallback: Expression | null;
}

export interface FunctionNode extends At {
  readonly name: string;
  readonly parameters: readonly ParameterNode[];
  /** Statements, or for a lambda its one expression. */
  readonly body: readonly Statement[] | Expression;
  readonly doc: string | null;
}

export type Statement = At &
  (
    | { readonly kind: "expression"; readonly value: Expression }
    | {
        readonly kind: "assign";
        readonly targets: readonly Target[];
        readonly value: Expression;
        readonly annotation?: Annotation;
      }
    | { readonly kind: "declare"; readonly annotation: Annotation }
    | {
        readonly kind: "augment";
        readonly target: Target;
        readonly op: BinarySymbol;
        readonly value: Expression;
      }
    | { readonly kind: "delete"; readonly targets: readonly Target[] }
    | { readonly kind: "pass" | "break" | "continue" }
    | { readonly kind: "return"; readonly value: Expression | null }
    | {
        readonly kind: "raise";
        readonly value: Expression | null;
        readonly cause: Expression | null;
      }
    | {
        readonly kind: "assert";
        readonly test: Expression;
        readonly message: Expression | null;
      }
    | { readonly kind: "import"; readonly names: readonly ImportName[] }
    | {
        readonly kind: "from";
        readonly module: string;
        /** Null is `*`. */
        readonly names: readonly ImportName[] | null;
      }
    | { readonly kind: "global" | "nonlocal"; readonly names: readonly string[] }
    | {
        readonly kind: "if";
        readonly branches: readonly { readonly test: Expression; readonly body: Body }[];
        readonly other: Body;
      }
    | {
        readonly kind: "while";
        readonly test: Expression;
        readonly body: Body;
        readonly other: Body;
      }
    | {
        readonly kind: "for";
        readonly target: Target;
        readonly iterable: Expression;
        readonly body: Body;
        readonly other: Body;
      }
    | TryStatement
    | {
        readonly kind: "with";
        readonly items: readonly { readonly context: Expression; readonly target: Target | null }[];
        readonly body: Body;
      }
    | {
        readonly kind: "function";
        readonly fn: FunctionNode;
        readonly decorators: readonly Expression[];
      }
    | ClassStatement
  );

/** `name: annotation`: the annotation is kept as it is written, and not evaluated. */
export interface Annotation {
  /** Null where what is annotated is not a name. */
  readonly name: string | null;
  readonly text: string;
}

export interface TryStatement {
  readonly kind: "try";
  readonly body: Body;
  readonly handlers: readonly Handler[];
  readonly other: Body;
  readonly final: Body;
}

export interface ClassStatement {
  readonly kind: "class";
  readonly name: string;
  readonly args: readonly Argument[];
  readonly body: Body;
  readonly doc: string | null;
  readonly decorators: readonly Expression[];
}

export interface Handler extends At {
  readonly type: Expression | null;
  readonly name: string | null;
  readonly body: Body;
}

export interface ImportName {
  readonly name: string;
  readonly as: string | null;
}

export type Body = readonly Statement[];

/** The nodes of a kind. */
export type StatementOf<K extends Statement["kind"]> = Extract<Statement, { kind: K }>;
export type ExpressionOf<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;
