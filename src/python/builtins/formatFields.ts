// `"{} {name:>5} {0[key].attribute!r}".format(...)`.

import { getAttribute } from "../objects/attributes";
import type { Dict } from "../objects/dict";
import { raise } from "../objects/exceptions";
import { format } from "../objects/formatSpec";
import { getItem } from "../objects/items";
import type { Tuple } from "../objects/sequences";
import { repr, str } from "../objects/text";
import type { Value } from "../objects/value";

export function formatFields(template: string, args: Tuple, kwargs: Dict): string {
  let next = 0;
  let manual = false;
  const argument = (name: string): Value => {
    if (name === "" || /^\d+$/.test(name)) {
      if ((name === "" && manual) || (name !== "" && next > 0)) {
        const [from, to] =
          name === ""
            ? ["manual field specification", "automatic field numbering"]
            : ["automatic field numbering", "manual field specification"];
        throw raise.ValueError(`cannot switch from ${from} to ${to}`);
      }
      manual = name !== "";
      const index = name === "" ? next++ : Number(name);
      const value = args.items[index];
      if (value !== undefined) return value;
      throw raise.IndexError(`Replacement index ${index} out of range for positional args tuple`);
    }
    const value = kwargs.get(name);
    if (value === undefined) throw raise.KeyError(name);
    return value;
  };
  const expand = (text: string, depth: number): string => {
    if (depth > 2 && text.includes("{")) throw raise.ValueError("Max string recursion exceeded");
    let result = "";
    for (let i = 0; i < text.length; i++) {
      const char = text[i] as string;
      if ((char === "{" || char === "}") && text[i + 1] === char) {
        result += char;
        i++;
      } else if (char === "}") {
        throw raise.ValueError("Single '}' encountered in format string");
      } else if (char === "{") {
        const end = closing(text, i);
        result += field(text.slice(i + 1, end), (spec) => expand(spec, depth + 1), argument);
        i = end;
      } else result += char;
    }
    return result;
  };
  return expand(template, 1);
}

/** Where a field that opens here ends. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth === 0) return i;
  }
  throw raise.ValueError(
    open === text.length - 1
      ? "Single '{' encountered in format string"
      : "expected '}' before end of string",
  );
}

function field(
  text: string,
  expand: (spec: string) => string,
  argument: (name: string) => Value,
): string {
  const [, path = "", conversion, spec = ""] =
    /^((?:\[[^\]]*\]|[^!:[])*)(?:!([^:]*))?(?::([\s\S]*))?$/.exec(text) ?? [];
  const [, name = "", rest = ""] = /^([^.[]*)([\s\S]*)$/.exec(path) ?? [];
  let value = argument(name);
  for (const [, attribute, key] of rest.matchAll(/\.([^.[]+)|\[([^\]]*)\]/g)) {
    if (attribute !== undefined) value = getAttribute(value, attribute);
    else value = getItem(value, /^\d+$/.test(key ?? "") ? Number(key) : (key ?? ""));
  }
  if (conversion === "r" || conversion === "a") value = repr(value);
  else if (conversion === "s") value = str(value);
  else if (conversion !== undefined) {
    throw raise.ValueError(`Unknown conversion specifier '${conversion}'`);
  }
  return format(value, expand(spec));
}
