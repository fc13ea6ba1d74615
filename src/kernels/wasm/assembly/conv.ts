// Convolutions over planes as instructions: see kernels/convolution.ts for the trilinear form of which
// these are the three derivatives.
//
//   convolveF32     y from   a: x   b: w   c: a number for each channel of y, if there are such
//   transposedF32   x from   a: y   b: w   c: a number for each channel of x, if there are such
//   weightsF32      w from   a: x   b: y
//
// p0: channels of x in a group, and of y << 16.  p1: groups, images << 16.  p2: rows of x, columns of
// x << 16.  p3: rows of y, columns << 16.  f0, f1: for rows, and columns, the kernel's taps, stride
// << 8, padding << 16, dilation << 24. f0 has 2³² added where there is a c.

import { bytesB, packedB } from "./gemm";
import { packColumns } from "./pack";
import {
  againstAxis,
  alongAxis,
  Axis,
  bandAt,
  bandRows,
  columns,
  nextPosition,
  nextRow,
  planBands,
  rows,
  table,
} from "./patches";
import { patchTile, tapTile } from "./patchTiles";

/** A tile that is not to be stored as it is. */
const corner = memory.data(128, 64);

function low(ins: usize, word: i32): i32 {
  return load<u16>(ins + (32 + (word << 2)));
}
function high(ins: usize, word: i32): i32 {
  return load<u16>(ins + (34 + (word << 2)));
}

/** Reads how the kernel moves along an axis; `phase` is negative for a convolution. */
function readAxis(ins: usize, axis: Axis, input: i32, output: i32, phase: i32): void {
  const bits = <u64>load<f64>(ins + (axis == rows ? 48 : 56));
  const kernel = <i32>(bits & 255);
  const stride = <i32>((bits >> 8) & 255);
  const padding = <i32>((bits >> 16) & 255);
  const dilation = <i32>((bits >> 24) & 255);
  if (phase < 0) alongAxis(axis, input, output, kernel, stride, padding, dilation);
  else againstAxis(axis, input, output, kernel, stride, padding, dilation, phase);
}

export function convolve(ins: usize): void {
  readAxis(ins, rows, low(ins, 2), low(ins, 3), -1);
  readAxis(ins, columns, high(ins, 2), high(ins, 3), -1);
  const taps = kernelSize(ins);
  gather(ins, low(ins, 0), high(ins, 0), taps, low(ins, 0) * taps);
}

export function transposed(ins: usize): void {
  const down = strideOf(ins, 48);
  const across = strideOf(ins, 56);
  const taps = kernelSize(ins);
  for (let r = 0; r < min(down, low(ins, 2)); r++) {
    for (let c = 0; c < min(across, high(ins, 2)); c++) {
      readAxis(ins, rows, low(ins, 2), low(ins, 3), r);
      readAxis(ins, columns, high(ins, 2), high(ins, 3), c);
      gather(ins, high(ins, 0), low(ins, 0), low(ins, 0) * taps, taps);
    }
  }
}

function strideOf(ins: usize, at: usize): i32 {
  return <i32>((<u64>load<f64>(ins + at) >> 8) & 255);
}

/** The elements of a kernel's plane. */
function kernelSize(ins: usize): i32 {
  return <i32>((<u64>load<f64>(ins, 48) & 255) * (<u64>load<f64>(ins, 56) & 255));
}

/**
 * The positions that `rows` and `columns` describe, of all images. A group has `from` channels in
 * and `to` out; its weights for one of them are `weightFrom` and `weightTo` elements after the
 * weights for the one before.
 */
