// `npm start`: sets up what is missing, serves the page, prints its address, and opens it where
// there is somebody to look at it. Further arguments go to Vite (`npm start -- --port 8080`).
import { checkNode, install, runNode } from "./setup.mjs";

/** Whether a browser window can be shown to somebody at this machine. */
function hasDesktop() {
  const { CI, SSH_CONNECTION, SSH_TTY, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (CI || SSH_CONNECTION || SSH_TTY) return false;
  if (process.platform === "darwin" || process.platform === "win32") return true;
  return Boolean(DISPLAY || WAYLAND_DISPLAY);
}

checkNode();
install();
const args = [...(hasDesktop() ? ["--open"] : []), ...process.argv.slice(2)];
// A NODE_ENV of "production" from elsewhere would have Solid's builds mixed up.
const env = { NODE_ENV: "development" };
process.exitCode = await runNode("node_modules/vite/bin/vite.js", args, env);
