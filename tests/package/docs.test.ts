// The documentation: every example in it compiles, and every link in it leads somewhere.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { root } from "../../scripts/setup.mjs";

const documents = ["README.md", "API.md", "COMPONENTS.md", "OPS.md"];
const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** Names that examples use without making them, and what they stand for. */
const standIns = {
  Tensor: [
    "x",
    "w",
    "g",
    "b",
    "a",
    "y",
    "z",
    "loss",
    "mask",
    "attention",
    "lr",
    "output",
    "target",
  ],
  "Tensor ": ["logits", "classes", "h0", "c0", "q", "k", "v", "weight", "A", "B", "validationLoss"],
  "nn.Linear": ["model", "head"],
  "optim.SGD": ["optimizer"],
  "(x: Tensor) => Tensor": ["f"],
  "() => number": ["left", "right"],
  "() => void": ["step"],
  "(n: number) => void": ["setDone"],
  "(text: string) => void": ["show"],
  string: ["source"],
  HTMLElement: ["element", "host"],
} satisfies Record<string, string[]>;

const entries = {
  "solid-autograd": "src/index.ts",
  "solid-autograd/components": "components/index.ts",
  "solid-autograd/code": "components/code/index.ts",
  "solid-autograd/python": "src/python/index.ts",
};

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  jsx: ts.JsxEmit.Preserve,
  jsxImportSource: "solid-js",
  skipLibCheck: true,
  allowJs: true,
  resolveJsonModule: true,
  baseUrl: root,
  paths: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, [file]])),
  types: ["vite/client"],
};

/** The examples of a document, with the line that each begins on. Bare `ts` fences are signatures. */
function examplesOf(file: string): { at: string; code: string }[] {
  const text = read(file);
  const language = file === "README.md" ? "tsx?" : "tsx";
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(
    (found) => ({
      at: `${file}:${text.slice(0, found.index).split("\n").length}`,
      code: found[1] ?? "",
    }),
  );
}

/** Everything that a module offers, types too. */
function exportsOf(program: ts.Program, path: string): string[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path);
  const symbol = file && checker.getSymbolAtLocation(file);
  return symbol ? checker.getExportsOfModule(symbol).map(({ name }) => name) : [];
}

/** A fragment with what it leaves out: imports, and the tensors that it takes for granted. */
function completed(code: string, offered: ReadonlyMap<string, string>): string {
  if (/^import /m.test(code)) return code;
  const used = new Set(code.match(/[A-Za-z_]\w*/g));
  const declared = new Set(
    [...code.matchAll(/\b(?:const|let|class|function)\s+(?:\[(.*?)\]|\{(.*?)\}|(\w+))/g)].flatMap(
      (found) => (found[1] ?? found[2] ?? found[3] ?? "").match(/\w+/g) ?? [],
    ),
  );
  const imports = [...used].flatMap((name) => {
    const from = declared.has(name) ? undefined : offered.get(name);
    return from === undefined ? [] : [`import { ${name} } from "${from}";`];
  });
  const always = ["nn", "optim", "Tensor"].filter((name) => !used.has(name) || declared.has(name));
  const types = always.map((name) => `import { ${name} } from "solid-autograd";`);
  const stands = Object.entries(standIns).flatMap(([type, names]) =>
    names
      .filter((name) => used.has(name) && !declared.has(name))
      .map((name) => `declare const ${name}: ${type.trim()};`),
  );
  // Elements side by side are what a component returns.
  const figure = code.search(/^</m);
  const body =
    figure < 0 ? code : `${code.slice(0, figure)}export const figure = <>${code.slice(figure)}</>;`;
  return [...types, ...imports, ...stands, body, "export {};"].join("\n");
}

// The whole package is type-checked with them.
test("every example in the documentation compiles", { timeout: 300_000 }, () => {
  const examples = ["README.md", "API.md", "COMPONENTS.md"].flatMap(examplesOf);
  expect(examples.length).toBeGreaterThan(90);
  const modules = Object.values(entries).map((file) => join(root, file));
  const surface = ts.createProgram(modules, options);
  const offered = new Map<string, string>();
  for (const [name, file] of Object.entries(entries)) {
    for (const each of exportsOf(surface, join(root, file))) {
      if (!offered.has(each)) offered.set(each, name);
    }
  }
  for (const name of ["createEffect", "createRoot", "createSignal", "For"]) {
    offered.set(name, "solid-js");
  }
  const texts = new Map(
    examples.map(({ code }, i) => [join(root, `example-${i}.tsx`), completed(code, offered)]),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? getSourceFile(path, ...rest)
      : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  };
  const program = ts.createProgram([...texts.keys()], options, host, surface);
  const faults = [...texts.keys()].flatMap((path, i) => {
    const source = program.getSourceFile(path);
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map(({ messageText }) => {
      const message = ts.flattenDiagnosticMessageText(messageText, " ");
      return `${examples[i]?.at}: ${message}`;
    });
  });
  expect(faults).toEqual([]);
});

test("the README's chapter on tests shows a test that runs here", () => {
  const [, ...file] = read("tests/components/testing-your-app.test.tsx").split("\n");
  const shown = file
    .join("\n")
    .replace('"../../components/index"', '"solid-autograd/components"')
    .replace('"../../src/index"', '"solid-autograd"');
  expect(read("README.md")).toContain(shown);
});

test("what the README links to is published with it", () => {
  const { files } = JSON.parse(read("package.json")) as { files: string[] };
  const published = [...files, "LICENSE", "README.md", "package.json"];
  const links = [...read("README.md").matchAll(/\]\(([^)#\s]+)\)/g)].map(([, link = ""]) => link);
  expect(links).toContain("API.md");
  expect(links.filter((link) => !/^https:/.test(link) && !published.includes(link))).toEqual([]);
});

/** The anchors of a document: of its headings as GitHub makes them, and those it sets itself. */
function anchorsOf(text: string): Set<string> {
  const taken = new Map<string, number>();
  const found = new Set([...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id));
  for (const [, heading = ""] of text.matchAll(/^#+ (.*)$/gm)) {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, "")
      .replaceAll(" ", "-");
    const count = taken.get(slug) ?? 0;
    taken.set(slug, count + 1);
    found.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return found;
}

const known = new Map<string, Set<string>>();

function anchorsIn(file: string): Set<string> {
  const found = known.get(file) ?? anchorsOf(read(file).replace(/^```[\s\S]*?^```/gm, ""));
  known.set(file, found);
  return found;
}

test.each(documents)("every link of %s leads to a file or a heading", (file) => {
  const text = read(file).replace(/^```[\s\S]*?^```/gm, "");
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  const dead = links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [path = "", anchor] = link.split("#");
    if (path !== "" && !existsSync(join(root, path))) return true;
    return anchor !== undefined && !anchorsIn(path === "" ? file : path).has(anchor);
  });
  expect(dead).toEqual([]);
});
