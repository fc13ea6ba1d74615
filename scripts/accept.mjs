// `npm run accept`: takes the gallery's pictures anew and keeps them; `npm run accept -- slider` those
// of one room. Look at what changed before committing it: `git diff` shows pictures in most tools.
import { installBrowser } from "./browser.mjs";
import { checkNode, fail, install, runNode } from "./setup.mjs";

checkNode();
install();
const CHROME_PATH = installBrowser();
if (!CHROME_PATH) fail("Pictures need Chrome or Chromium: install one, or set CHROME_PATH to it.");
const rooms = process.argv.slice(2);
const only = rooms.length > 0 ? ["-t", `as accepted (${rooms.join("|")})$`] : ["-t", "as accepted"];
process.exitCode = await runNode(
  "node_modules/vitest/vitest.mjs",
  ["run", "--project", "browser", "tests/browser/screenshots.gallery.full.test.ts", ...only],
  { NODE_ENV: "test", FULL: "1", ACCEPT: rooms.length > 0 ? "some" : "all", CHROME_PATH },
);
