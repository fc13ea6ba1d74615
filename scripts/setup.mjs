// What every command needs first: a Node that is new enough, and the packages installed.
// Imports only Node's built-ins, since nothing else may be there yet.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Prints one sentence and ends the process.
 * @param {string} sentence
 * @returns {never}
 */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Ends the process with a clear sentence where Node is older than package.json asks for. */
export function checkNode() {
  const wanted = /** @type {string} */ (
    JSON.parse(readFileSync(join(root, "package.json"), "utf8")).engines.node
  ).replace(/^>=/, "");
  const [major, minor] = wanted.split(".").map(Number);
  const [hasMajor, hasMinor] = process.versions.node.split(".").map(Number);
  if (hasMajor > major || (hasMajor === major && hasMinor >= minor)) return;
  fail(`solid-autograd needs Node ${wanted} or newer; this is ${process.versions.node}.`);
}

/** Whether the packages are missing, half installed, or older than the lockfile.
 * @param {string} folder
 */
export function needsInstall(folder) {
  // npm writes this file last, so an interrupted installation does not have it.
  const installed = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return true;
  const lock = join(folder, "package-lock.json");
  return existsSync(lock) && statSync(lock).mtimeMs > statSync(installed).mtimeMs;
}

/** Runs npm in a folder and tells whether it succeeded.
 * @param {string[]} args
 * @param {string} folder
 */
function npm(args, folder) {
  // npm tells its scripts where it is; beside it, Windows needs a shell to start npm.cmd.
  const path = process.env.npm_execpath;
  const [command, first] = path?.endsWith(".js") ? [process.execPath, [path]] : ["npm", []];
  const result = spawnSync(command, [...first, ...args], {
    cwd: folder,
    stdio: "inherit",
    shell: command === "npm" && process.platform === "win32",
  });
  return result.status === 0;
}

/** Installs the packages of a folder where needed, development ones included whatever NODE_ENV says.
 * @param {string} [folder]
 */
export function install(folder = root) {
  if (!needsInstall(folder)) return;
  console.log("Installing packages …");
  const exact = existsSync(join(folder, "package-lock.json"));
  if (exact && npm(["ci", "--include=dev"], folder)) return;
  if (npm(["install", "--include=dev"], folder)) return;
  fail("The packages could not be installed: see npm's message above.");
}

/** Runs a script of an installed package (or of ours) in this terminal until it ends, hands it the
 * signals that this process gets, and resolves to its exit code.
 * @param {string} script path inside the project
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env]
 * @param {string} [cwd]
 * @returns {Promise<number>}
 */
export function runNode(script, args, env = {}, cwd = root) {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => child.kill(signal));
  }
  // A signal to npm ends npm and the shell between, which tells us nothing: watch for it.
  const parent = process.ppid;
  const orphaned = () => process.ppid !== parent && child.kill();
  if (process.env.npm_lifecycle_event) setInterval(orphaned, 500).unref();
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

// `node scripts/setup.mjs` does the set-up and nothing else.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  checkNode();
  install();
}
