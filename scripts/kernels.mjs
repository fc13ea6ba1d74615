// `npm run kernels`: compiles src/kernels/wasm/assembly (AssemblyScript) to src/kernels/wasm/binary.ts,
// which is checked in, so that only those who change a kernel need the compiler. With --check, says
// whether the binary is that of the sources.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import asc from "assemblyscript/asc";
import { root } from "./setup.mjs";

const folder = join(root, "src/kernels/wasm");

const { error, stdout, stderr } = await (async () => {
  /** @type {Uint8Array | undefined} */
  let binary;
  const result = await asc.main(
    [
      "src/kernels/wasm/assembly/index.ts",
      ...["-O3", "--converge", "--noAssert", "--runtime", "stub", "--enable", "simd"],
      ...["--importMemory", "--zeroFilledMemory", "--initialMemory", "64", "--use", "abort="],
      ...["--outFile", "kernels.wasm"],
    ],
    {
      readFile: (name, base) => {
        try {
          return readFileSync(join(base, name), "utf8");
        } catch {
          return null;
        }
      },
      writeFile: (_name, contents) => {
        if (contents instanceof Uint8Array) binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (binary !== undefined) report(binary);
  return result;
})();

/** @param {Uint8Array} binary */
function report(binary) {
  const file = join(folder, "binary.ts");
  // Hexadecimal compresses better than base64, which shifts bytes against each other.
  const hex = Buffer.from(binary).toString("hex");
  const text = `// Made by \`npm run kernels\` from assembly/. Do not edit.\n\nexport const binary =\n  "${hex}";\n`;
  const gz = gzipSync(binary, { level: 9 }).length;
  console.log(`kernels: ${binary.length} bytes, ${gz} gzipped`);
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (readFileSync(file, "utf8") !== text) {
    console.error(
      "kernels: src/kernels/wasm/binary.ts is not that of its sources: npm run kernels",
    );
    process.exitCode = 1;
  }
}

if (error) {
  console.error(`${stdout}${stderr}${error.message}`);
  process.exitCode = 1;
}
