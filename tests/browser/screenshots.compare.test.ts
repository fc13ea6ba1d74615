// The comparison of pictures itself: what it must notice, and what it must let pass.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { describe, expect, onTestFinished, test } from "vitest";
import { type AlbumOptions, compare, openAlbum } from "./screenshots/compare";

type Colour = readonly [red: number, green: number, blue: number];

/** A picture with a slanted dark line on white, and then what `draw` puts there. */
function picture(draw?: (set: (x: number, y: number, colour: Colour) => void) => void): Buffer {
  const png = new PNG({ width: 120, height: 80 });
  png.data.fill(255);
  const set = (x: number, y: number, colour: Colour): void => {
    png.data.set(colour, 4 * (y * png.width + x));
  };
  for (let x = 10; x < 110; x++) set(x, 20 + Math.floor(x / 3), [20, 20, 20]);
  draw?.(set);
  return PNG.sync.write(png);
}

/** A block of `side` by `side` pixels in the lower corner. */
const withBlock = (side: number, colour: Colour): Buffer =>
  picture((set) => {
    for (let x = 0; x < side; x++) for (let y = 0; y < side; y++) set(100 + x, 5 + y, colour);
  });

describe("the same browser", () => {
  test("equal pictures are equal, and so are those that differ in a few pixels", () => {
    expect(compare(picture(), picture(), "same").fault).toBe("");
    expect(compare(picture(), withBlock(3, [0, 0, 0]), "same").fault).toBe("");
  });

  test.each<[string, Colour]>([
    ["black", [0, 0, 0]],
    ["the accent", [11, 110, 105]],
    ["a pale grey", [230, 230, 230]],
  ])("a block of 5 by 5 pixels that turns %s is noticed, and shown in red", (_, colour) => {
    const { fault, difference } = compare(picture(), withBlock(5, colour), "same");
    expect(fault).toBe("25 pixels differ, 12 may");
    const red = PNG.sync.read(difference as Buffer);
    const at = 4 * (7 * red.width + 102);
    expect([...red.data.subarray(at, at + 3)]).toEqual([255, 0, 0]);
  });

  test("another size is noticed", () => {
    const taller = new PNG({ width: 120, height: 81 });
    expect(compare(picture(), PNG.sync.write(taller), "same").fault).toBe(
      "is 120 × 81 pixels, was 120 × 80",
    );
  });
});

describe("another browser", () => {
  test("softer edges pass, a moved line and a large block do not", () => {
    const soft = picture((set) => {
      for (let x = 10; x < 110; x++) set(x, 21 + Math.floor(x / 3), [225, 225, 225]);
    });
    expect(compare(picture(), soft, "other").fault).toBe("");
    expect(compare(picture(), withBlock(20, [11, 110, 105]), "other").fault).toContain(
      "400 pixels",
    );
    const moved = picture((set) => {
      for (let x = 10; x < 110; x++) {
        set(x, 20 + Math.floor(x / 3), [255, 255, 255]);
        set(x, 30 + Math.floor(x / 3), [20, 20, 20]);
      }
    });
    expect(compare(picture(), moved, "other").fault).toContain("pixels differ");
  });
});

describe("an album", () => {
  const album = (given: Partial<AlbumOptions> = {}) => {
    const top = given.folder ? join(given.folder, "..") : mkdtempSync(join(tmpdir(), "album-"));
    onTestFinished(() => rmSync(top, { recursive: true, force: true }));
    const options: AlbumOptions = {
      folder: join(top, "kept"),
      results: join(top, "results"),
      version: "156.0.1",
      accept: "nothing",
      ...given,
    };
    return { options, ...openAlbum(options) };
  };

  test("a picture that nobody accepted is a fault, which says how to accept it", () => {
    const { options, check } = album();
    const fault = check("slider-plain", picture(), "slider");
    expect(fault).toContain("no picture of it is kept");
    expect(fault).toContain("npm run accept -- slider");
    expect(readdirSync(options.results)).toEqual(["slider-plain.png"]);
    expect(readdirSync(options.folder)).toEqual([]);
  });

  test("accepted once, it passes; changed, it is a fault with the difference beside it; accepted again, it passes", () => {
    const first = album({ accept: "all" });
    expect(first.check("a", picture(), "slider")).toBe("");
    expect(first.finish(new Set(["a"]))).toEqual([]);
    const { folder } = first.options;

    const second = album({ folder });
    expect(second.strictness).toBe("same");
    expect(second.check("a", picture(), "slider")).toBe("");
    const changed = withBlock(6, [0, 0, 0]);
    expect(second.check("a", changed, "slider")).toContain("36 pixels differ, 12 may");
    expect(existsSync(join(second.options.results, "a.difference.png"))).toBe(true);

    expect(album({ folder, accept: "some" }).check("a", changed, "slider")).toBe("");
    expect(album({ folder }).check("a", changed, "slider")).toBe("");
    expect(album({ folder }).check("a", picture(), "slider")).toContain("36 pixels differ");
  });

  test("a picture that is as good as the kept one does not replace it", () => {
    const { options, ...first } = album({ accept: "all" });
    first.check("a", picture(), "slider");
    first.finish(new Set(["a"]));
    const before = readFileSync(join(options.folder, "a.png"));
    album({ folder: options.folder, accept: "all" }).check("a", withBlock(2, [0, 0, 0]), "slider");
    expect(readFileSync(join(options.folder, "a.png")).equals(before)).toBe(true);
  });

  test("another major version compares loosely, and cannot replace a part", () => {
    const { options, ...first } = album({ accept: "all" });
    first.check("a", picture(), "slider");
    first.finish(new Set(["a"]));
    const { folder } = options;
    expect(album({ folder, version: "156.9" }).strictness).toBe("same");
    expect(album({ folder, version: "160.0" }).strictness).toBe("other");
    expect(() => album({ folder, version: "160.0", accept: "some" })).toThrow(/accept all/);
  });

  test("a picture of no example is a fault, until all are accepted anew", () => {
    const { options, ...first } = album({ accept: "all" });
    first.check("a", picture(), "slider");
    first.check("b", picture(), "slider");
    first.finish(new Set(["a", "b"]));
    const { folder } = options;
    expect(album({ folder }).finish(new Set(["a"]))).toEqual([
      "b.png: a picture of no example; npm run accept drops it",
    ]);
    expect(album({ folder, accept: "all" }).finish(new Set(["a"]))).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(["a.png", "browser.json"]);
  });
});
