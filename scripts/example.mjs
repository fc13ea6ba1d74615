// `npm run example`: prints the tutorial's numbers on plain Node from the built package.
import { checkNode, install, runNode } from "./setup.mjs";

checkNode();
install();
const { buildIfStale } = await import("./build.mjs");
await buildIfStale();
process.exitCode = await runNode("examples/tutorial.mjs", process.argv.slice(2));