function gather(ins: usize, from: i32, to: i32, weightFrom: i32, weightTo: i32): void {
  const groups = low(ins, 1);
  const images = high(ins, 1);
  const hasBias = <u64>load<f64>(ins, 48) >> 32 != 0;
  const imageBytes = <usize>(from * rows.source * columns.source) << 2;
  const planeBytes = <usize>(rows.targetLength * columns.targetLength) << 2;
  const taps = from * rows.taps * columns.taps;
  const panelBytes = <usize>(taps + 1) << 5;
  const most = <i32>(bytesB / panelBytes) << 3;
  planBands(from);
  for (let g = 0; g < groups; g++) {
    for (let first = 0; first < to; first += most) {
      const channels = min(most, to - first);
      const out = g * to + first;
      // The first index of a weight counts all channels of y, the second those of x in a group.
      const group = g * max(from * weightFrom, to * weightTo);
      const w = <usize>load<u32>(ins, 16) + (<usize>(group + first * weightTo) << 2);
      const bias = hasBias ? <usize>load<u32>(ins, 20) + (<usize>out << 2) : 0;
      packWeights(channels, from, w, weightFrom, weightTo, bias);
      for (let image = 0; image < images; image++) {
        const source = <usize>load<u32>(ins, 12) + imageBytes * (image * groups + g);
        const target = <usize>load<u32>(ins, 8) + planeBytes * (image * groups * to + out);
        for (let row = 0; row < rows.positions; row += bandRows) {
          const start = bandAt(source, from, row);
          const count = min(bandRows, rows.positions - row);
          for (let panel = 0; panel < channels; panel += 8) {
            const packed = packedB + (panel >> 3) * panelBytes;
            const here = target + panel * planeBytes;
            band(taps, start, row, count, packed, here, planeBytes, min(8, channels - panel));
          }
        }
      }
    }
  }
}

/** For eight channels at a time: what each begins with, then its weights, tap by tap. */
function packWeights(
  channels: i32,
  from: i32,
  w: usize,
  weightFrom: i32,
  weightTo: i32,
  bias: usize,
): void {
  let to = packedB;
  for (let panel = 0; panel < channels; panel += 8) {
    const here = min(8, channels - panel);
    memory.fill(to, 0, 32);
    if (bias != 0) memory.copy(to, bias + (<usize>panel << 2), <usize>here << 2);
    to += 32;
    for (let i = 0; i < from; i++) {
      const plane = w + (<usize>(panel * weightTo + i * weightFrom) << 2);
      for (let r = 0; r < rows.taps; r++) {
        const row = load<i32>(rows.indices + (<usize>r << 2)) * columns.kernel;
        for (let c = 0; c < columns.taps; c++) {
          const tap = row + load<i32>(columns.indices + (<usize>c << 2));
          for (let j = 0; j < 8; j++) {
            const at = plane + (<usize>(tap + j * weightTo) << 2);
            store<f32>(to + (<usize>j << 2), j < here ? load<f32>(at) : 0);
          }
          to += 32;
        }
      }
    }
  }
}

/** A band of positions for up to eight channels of the result. */
function band(
  taps: i32,
  start: usize,
  firstRow: i32,
  count: i32,
  packed: usize,
  target: usize,
  planeBytes: usize,
  channels: i32,
): void {
  const dense = rows.targetStep == 1 && columns.targetStep == 1;
  const right = nextPosition();
  const width = columns.positions;
  const last = count * width - 1;
  let c = 0;
  let x0 = start;
  for (let o = 0; o <= last; o += 4) {
    let x1 = x0 + right;
    let x2 = x1 + right;
    let x3 = x2 + right;
    let next = x3 + right;
    c += 4;
    if (c >= width) {
      // Patches beyond the last are read as the last one, and not stored.
      x1 = patchAt(start, min(o + 1, last));
      x2 = patchAt(start, min(o + 2, last));
      x3 = patchAt(start, min(o + 3, last));
      next = patchAt(start, min(o + 4, last));
      c = (o + 4) % width;
    }
    if (dense && o + 3 <= last) {
      const to = target + (<usize>(firstRow * width + o) << 2);
      patchTile(taps, table, x0, x1, x2, x3, packed, to, planeBytes, channels);
    } else {
      patchTile(taps, table, x0, x1, x2, x3, packed, corner, 16, 8);
      for (let i = o; i <= min(o + 3, last); i++) {
        const row = rows.target + (firstRow + i / width) * rows.targetStep;
        const column = columns.target + (i % width) * columns.targetStep;
        let to = target + (<usize>(row * columns.targetLength + column) << 2);
        let from = corner + (<usize>(i - o) << 2);
        for (let j = 0; j < channels; j++) {
          store<f32>(to, load<f32>(from));
          from += 16;
          to += planeBytes;
        }
      }
    }
    x0 = next;
  }
}

