// Finds a Chromium-like browser for the tests, and installs one where there is none.
// Imports only Node's built-ins.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "./setup.mjs";

const { env, platform } = process;

/** @param {string} path */
function isProgram(path) {
  try {
    if (!statSync(path).isFile()) return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Browsers by name in the folders of PATH. */
function onPath() {
  const names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome"];
  const suffix = platform === "win32" ? ".exe" : "";
  return (env.PATH ?? "")
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => names.map((name) => join(folder, name + suffix)));
}

/** Where installers put a browser without telling PATH. */
function usualPlaces() {
  if (platform === "darwin") {
    return ["/Applications", join(homedir(), "Applications")].flatMap((folder) =>
      ["Google Chrome", "Chromium", "Microsoft Edge"].map((name) =>
        join(folder, `${name}.app`, "Contents/MacOS", name),
      ),
    );
  }
  if (platform === "win32") {
    const folders = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA];
    return folders
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, "Google/Chrome/Application/chrome.exe"),
        join(folder, "Chromium/Application/chrome.exe"),
        join(folder, "Microsoft/Edge/Application/msedge.exe"),
      ]);
  }
  return ["/usr/bin/chromium", "/opt/google/chrome/chrome", "/snap/bin/chromium"];
}

/** Browsers that Playwright downloaded, the newest first. */
function playwrightCache() {
  const caches = [
    env.PLAYWRIGHT_BROWSERS_PATH,
    platform === "darwin" && join(homedir(), "Library/Caches/ms-playwright"),
    platform === "win32" && env.LOCALAPPDATA && join(env.LOCALAPPDATA, "ms-playwright"),
    join(homedir(), ".cache/ms-playwright"),
  ];
  const programs = [
    "chrome-linux/chrome",
    "chrome-linux64/chrome",
    "chrome-win/chrome.exe",
    "chrome-win64/chrome.exe",
    "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
    ...["arm64", "x64"].map(
      (cpu) =>
        `chrome-mac-${cpu}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
    ),
  ];
  return caches
    .filter((folder) => typeof folder === "string" && existsSync(folder))
    .flatMap((folder) =>
      readdirSync(/** @type {string} */ (folder))
        .filter((name) => name.startsWith("chromium-"))
        .sort((a, b) => Number(b.split("-")[1]) - Number(a.split("-")[1]))
        .flatMap((name) =>
          programs.map((path) => join(/** @type {string} */ (folder), name, path)),
        ),
    );
}

/** The path of a browser on this machine; CHROME_PATH goes before all others.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const named = env.CHROME_PATH ? [env.CHROME_PATH] : [];
  return [...named, ...onPath(), ...usualPlaces(), ...playwrightCache()].find(isProgram);
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
  const quiet = { ...env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, args, { cwd: root, stdio: "inherit", env: quiet }).status === 0;
}

/** Finds a browser, or installs one: Playwright's, else Debian's where this is root on Debian.
 * @returns {string | undefined}
 */
export function installBrowser() {
  const found = findBrowser();
  if (found) return found;
  console.log("No Chrome or Chromium found: installing one for the tests …");
  run(process.execPath, [join(root, "node_modules/playwright-core/cli.js"), "install", "chromium"]);
  const downloaded = findBrowser();
  if (downloaded) return downloaded;
  if (existsSync("/etc/debian_version") && process.getuid?.() === 0) {
    run("apt-get", ["update"]);
    run("apt-get", ["install", "-y", "chromium"]);
  }
  return findBrowser();
}
