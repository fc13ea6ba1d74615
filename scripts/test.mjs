// `npm test`: sets up what is missing, a browser included, and runs the tests. `--full` adds the
// heavy ones, `--extra` runs only what `--full` adds. Other arguments go to Vitest, such as a path
// (`npm test -- tests/engine`) or `--project components`; those that need no browser look for none.
import { installBrowser } from "./browser.mjs";
import { checkNode, fail, install, runNode } from "./setup.mjs";

/** Whether the arguments leave the browser tests out.
 * @param {string[]} args
 */
function skipsBrowser(args) {
  const text = args.join(" ");
  const chosen = text.includes("tests/") || text.includes("--project");
  return chosen && !text.includes("browser");
}

checkNode();
install();
const given = process.argv.slice(2);
const args = given.filter((arg) => arg !== "--full" && arg !== "--extra");
/** @type {Record<string, string | undefined>} */
const env = { NODE_ENV: "test" };
if (given.includes("--full")) env.FULL = "1";
if (given.includes("--extra")) env.FULL = "extra";
if (!skipsBrowser(args)) {
  env.CHROME_PATH = installBrowser();
  if (!env.CHROME_PATH) {
    fail("The browser tests need Chrome or Chromium: install one, or set CHROME_PATH to it.");
  }
}
process.exitCode = await runNode("node_modules/vitest/vitest.mjs", ["run", ...args], env);
