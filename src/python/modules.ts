// The modules that there are. A name that is not here cannot be imported.

import { collectionsModule } from "./modules/collections";
import { dataclassesModule } from "./modules/dataclasses";
import { functoolsModule } from "./modules/functools";
import { itertoolsModule } from "./modules/itertools";
import { mathModule } from "./modules/math";
import { operatorModule } from "./modules/operator";
import { randomModule } from "./modules/random";
import {
  abcModule,
  copyModule,
  stringModule,
  sysModule,
  timeModule,
  typingModule,
  warningsModule,
} from "./modules/small";
import { Module } from "./objects/module";
import { torchModules } from "./torch";

const makers: ReadonlyMap<string, () => Module> = new Map(
  Object.entries({
    ...torchModules,
    math: mathModule,
    random: randomModule,
    functools: functoolsModule,
    itertools: itertoolsModule,
    operator: operatorModule,
    collections: collectionsModule,
    "collections.abc": typingModule,
    typing: typingModule,
    copy: copyModule,
    dataclasses: dataclassesModule,
    time: timeModule,
    string: stringModule,
    sys: sysModule,
    warnings: warningsModule,
    abc: abcModule,
  }),
);

const made = new Map<string, Module>();

/** The module of a dotted name; null if there is none. */
export function moduleNamed(name: string): Module | null {
  const known = made.get(name);
  if (known !== undefined) return known;
  const maker = makers.get(name);
  if (maker !== undefined) {
    const module = maker();
    made.set(name, module);
    return module;
  }
  // `torch.nn.modules` as an attribute of a module that there is.
  const dot = name.lastIndexOf(".");
  const parent = dot < 0 ? null : moduleNamed(name.slice(0, dot));
  const member = parent?.members.get(name.slice(dot + 1));
  return member instanceof Module ? member : null;
}
