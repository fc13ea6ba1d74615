// Writes COMPONENTS.md: every component with its properties, read from the docstrings in components/.
// `node scripts/components.mjs` writes it, `--check` fails if it is out of date.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { declarations, parse, resolve } from "./componentSources.mjs";
import {
  block,
  code,
  declarationOf,
  docOf,
  examplesOf,
  row,
  signatureOf,
  writeOrCheck,
} from "./docstrings.mjs";
import { root } from "./setup.mjs";
import { pageCss, themeRows } from "./themeDocs.mjs";

const folder = join(root, "components");

const rooms = {
  slider: "Sliders and numbers",
  heatmap: "Heatmaps",
  graph: "Graphs",
  backward: "The backward pass",
  plot: "Plots",
  landscape: "Loss landscapes",
  descent: "Descent",
  text: "Text and tables",
  code: "Code",
  workbench: "The workbench: undo, promises, links between components",
  words: "Words",
  "": "What all components share",
};

/** The properties of an interface, those of interfaces it extends in the same file first.
 * @param {ts.InterfaceDeclaration} declaration
 * @param {Map<string, ts.Node>} declared
 * @returns {string[]}
 */
function propertyRows(declaration, declared) {
  const inherited = (declaration.heritageClauses ?? []).flatMap((clause) =>
    clause.types.flatMap(({ expression }) => {
      const base = declared.get(expression.getText());
      return base && ts.isInterfaceDeclaration(base) ? propertyRows(base, declared) : [];
    }),
  );
  /** @type {{ names: string[], type: string, fallback: string, text: string }[]} */
  const own = [];
  for (const member of declaration.members.filter(ts.isPropertySignature)) {
    const { text, fallback } = docOf(member);
    const [name, type] = [code(member.name.getText()), code(member.type?.getText() ?? "")];
    const last = own[own.length - 1];
    // `min?: number; max?: number;` under one docstring are one row.
    if (text === "" && fallback === "" && last?.type === type) last.names.push(name);
    else {
      const needed = member.questionToken || fallback ? fallback : "required";
      own.push({ names: [name], type, fallback: needed, text });
    }
  }
  const rows = own.map(({ names, type, fallback, text }) =>
    row([names.join(", "), type, fallback, text]),
  );
  const methods = declaration.members.filter(ts.isMethodSignature).map((member) => {
    const signature = member
      .getText()
      .replace(/^[\s\S]*?\(/, "(")
      .replace(/;$/, "");
    return row([code(member.name.getText()), code(signature), "", docOf(member).text]);
  });
  return [...inherited, ...rows, ...methods];
}

/** A component: its docstring, examples and properties.
 * @param {string} name
 * @param {ts.Node} node
 * @param {ts.InterfaceDeclaration} props
 * @param {Map<string, ts.Node>} declared
 */
function component(name, node, props, declared) {
  const { text, examples } = docOf(node);
  if (text === "") throw new Error(`components: ${name} has no docstring`);
  const rows = propertyRows(props, declared);
  const table =
    rows.length === 0 ? [] : ["| property | type | default | |", "|---|---|---|---|", ...rows, ""];
  return [`### ${name}`, "", text, "", ...examplesOf(examples), ...table];
}

/** A function or a constant: how it is called, and its docstring.
 * @param {string} name
 * @param {ts.Node} node
 */
function helper(name, node) {
  const { text, params, returns, examples } = docOf(node);
  if (text === "") faults.push(`components: ${name} has no docstring`);
  const told = params.filter((each) => each.text !== "");
  const details = [
    ...told.map((each) => `* ${code(each.name)}: ${each.text}`),
    ...(returns === "" ? [] : [`* Returns ${returns}`]),
  ].map((item) => item.replace(/\s+/g, " "));
  const list = details.length === 0 ? [] : [...details, ""];
  const signature = signatureOf(name, node) ?? `${name}: ${constantType(node)}`;
  return [
    `#### ${name}`,
    "",
    ...block("ts", signature),
    text,
    "",
    ...list,
    ...examplesOf(examples),
  ];
}

/** What a constant is: as it is declared, or a string. @param {ts.Node} node */
function constantType(node) {
  const declaration = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : null;
  if (declaration?.type) return declaration.type.getText();
  const { initializer } = declaration ?? {};
  if (initializer && ts.isTemplateLiteral(initializer)) return "string";
  return "ComponentStrings";
}

/** A type, as it is written. @param {ts.Node} node */
function type(node) {
  const { text } = docOf(node);
  return [...(text === "" ? [] : [text, ""]), ...block("ts", declarationOf(node))];
}

/** What is wrong with the docstrings: the check fails for it. @type {string[]} */
const faults = [];

/** What is exported to apps. */
const entries = ["index.ts", "code/index.ts"];

/** Everything that the entries export, by room: components first, then what goes with them. */
function chapters() {
  /** @type {Map<string, { components: string[], helpers: string[], types: string[] }>} */
  const byRoom = new Map();
  for (const entry of entries.map((each) => join(folder, each))) {
    for (const statement of parse(entry).statements) {
      if (!ts.isExportDeclaration(statement) || !statement.exportClause) continue;
      if (!statement.moduleSpecifier || !ts.isNamedExports(statement.exportClause)) continue;
      const { text } = /** @type {ts.StringLiteral} */ (statement.moduleSpecifier);
      const path = resolve(dirname(entry), text);
      const place = relative(folder, dirname(path));
      const chapter = byRoom.get(place) ?? { components: [], helpers: [], types: [] };
      byRoom.set(place, chapter);
      const names = statement.exportClause.elements.map(({ name }) => name.text);
      addExports(chapter, names, declarations(parse(path)));
    }
  }
  return byRoom;
}

/**
 * @param {{ components: string[], helpers: string[], types: string[] }} chapter
 * @param {string[]} names
 * @param {Map<string, ts.Node>} declared
 */
function addExports(chapter, names, declared) {
  for (const name of names) {
    const node = declared.get(name);
    if (!node) {
      faults.push(`components: ${name} is exported, and not declared where it is exported from`);
      continue;
    }
    const props = declared.get(`${name}Props`);
    if (props && ts.isInterfaceDeclaration(props)) {
      chapter.components.push(...component(name, node, props, declared));
    } else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      if (!name.endsWith("Props")) chapter.types.push(...type(node));
    } else chapter.helpers.push(...helper(name, node));
  }
}

