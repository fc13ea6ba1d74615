// The text of a module and all below it, as PyTorch prints it.

import { callMethod } from "../../objects";
import { childrenOf, type ModuleObject } from "./moduleObject";

/** @param show the text of a child module */
export function moduleText(module: ModuleObject, show: (child: ModuleObject) => string): string {
  const extra = String(callMethod(module, "extra_repr", []));
  const lines = extra === "" ? [] : extra.split("\n");
  const children = childrenOf(module).map(
    ([name, child]) => `(${name}): ${show(child).replaceAll("\n", "\n  ")}`,
  );
  const { name } = module.type;
  if (lines.length === 0 && children.length === 0) return `${name}()`;
  if (children.length === 0 && lines.length === 1) return `${name}(${lines[0]})`;
  return `${name}(\n  ${[...lines, ...children].join("\n  ")}\n)`;
}
