// Parameter lists of `def` and `lambda`.

import type { FunctionNode, ParameterNode } from "./ast";
import { convert, nameOf } from "./expressions";
import type { Branch } from "./tree";

/** Where one parameter stands among the others. */
interface Progress {
  star: boolean;
  bare: Branch | null;
  keywords: boolean;
  fallback: boolean;
  slash: boolean;
}

export function convertParameters(list: Branch): ParameterNode[] {
  const isLambda = list.first?.name !== "(";
  const inside = isLambda ? list.children : list.children.slice(1, -1);
  const parameters: ParameterNode[] = [];
  const names = new Set<string>();
  const progress: Progress = {
    star: false,
    bare: null,
    keywords: false,
    fallback: false,
    slash: false,
  };
  const groups = list.groups(inside);
  // A slash at the end leaves no trace in the tree at all.
  const end = inside.at(-1)?.to ?? list.from + 1;
  const slashed = !isLambda && list.source.text.slice(end, list.to - 1).includes("/");
  if (slashed && (inside.length === 0 || inside.at(-1)?.name === ",")) groups.push([]);
  for (const group of groups) {
    const made = convertParameter(group, list, parameters, progress);
    if (made === null) continue;
    if (names.has(made.name)) {
      const at = (group.find((part) => part.name === "VariableName") as Branch).from;
      throw list.source.error(`duplicate argument '${made.name}' in function definition`, at);
    }
    names.add(made.name);
    parameters.push(made);
  }
  if (progress.bare !== null && !parameters.some(isKeyword)) refuseBare(progress.bare);
  return parameters;
}

const isKeyword = ({ kind }: ParameterNode): boolean => kind === "keyword";

function refuseBare(star: Branch): never {
  throw star.source.error("named arguments must follow bare *", star.from);
}

function convertParameter(
  group: readonly Branch[],
  list: Branch,
  before: ParameterNode[],
  progress: Progress,
): ParameterNode | null {
  const { source } = list;
  const [first, second] = group;
  if (first === undefined) {
    // The parser leaves the slash out of its tree.
    if (progress.slash) throw source.error("/ may appear only once", list.from);
    if (before.length === 0) throw source.error("invalid syntax", list.from + 1);
    progress.slash = true;
    before.forEach((parameter, i) => {
      before[i] = { ...parameter, kind: "positional" };
    });
    return null;
  }
  if (progress.keywords) {
    throw source.error("arguments cannot follow var-keyword argument", first.from);
  }
  if (first.name === "**") {
    if (progress.bare !== null && !before.some(isKeyword)) refuseBare(progress.bare);
    progress.keywords = true;
    return { name: nameOf(second as Branch), kind: "keywords", fallback: null };
  }
  if (first.name === "*") {
    if (progress.star) throw source.error("* argument may appear only once", first.from);
    progress.star = true;
    if (second === undefined) {
      progress.bare = first;
      return null;
    }
    return { name: nameOf(second), kind: "rest", fallback: null };
  }
  const assigned = group.some((part) => part.name === "AssignOp");
  const fallback = assigned ? convert(group.at(-1) as Branch) : null;
  if (progress.star) return { name: nameOf(first), kind: "keyword", fallback };
  if (fallback === null && progress.fallback) {
    throw source.error("non-default argument follows default argument", first.from);
  }
  progress.fallback ||= assigned;
  return { name: nameOf(first), kind: "either", fallback };
}

export function convertLambda(branch: Branch): FunctionNode {
  const list = branch.child("ParamList");
  return {
    name: "<lambda>",
    parameters: list === undefined ? [] : convertParameters(list),
    body: convert(branch.last),
    doc: null,
    ...branch.at,
  };
}
