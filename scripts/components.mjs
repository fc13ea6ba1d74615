// Writes COMPONENTS.md: every component with its properties, read from the docstrings in components/.
// `node scripts/components.mjs` writes it, `--check` fails if it is out of date.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { root } from "./setup.mjs";

const file = "COMPONENTS.md";
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
  "": "What all components share",
};

/** @param {string} path */
const parse = (path) =>
  ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);

/** The file that `./x` means in a file of `from`.
 * @param {string} from
 * @param {string} specifier
 */
function resolve(from, specifier) {
  const base = join(from, specifier);
  const found = [".ts", ".tsx"]
    .map((ending) => base + ending)
    .find((path) => ts.sys.fileExists(path));
  if (!found) throw new Error(`components/index.ts exports from ${specifier}, which is no file`);
  return found;
}

/** The docstring of a declaration: its text, what `@default` says, and its examples.
 * @param {ts.Node} node
 */
function docOf(node) {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const doc = docs[docs.length - 1];
  const comment = doc ? (ts.getTextOfJSDocComment(doc.comment) ?? "") : "";
  /** @param {string} name */
  const tags = (name) =>
    (doc?.tags ?? [])
      .filter((tag) => tag.tagName.text === name)
      .map((tag) => ts.getTextOfJSDocComment(tag.comment) ?? "");
  return {
    text: comment.trim(),
    fallback: tags("default")[0] ?? "",
    returns: tags("returns")[0] ?? "",
    examples: tags("example").map((example) => example.trim()),
  };
}

/** One line of a table. @param {string[]} cells */
const row = (cells) =>
  `| ${cells.map((cell) => cell.replace(/\s+/g, " ").replaceAll("|", "\\|")).join(" | ")} |`;

/** Text as code that may hold backticks of its own. @param {string} text */
const code = (text) => (text === "" ? "" : `\`${text.replace(/\s+/g, " ")}\``);

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

/** Every declaration of a file by its name.
 * @param {ts.SourceFile} source
 */
function declarations(source) {
  /** @type {Map<string, ts.Node>} */
  const found = new Map();
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        found.set(declaration.name.getText(), statement);
      }
    } else if (
      (ts.isFunctionDeclaration(statement) ||
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement)) &&
      statement.name
    ) {
      // Of an overloaded function, the first signature has the docstring.
      if (!found.has(statement.name.text)) found.set(statement.name.text, statement);
    }
  }
  return found;
}

/** @param {string[]} examples */
const examplesOf = (examples) => examples.flatMap((example) => ["```tsx", example, "```", ""]);

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
  const { text, returns, examples } = docOf(node);
  let head = name;
  if (ts.isFunctionDeclaration(node)) {
    const parameters = node.parameters.map((parameter) => parameter.getText()).join(", ");
    head = `${name}(${parameters})${node.type ? `: ${node.type.getText()}` : ""}`;
  }
  const gives = returns === "" ? [] : [`Returns ${returns}`, ""];
  return [`#### ${code(head)}`, "", text, "", ...gives, ...examplesOf(examples)];
}

/** A type, as it is written. @param {ts.Node} node */
const type = (node) => ["```ts", node.getText().replace(/^export /, ""), "```", ""];

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
      // Words and the theme's text are data: what they are for is said elsewhere.
      if (place === "words" || path.endsWith("theme.ts")) continue;
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
    if (!node) continue;
    const props = declared.get(`${name}Props`);
    if (props && ts.isInterfaceDeclaration(props)) {
      chapter.components.push(...component(name, node, props, declared));
    } else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      if (!name.endsWith("Props")) chapter.types.push(...type(node));
    } else chapter.helpers.push(...helper(name, node));
  }
}

/** The custom properties of the theme, as theme.ts declares them with their defaults. */
function themeRows() {
  const css = readFileSync(join(folder, "theme.ts"), "utf8");
  const declared = [...css.matchAll(/--_[\w-]+: var\((--sa-[\w-]+), ([\s\S]*?)\);/g)];
  return declared.map(([, name = "", fallback = ""]) => row([code(name), code(fallback)]));
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

Set these custom properties on any ancestor. Colours follow \`color-scheme\`, and \`data-theme="light"\` or
\`"dark"\` on any ancestor. Single elements are reached by \`::part(…)\` where a component stands in a shadow
root of yours, and by \`[part="…"]\` elsewhere.

| property | default |
|---|---|
${themeRows().join("\n")}
`;

const faults = unnamedParts(text);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
if (process.argv.includes("--check")) {
  if (readFileSync(join(root, file), "utf8") !== text) {
    console.error(`${file} is out of date: run npm run components`);
    process.exitCode = 1;
  }
} else writeFileSync(join(root, file), text);
