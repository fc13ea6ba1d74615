// The commands of a fresh machine: what they need, what they decide, and what they print.
import { execFile, spawn } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { needsInstall, root } from "../../scripts/setup.mjs";

const run = promisify(execFile);
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "commands-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("installation", () => {
  const lock = () => join(folder, "package-lock.json");
  const installed = () => join(folder, "node_modules/.package-lock.json");
  beforeEach(() => {
    mkdirSync(join(folder, "node_modules"), { recursive: true });
    writeFileSync(lock(), "{}");
    writeFileSync(installed(), "{}");
    utimesSync(lock(), 1000, 1000);
    utimesSync(installed(), 2000, 2000);
  });

  test("is left alone when newer than the lockfile", () => {
    expect(needsInstall(folder)).toBe(false);
  });
  test("is repeated when the lockfile is newer", () => {
    utimesSync(lock(), 3000, 3000);
    expect(needsInstall(folder)).toBe(true);
  });
  test("is repeated when it was interrupted", () => {
    rmSync(installed());
    expect(needsInstall(folder)).toBe(true);
  });
});

test.each(["start", "test", "setup", "browser"])("%s.mjs needs no package to run", (name) => {
  const text = readFileSync(join(root, "scripts", `${name}.mjs`), "utf8");
  const imported = [...text.matchAll(/from "([^"]+)"/g)].map((match) => match[1]);
  expect(imported).not.toHaveLength(0);
  for (const source of imported) expect(source).toMatch(/^node:|^\.\/(setup|browser)\.mjs$/);
});

describe("the search for a browser", () => {
  const find = async (env: Record<string, string>) => {
    const code = `import("${root}/scripts/browser.mjs").then((m) => console.log(m.findBrowser()))`;
    const { stdout } = await run(process.execPath, ["-e", code], { env });
    return stdout.trim();
  };
  const fake = (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, "#!/bin/sh\n");
    chmodSync(path, 0o755);
    return path;
  };

  test("takes CHROME_PATH first, then a name on PATH", async () => {
    const chosen = fake("my-browser");
    const named = fake("google-chrome");
    expect(await find({ CHROME_PATH: chosen, PATH: folder })).toBe(chosen);
    expect(await find({ PATH: folder })).toBe(named);
  });
  test("passes over what is not a program", async () => {
    const named = fake("google-chrome");
    expect(await find({ CHROME_PATH: join(folder, "absent"), PATH: folder })).toBe(named);
    expect(await find({ CHROME_PATH: folder, PATH: folder })).toBe(named);
  });
});

test("npm start serves the page and prints its address", async () => {
  const child = spawn(process.execPath, ["scripts/start.mjs", "--port", "5391"], {
    cwd: root,
    env: { ...process.env, CI: "true", NO_COLOR: "1", NODE_ENV: "production" },
  });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let text = "";
      child.stdout.on("data", (chunk) => {
        text += chunk;
        const found = /http:\/\/localhost:\d+\//.exec(text);
        if (found) resolve(found[0]);
      });
      child.on("exit", () => reject(new Error(text)));
    });
    const response = await fetch(address);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<script type="module"');
  } finally {
    child.kill();
  }
});

describe("the closing line of a test run", () => {
  /** Runs Vitest, with our reporter, on one test file of the given text. */
  async function close(text: string) {
    const place = mkdtempSync(join(folder, "run-"));
    symlinkSync(join(root, "node_modules"), join(place, "node_modules"), "junction");
    const reporter = join(root, "scripts/tally-reporter.mjs");
    writeFileSync(
      join(place, "vitest.config.mjs"),
      `import { TallyReporter } from ${JSON.stringify(reporter)};
      export default { test: { reporters: ["default", new TallyReporter()] } };`,
    );
    writeFileSync(join(place, "a.test.js"), `import { beforeAll, test } from "vitest";\n${text}`);
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const result = await run(process.execPath, [vitest, "run", "--root", place]).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error) => ({ code: error.code as number, stdout: error.stdout as string }),
    );
    return { code: result.code, last: result.stdout.trimEnd().split("\n").at(-1) };
  }

  test.each([
    ["passes", "test('a', () => {}); test.skip('b', () => {});", 0, "1 passed, 0 failed"],
    [
      "a failing test",
      "test('a', () => {}); test('b', () => { throw 1; });",
      1,
      "1 passed, 1 failed",
    ],
    [
      "a file that does not load",
      "import './absent.js'; test('a', () => {});",
      1,
      "0 passed, 1 failed",
    ],
    [
      "a failing hook",
      "beforeAll(() => { throw 1; }); test('a', () => {});",
      1,
      "0 passed, 1 failed",
    ],
    [
      "an error that nobody caught",
      "test('a', async () => { setTimeout(() => { throw 1; }); await new Promise((r) => setTimeout(r, 99)); });",
      1,
      "1 passed, 1 failed",
    ],
    ["no test at all", "test.skip('a', () => {});", 1, "0 passed, 1 failed"],
  ])("%s", async (_name, text, code, last) => {
    expect(await close(text)).toEqual({ code, last });
  });
});
