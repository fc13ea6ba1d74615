// Writes API.md: what the engine exports beside its operations, read from the docstrings in src/.
// `node scripts/api.mjs` writes it, `--check` fails if it is out of date, or if an export is neither here
// nor in OPS.md, or in both.

import { join } from "node:path";
import ts from "typescript";
import { runnerImport } from "vite";
import { entryText, memberText, rowText, separated, undocumented } from "./apiEntries.mjs";
import { exported, fileOf, membersOf } from "./apiExports.mjs";
import { rooms } from "./apiRooms.mjs";
import { examplesOf, row, writeOrCheck } from "./docstrings.mjs";
import { root } from "./setup.mjs";

const { module } = await runnerImport(join(root, "scripts/op-table.ts"), { configFile: false });
/** @type {typeof import("./op-table")} */
const { engine, operations } = module;

/** What a path such as `nn.functional.relu` holds at run time. @param {string} path */
const valueAt = (path) =>
  path.split(".").reduce((/** @type {any} */ value, name) => value?.[name], engine);

const calls = new Set(
  [...operations.values()].filter((op) => op.namespace !== "internal").map((op) => op.call),
);
const entries = exported();
const tensor = entries.get("Tensor");
if (!tensor) throw new Error("Tensor is not exported");
const members = membersOf(tensor.symbol);

/** @type {string[]} */
const faults = [];
/** What is written somewhere. @type {Set<string>} */
const written = new Set();

/** @param {string} name */
function once(name) {
  if (written.has(name)) faults.push(`API.md: ${name} is in two places of scripts/apiRooms.mjs`);
  written.add(name);
}

/** What a name of a room stands for. @param {string} name */
function declarationsOf(name) {
  once(name);
  const found = name.startsWith("Tensor.")
    ? members.get(name.slice("Tensor.".length))
    : entries.get(name)?.declarations;
  if (!found) faults.push(`API.md: ${name} is in scripts/apiRooms.mjs and not exported`);
  return found ?? [];
}

/** The classes that are declared in some files and have no entry of their own.
 * @param {readonly string[]} files
 * @param {import("./apiRooms.mjs").Room} room
 */
const classesIn = (files, room) =>
  files.flatMap((file) =>
    [...entries.values()]
      .filter((entry) => fileOf(entry) === `src/${file}.ts` && !room.parts.includes(entry.path))
      .filter((entry) => entry.declarations.some(ts.isClassDeclaration))
      .map(({ path }) => path),
  );

/** @param {string} name */
function section(name) {
  const declarations = declarationsOf(name);
  if (declarations.length === 0) return [];
  // Behind a table begins a line of its own, below the chapter's.
  if (afterTable) contents.push("  - Further:");
  afterTable = false;
  list(name, anchor(name));
  const entry = entries.get(name);
  if (!entry) return memberText(name.slice("Tensor.".length), declarations);
  return entryText(entry, name === "Tensor");
}

/**
 * @param {import("./apiRooms.mjs").Table} part
 * @param {import("./apiRooms.mjs").Room} room
 */
function table({ title, names = [], files = [] }, room) {
  contents.push(`  - [${title}](#${anchor(title)}):`);
  /** @type {string[]} */
  const shown = [];
  const rows = [...names, ...classesIn(files, room)].map((name) => {
    const { call, text, examples } = rowText(name, declarationsOf(name));
    shown.push(...examples);
    const id = name.toLowerCase().replace(/[^\w]/g, "");
    list(name, id);
    return row([`<a id="${id}"></a>${call}`, text]);
  });
  afterTable = true;
  return [`### ${title}`, "", "| | |", "|---|---|", ...rows, "", ...examplesOf(separated(shown))];
}

/** The lines of the index. @type {string[]} */
const contents = [];
let afterTable = false;
/** @type {Map<string, number>} */
const taken = new Map();

/** The anchor that GitHub makes of a heading. @param {string} heading */
function anchor(heading) {
  const slug = heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
  const count = taken.get(slug) ?? 0;
  taken.set(slug, count + 1);
  return count === 0 ? slug : `${slug}-${count}`;
}

/** @param {string} name @param {string} id */
function list(name, id) {
  contents[contents.length - 1] += ` [${name}](#${id}),`;
}

const lines = rooms.flatMap((room) => {
  afterTable = false;
  contents.push(`- **[${room.title}](#${anchor(room.title)})**:`);
  const text = room.text === "" ? [] : [room.text, ""];
  const parts = room.parts.flatMap((part) =>
    typeof part === "string" ? section(part) : table(part, room),
  );
  return [`## ${room.title}`, "", ...text, ...parts];
});

for (const { path, also } of entries.values()) {
  const operation = [path, ...also].some((each) => calls.has(valueAt(each)));
  if (operation && written.has(path)) faults.push(`API.md: ${path} is an operation: see OPS.md`);
  if (!operation && !written.has(path)) {
    faults.push(`API.md: ${path} is exported and in no room of scripts/apiRooms.mjs`);
  }
}
for (const name of members.keys()) {
  if (!written.has(`Tensor.${name}`)) faults.push(`API.md: Tensor.${name} is in no room`);
}

const text = `# API

Generated from the docstrings of src/ by \`scripts/api.mjs\`; \`npm run api\` writes it again. All but the last
chapter is imported from \`solid-autograd\`. The operations, as functions and as methods of tensors, are in
[OPS.md](OPS.md), the components in [COMPONENTS.md](COMPONENTS.md).

## Contents

${contents.map((line) => line.replace(/[,:]$/, "")).join("\n")}

${lines.join("\n").trimEnd()}
`;

writeOrCheck("API.md", text, "api", [...faults, ...undocumented]);
