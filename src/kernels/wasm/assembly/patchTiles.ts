// The innermost loops of convolutions: four patches, or four taps, by eight channels. What is summed
// lies channel by channel in memory, so a tile is turned before it is stored.

/** Turns four vectors of four channels into up to four channels of four elements. */
function turn(
  x: v128,
  y: v128,
  z: v128,
  w: v128,
  to: usize,
  channel: usize,
  channels: i32,
  add: bool,
): void {
  const xyLow = v128.shuffle<i32>(x, y, 0, 4, 1, 5);
  const xyHigh = v128.shuffle<i32>(x, y, 2, 6, 3, 7);
  const zwLow = v128.shuffle<i32>(z, w, 0, 4, 1, 5);
  const zwHigh = v128.shuffle<i32>(z, w, 2, 6, 3, 7);
  put(to, v128.shuffle<i64>(xyLow, zwLow, 0, 2), add);
  if (channels > 1) put(to + channel, v128.shuffle<i64>(xyLow, zwLow, 1, 3), add);
  if (channels > 2) put(to + 2 * channel, v128.shuffle<i64>(xyHigh, zwHigh, 0, 2), add);
  if (channels > 3) put(to + 3 * channel, v128.shuffle<i64>(xyHigh, zwHigh, 1, 3), add);
}

/** Adds four elements of one channel to what is there, or stores them. */
function put(to: usize, row: v128, add: bool): void {
  v128.store(to, add ? f32x4.add(v128.load(to), row) : row);
}

/**
 * Four patches, beginning at x0 … x3, times eight channels of a kernel. `taps` offsets of the taps
 * are at `table`; at `w` eight numbers to begin with, and then eight weights for each tap. The result
 * goes to `to`: `channels` of the eight, `channel` bytes apart.
 */
export function patchTile(
  taps: i32,
  table: usize,
  x0: usize,
  x1: usize,
  x2: usize,
  x3: usize,
  w: usize,
  to: usize,
  channel: usize,
  channels: i32,
): void {
  let s00 = v128.load(w);
  let s01 = v128.load(w, 16);
  let s10 = s00;
  let s11 = s01;
  let s20 = s00;
  let s21 = s01;
  let s30 = s00;
  let s31 = s01;
  const end = table + (<usize>taps << 2);
  for (; table < end; table += 4) {
    w += 32;
    const at = <usize>load<u32>(table);
    const w0 = v128.load(w);
    const w1 = v128.load(w, 16);
    let x = v128.load32_splat(x0 + at);
    s00 = f32x4.add(s00, f32x4.mul(x, w0));
    s01 = f32x4.add(s01, f32x4.mul(x, w1));
    x = v128.load32_splat(x1 + at);
    s10 = f32x4.add(s10, f32x4.mul(x, w0));
    s11 = f32x4.add(s11, f32x4.mul(x, w1));
    x = v128.load32_splat(x2 + at);
    s20 = f32x4.add(s20, f32x4.mul(x, w0));
    s21 = f32x4.add(s21, f32x4.mul(x, w1));
    x = v128.load32_splat(x3 + at);
    s30 = f32x4.add(s30, f32x4.mul(x, w0));
    s31 = f32x4.add(s31, f32x4.mul(x, w1));
  }
  turn(s00, s10, s20, s30, to, channel, channels, false);
  if (channels > 4) turn(s01, s11, s21, s31, to + 4 * channel, channel, channels - 4, false);
}

/**
 * Four taps, at x0 … x3 for the first position, times eight channels of a cotangent: summed over
 * `rows` of `columns` positions. Of the cotangent eight channels are at `y` for each position. The
 * result is added to what is at `to`: `channels` of the eight, `channel` bytes apart.
 */
export function tapTile(
  rows: i32,
  columns: i32,
  nextRow: usize,
  nextColumn: usize,
  x0: usize,
  x1: usize,
  x2: usize,
  x3: usize,
  y: usize,
  to: usize,
  channel: usize,
  channels: i32,
): void {
  let s00 = i64x2.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  const skip = nextRow - columns * nextColumn;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const y0 = v128.load(y);
      const y1 = v128.load(y, 16);
      let x = v128.load32_splat(x0);
      s00 = f32x4.add(s00, f32x4.mul(x, y0));
      s01 = f32x4.add(s01, f32x4.mul(x, y1));
      x = v128.load32_splat(x1);
      s10 = f32x4.add(s10, f32x4.mul(x, y0));
      s11 = f32x4.add(s11, f32x4.mul(x, y1));
      x = v128.load32_splat(x2);
      s20 = f32x4.add(s20, f32x4.mul(x, y0));
      s21 = f32x4.add(s21, f32x4.mul(x, y1));
      x = v128.load32_splat(x3);
      s30 = f32x4.add(s30, f32x4.mul(x, y0));
      s31 = f32x4.add(s31, f32x4.mul(x, y1));
      x0 += nextColumn;
      x1 += nextColumn;
      x2 += nextColumn;
      x3 += nextColumn;
      y += 32;
    }
    x0 += skip;
    x1 += skip;
    x2 += skip;
    x3 += skip;
  }
  turn(s00, s10, s20, s30, to, channel, channels, true);
  if (channels > 4) turn(s01, s11, s21, s31, to + 4 * channel, channel, channels - 4, true);
}