/** @param {string} of @returns {string[]} source files below it */
const filesBelow = (of) =>
  readdirSync(of, { withFileTypes: true }).flatMap((entry) => {
    const path = join(of, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /\.tsx$/.test(entry.name) ? [path] : [];
  });

/** Parts that a component has and no docstring names.
 * @param {string} text
 */
function unnamedParts(text) {
  return filesBelow(folder).flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/\bpart="([^"]+)"/g)]
      .flatMap(([, names = ""]) => names.split(" "))
      .filter((name) => !text.includes(`\`${name}\``))
      .map((name) => `${relative(root, path)}: part "${name}" is in no component's docstring`),
  );
}

const found = chapters();
for (const place of found.keys()) {
  if (!Object.hasOwn(rooms, place)) faults.push(`components: the room ${place} has no title`);
}
const sections = Object.entries(rooms).flatMap(([place, title]) => {
  const chapter = found.get(place);
  if (!chapter) return [];
  return [`## ${title}`, "", ...chapter.components, ...chapter.helpers, ...chapter.types];
});
const text = `# Components

Generated from the docstrings of components/ by \`scripts/components.mjs\`; \`npm run components\` writes it
again. \`npm start\` shows every component in every state in the gallery, at /gallery.html.

All are imported from \`solid-autograd/components\`, CodeCell from \`solid-autograd/code\`. A component shows
live tensors: it follows what it is given, at once, and needs no other wiring. Each works alone; below a
\`WorkbenchProvider\` they know of each other: drags can be undone, cells light up what they belong to.
Make tensors outside JSX, and give them to \`of\` by name: an expression there, such as \`of={w.mul(2)}\`, makes
a tensor of its own for each component, and another when a signal that it reads changes.
Tensors, gradients and layers are in [API.md](API.md).

\`\`\`tsx
import { createBackward, tensor } from "solid-autograd";
import {
  createWorkbench,
  GraphView,
  LossReadout,
  ParameterSlider,
  Plot,
  WorkbenchProvider,
} from "solid-autograd/components";

export function Figure() {
  const w = tensor(2, { requiresGrad: true });
  w.name = "w"; // what captions, cards and formulas call it
  const loss = w.mul(3).sub(1).pow(2);
  loss.name = "loss";
  createBackward(loss); // from here on w.grad is always current
  return (
    <WorkbenchProvider workbench={createWorkbench()}>
      <ParameterSlider of={w} gradient={() => w.grad} loss={loss} readout={false} />
      <LossReadout of={loss} />
      <Plot of={loss} leaf={w} />
      <GraphView of={loss} />
    </WorkbenchProvider>
  );
}
\`\`\`

Components have no margins of their own: the page sets the distances. They bring their styles with them,
into a shadow root too, and a content security policy may be as strict as
\`script-src 'self'; style-src 'self'\`; with \`'wasm-unsafe-eval'\` among the scripts large tensors are faster.
A graph of more than some sixty nodes is laid out by a worker from the page's own origin, and in the page
where there can be none. Words are English; \`<StringsProvider strings={chinese}>\` gives Chinese ones.

${sections.join("\n")}
## Colours and type

Components paint no background of their own: they stand on the page's. Set these custom properties on any
ancestor. Colours follow \`color-scheme\`, and \`data-theme="light"\` or \`"dark"\` on any ancestor. Single
elements are reached by \`::part(…)\` where a component stands in a shadow
root of yours, and by \`[part="…"]\` elsewhere.

| property | default |
|---|---|
${themeRows().join("\n")}

These defaults hold inside the components only: \`var(--sa-surface)\` is empty on a page that has not set it.
To give a page, or a host of a shadow root, the same colours, set them there, in a style sheet of yours, and
use them. Everything inside follows, in light and dark:

\`\`\`css
${pageCss}
\`\`\`
`;

writeOrCheck("COMPONENTS.md", text, "components", [...faults, ...unnamedParts(text)]);
