// `npm run bench`: the benches and their peers have packages of their own, installed here when first
// wanted. Further arguments go to the bench.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { checkNode, install, root } from "./setup.mjs";

checkNode();
install();
const folder = join(root, "bench");
install(folder);
const { status } = spawnSync("npm", ["run", "bench", "--", ...process.argv.slice(2)], {
  cwd: folder,
  stdio: "inherit",
  shell: process.platform === "win32",
});
process.exitCode = status ?? 1;
