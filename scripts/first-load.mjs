// What a built page loads before it can be used: the scripts that its HTML names, and what they import.
import { gzipSync } from "node:zlib";

/** Static imports, as the bundler writes them; dynamic ones have a parenthesis. */
const imports = /(?:import|export)(?:[^"'();]*?from)?["']\.\/([^"']+\.js)["']/g;

/** The files of a page's first load, with their weights when compressed.
 * @param {string} html the file of the page
 * @param {(name: string) => Promise<string>} read a file of the built site
 * @returns {Promise<Map<string, number>>} bytes by name, the heaviest first
 */
export async function firstLoad(html, read) {
  const page = await read(html);
  /** @type {Map<string, number>} */
  const found = new Map();
  const pending = [...page.matchAll(/<script[^>]*src="\.\/([^"]+)"/g)].map((match) => match[1]);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    const code = await read(name);
    found.set(name, gzipSync(code).length);
    const folder = name.slice(0, name.lastIndexOf("/") + 1);
    for (const match of code.matchAll(imports)) pending.push(folder + match[1]);
  }
  return new Map([...found].sort(([, a], [, b]) => b - a));
}
