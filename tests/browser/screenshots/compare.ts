// Compares a picture with the one that is kept of it. Kept pictures are accepted by a person, with
// `npm run accept`; which browser took them is kept beside them.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** What may differ. Text is drawn in a font that comes with the tests, so that little does. */
const tolerances = {
  /**
   * The browser that took the pictures: what it draws twice it draws alike. A colour may differ by
   * less than one sees (pixelmatch's threshold, 0 to 1), and a few pixels by more.
   */
  same: { threshold: 0.04, pixels: () => 12, size: 0 },
  /** Another one: shapes and colours must be the same, edges of letters and lines may not be. */
  other: { threshold: 0.15, pixels: (all: number) => Math.ceil(all * 0.01), size: 3 },
} as const;

export type Strictness = keyof typeof tolerances;

export interface Comparison {
  /** What is wrong, in words; empty if nothing is. */
  fault: string;
  /** The kept picture with what differs in red; null where sizes do. */
  difference: Buffer | null;
}

/** The upper left part of a picture, `width` by `height`. */
function cropped(png: PNG, width: number, height: number): PNG {
  if (png.width === width && png.height === height) return png;
  const part = new PNG({ width, height });
  PNG.bitblt(png, part, 0, 0, width, height, 0, 0);
  return part;
}

/** Compares two PNGs. Pixels that only smooth an edge differently do not count. */
export function compare(kept: Buffer, now: Buffer, strictness: Strictness): Comparison {
  const [before, after] = [PNG.sync.read(kept), PNG.sync.read(now)];
  const { threshold, pixels, size } = tolerances[strictness];
  const [width, height] = [
    Math.min(before.width, after.width),
    Math.min(before.height, after.height),
  ];
  const apart = Math.max(
    Math.abs(before.width - after.width),
    Math.abs(before.height - after.height),
  );
  if (apart > size) {
    const sizes = [before, after].map((png) => `${png.width} × ${png.height}`);
    return { fault: `is ${sizes[1]} pixels, was ${sizes[0]}`, difference: null };
  }
  const difference = new PNG({ width, height });
  const changed = pixelmatch(
    cropped(before, width, height).data,
    cropped(after, width, height).data,
    difference.data,
    width,
    height,
    { threshold },
  );
  const allowed = pixels(width * height);
  return {
    fault: changed > allowed ? `${changed} pixels differ, ${allowed} may` : "",
    difference: PNG.sync.write(difference),
  };
}

/** What took the pictures. */
interface Taker {
  browser: string;
  platform: string;
}

export interface AlbumOptions {
  /** Where the kept pictures lie. */
  folder: string;
  /** Where the new ones go when they differ, with the differences. */
  results: string;
  /** The browser's version, such as `156.0.1`; its major part counts. */
  version: string;
  /** What `npm run accept` asks for: nothing, the pictures taken in this run, or the whole album. */
  accept: "nothing" | "some" | "all";
}

/** The kept pictures of a folder. */
export function openAlbum({ folder, results, version, accept }: AlbumOptions) {
  const record = join(folder, "browser.json");
  const now: Taker = { browser: version.split(".")[0] ?? "", platform: process.platform };
  const then: Taker | null = existsSync(record)
    ? (JSON.parse(readFileSync(record, "utf8")) as Taker)
    : null;
  const same = then?.browser === now.browser && then.platform === now.platform;
  const strictness: Strictness = same ? "same" : "other";
  mkdirSync(folder, { recursive: true });
  if (accept === "some" && !same && then !== null) {
    throw new Error(
      `The pictures were taken by Chromium ${then.browser} on ${then.platform}, this is ${now.browser} on ${now.platform}: accept all of them (npm run accept), or none.`,
    );
  }

  return {
    strictness,

    /** Compares a new picture with the kept one, or keeps it. Answers what is wrong, or nothing. */
    check(name: string, picture: Buffer, group: string): string {
      const file = join(folder, `${name}.png`);
      const kept = existsSync(file) ? readFileSync(file) : null;
      const comparison = kept === null ? null : compare(kept, picture, strictness);
      if (accept !== "nothing") {
        // A picture that is as good as the kept one would only burden the repository's history.
        if (strictness === "other" || comparison === null || comparison.fault !== "")
          writeFileSync(file, picture);
        return "";
      }
      if (comparison?.fault === "") return "";
      mkdirSync(results, { recursive: true });
      const fresh = join(results, `${name}.png`);
      writeFileSync(fresh, picture);
      const lines = [
        comparison === null
          ? `${name}: no picture of it is kept`
          : `${name}: ${comparison.fault} (compared as taken by ${strictness === "same" ? "the same browser" : "another browser"})`,
        `  now: ${fresh}`,
      ];
      if (comparison !== null) lines.push(`  kept: ${file}`);
      if (comparison?.difference) {
        const red = join(results, `${name}.difference.png`);
        writeFileSync(red, comparison.difference);
        lines.push(`  what differs, in red: ${red}`);
      }
      lines.push(`  Look at it. If the change is meant: npm run accept -- ${group}`);
      return lines.join("\n");
    },

    /** Ends the album: pictures of what is there no longer are dropped, or complained of. */
    finish(names: ReadonlySet<string>): string[] {
      const left = readdirSync(folder)
        .filter((file) => file.endsWith(".png"))
        .filter((file) => !names.has(file.slice(0, -".png".length)));
      if (accept === "all") {
        for (const file of left) rmSync(join(folder, file));
        writeFileSync(record, `${JSON.stringify(now, null, 2)}\n`);
        return [];
      }
      return left.map((file) => `${file}: a picture of no example; npm run accept drops it`);
    },
  };
}
