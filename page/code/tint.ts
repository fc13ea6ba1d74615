// A light tint for short code in Python and TypeScript: comments, strings, keywords, numbers.

export type TokenKind = "plain" | "comment" | "string" | "keyword" | "number";

export interface Token {
  kind: TokenKind;
  text: string;
}

const keywords =
  "as|class|const|def|export|extends|false|from|function|if|import|let|new|print|return|throw|true|type|while|with|False|True|null";

const pattern = new RegExp(
  [
    "(?<comment>#.*|//.*)",
    "(?<string>\"[^\"]*\"|'[^']*')",
    `(?<keyword>\\b(?:${keywords})\\b)`,
    "(?<number>\\b\\d+(?:\\.\\d+)?\\b)",
  ].join("|"),
  "g",
);

/** Splits `code` into tokens that join to `code` again. */
export function tint(code: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    if (match.index > end) tokens.push({ kind: "plain", text: code.slice(end, match.index) });
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    tokens.push({ kind: (kind ?? "plain") as TokenKind, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < code.length) tokens.push({ kind: "plain", text: code.slice(end) });
  return tokens;
}