/** Where the patch of a band's position begins. */
function patchAt(start: usize, position: i32): usize {
  const row = position / columns.positions;
  const column = position % columns.positions;
  return start + <usize>row * nextRow() + <usize>column * nextPosition();
}

/** The gradient of the weight: summed image by image, band by band. */
export function weights(ins: usize): void {
  readAxis(ins, rows, low(ins, 2), low(ins, 3), -1);
  readAxis(ins, columns, high(ins, 2), high(ins, 3), -1);
  const from = low(ins, 0);
  const to = high(ins, 0);
  const groups = low(ins, 1);
  const images = high(ins, 1);
  const taps = from * rows.taps * columns.taps;
  const kernelBytes = <usize>taps << 2;
  const imageBytes = <usize>(from * rows.source * columns.source) << 2;
  const planeBytes = <usize>(rows.positions * columns.positions) << 2;
  const rowBytes = <usize>columns.positions << 2;
  const w = <usize>load<u32>(ins, 8);
  memory.fill(w, 0, kernelBytes * (groups * to));
  planBands(from);
  for (let at = 0; at < images * groups; at++) {
    const x = <usize>load<u32>(ins, 12) + imageBytes * at;
    const y = <usize>load<u32>(ins, 16) + planeBytes * (at * to);
    const target = w + kernelBytes * ((at % groups) * to);
    for (let row = 0; row < rows.positions; row += bandRows) {
      const start = bandAt(x, from, row);
      const count = min(bandRows, rows.positions - row);
      const total = count * columns.positions;
      for (let panel = 0; panel < to; panel += 8) {
        const channels = min(8, to - panel);
        const cotangent = y + planeBytes * panel + rowBytes * row;
        packColumns<f32>(cotangent, 4, planeBytes, total, channels, 32, packedB);
        allTaps(taps, start, count, target + kernelBytes * panel, kernelBytes, channels);
      }
    }
  }
}

/** All taps of a band, for up to eight channels of the packed cotangent. */
function allTaps(
  taps: i32,
  start: usize,
  count: i32,
  target: usize,
  kernelBytes: usize,
  channels: i32,
): void {
  const down = nextRow();
  const right = nextPosition();
  const width = columns.positions;
  for (let k = 0; k < taps; k += 4) {
    const here = min(4, taps - k);
    const at = table + (<usize>k << 2);
    const x0 = start + load<u32>(at);
    const x1 = start + load<u32>(at + (min(1, here - 1) << 2));
    const x2 = start + load<u32>(at + (min(2, here - 1) << 2));
    const x3 = start + load<u32>(at + (min(3, here - 1) << 2));
    const to = target + (<usize>k << 2);
    if (here == 4) {
      tapTile(count, width, down, right, x0, x1, x2, x3, packedB, to, kernelBytes, channels);
      continue;
    }
    memory.fill(corner, 0, 128);
    tapTile(count, width, down, right, x0, x1, x2, x3, packedB, corner, 16, channels);
    for (let j = 0; j < channels; j++) {
      for (let i: usize = 0; i < <usize>here << 2; i += 4) {
        const place = to + j * kernelBytes + i;
        store<f32>(place, load<f32>(place) + load<f32>(corner + (<usize>j << 4) + i));
      }
    }
  }
}
