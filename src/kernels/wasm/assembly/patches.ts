// Where the elements lie that a convolution multiplies. At each position of its result, a kernel meets
// an image at its taps; both are offsets into the image, the same ones for all images of a batch. So
// a patch is read where it lies, and no matrix of patches is made. Where patches reach beyond the
// image, a band of it is copied with zeros around it.
//
// A transposed convolution is one of the same kind for each remainder of its result's coordinates by
// the stride: there, only every stride-th tap meets an element.

/** One dimension of the plane. */
@unmanaged
export class Axis {
  /** Elements of the image. */
  source: i32;
  /** Positions of the result, and how far apart they are in the image. */
  positions: i32;
  step: i32;
  /** Where the first position lies in the result, how far apart they are there, and its elements. */
  target: i32;
  targetStep: i32;
  targetLength: i32;
  /** The kernel's elements. */
  kernel: i32;
  /** How many taps there are; the smallest and largest of their offsets. */
  taps: i32;
  first: i32;
  last: i32;
  /** The taps' indices in the kernel, and their offsets. */
  indices: usize;
  offsets: usize;
}

export const rows = changetype<Axis>(memory.data(64));
export const columns = changetype<Axis>(memory.data(64));
rows.indices = memory.data(1024, 16);
rows.offsets = memory.data(1024, 16);
columns.indices = memory.data(1024, 16);
columns.offsets = memory.data(1024, 16);

/** A convolution along one axis. */
export function alongAxis(
  axis: Axis,
  input: i32,
  output: i32,
  kernel: i32,
  stride: i32,
  padding: i32,
  dilation: i32,
): void {
  axis.source = input;
  axis.positions = output;
  axis.step = stride;
  axis.target = 0;
  axis.targetStep = 1;
  axis.targetLength = output;
  axis.kernel = kernel;
  axis.taps = 0;
  for (let t = 0; t < kernel; t++) addTap(axis, t, t * dilation - padding);
}

/** The positions of a transposed convolution whose coordinate has the remainder `phase`. */
export function againstAxis(
  axis: Axis,
  input: i32,
  output: i32,
  kernel: i32,
  stride: i32,
  padding: i32,
  dilation: i32,
  phase: i32,
): void {
  axis.source = output;
  axis.positions = (input - phase + stride - 1) / stride;
  axis.step = 1;
  axis.target = phase;
  axis.targetStep = stride;
  axis.targetLength = input;
  axis.kernel = kernel;
  axis.taps = 0;
  for (let t = 0; t < kernel; t++) {
    const offset = phase + padding - t * dilation;
    if (offset % stride == 0) addTap(axis, t, offset / stride);
  }
}

function addTap(axis: Axis, index: i32, offset: i32): void {
  const at = <usize>axis.taps << 2;
  store<i32>(axis.indices + at, index);
  store<i32>(axis.offsets + at, offset);
  axis.first = axis.taps == 0 ? offset : min(axis.first, offset);
  axis.last = axis.taps == 0 ? offset : max(axis.last, offset);
  axis.taps++;
}

/** Whether no patch reaches beyond the image. */
function isInside(axis: Axis): bool {
  return axis.first >= 0 && (axis.positions - 1) * axis.step + axis.last < axis.source;
}

/** The elements between the first that the patches of `positions` reach and the last. */
function extent(axis: Axis, positions: i32): i32 {
  return (positions - 1) * axis.step + axis.last - axis.first + 1;
}

const bandBytes = 524288;
const bandArea = memory.data(524288, 64);
/** Byte offsets of the taps of all channels, from a position's first. */
export const table = memory.data(65536, 64);

/** No band has more positions. */
const mostPositions = 16384;

/** How many rows of positions a band has; the last one of an image may have fewer. */
export let bandRows = 0;
let copies = false;
/** The bytes between the rows, and the channels, of what is read. */
let rowBytes: usize = 0;
let planeBytes: usize = 0;

/** Prepares the bands of images of so many channels, and the table of taps. */
export function planBands(channels: i32): void {
  copies = !isInside(rows) || !isInside(columns);
  if (columns.taps == 0 || rows.taps == 0) return planNothing();
  rowBytes = <usize>(copies ? extent(columns, columns.positions) : columns.source) << 2;
  bandRows = min(rows.positions, mostPositions / columns.positions);
  if (copies) {
    const most = bandBytes / <i32>rowBytes / channels;
    bandRows = min(bandRows, (most - (rows.last - rows.first + 1)) / rows.step + 1);
  }
  planeBytes = rowBytes * (copies ? extent(rows, bandRows) : rows.source);
  let to = table;
  for (let channel = 0; channel < channels; channel++) {
    for (let r = 0; r < rows.taps; r++) {
      const down = load<i32>(rows.offsets + (<usize>r << 2)) - rows.first;
      for (let c = 0; c < columns.taps; c++) {
        const right = load<i32>(columns.offsets + (<usize>c << 2)) - columns.first;
        store<u32>(to, <u32>(channel * planeBytes + down * rowBytes + (right << 2)));
        to += 4;
      }
    }
  }
}

/** No tap meets anything: there is nothing to read. */
function planNothing(): void {
  copies = false;
  rowBytes = 0;
  planeBytes = 0;
  bandRows = rows.positions;
}

/** The bytes from one row of positions to the next, and from one position to the next. */
export function nextRow(): usize {
  return rowBytes * rows.step;
}
export function nextPosition(): usize {
  return <usize>columns.step << 2;
}

/** Where the patch of the first position of a row begins; the band from there is copied if need be. */
export function bandAt(image: usize, channels: i32, from: i32): usize {
  const top = from * rows.step + rows.first;
  if (!copies) return image + top * rowBytes + (columns.first << 2);
  const height = <i32>(planeBytes / rowBytes);
  const width = <i32>(rowBytes >> 2);
  const left = max(0, -columns.first);
  const right = min(width, columns.source - columns.first);
  memory.fill(bandArea, 0, planeBytes * channels);
  for (let channel = 0; channel < channels; channel++) {
    const plane = image + (<usize>(channel * rows.source * columns.source) << 2);
    const to = bandArea + channel * planeBytes;
    for (let r = max(0, -top); r < min(height, rows.source - top); r++) {
      const start = plane + (<usize>((top + r) * columns.source + columns.first + left) << 2);
      const target = to + r * rowBytes + (left << 2);
      if (right > left) memory.copy(target, start, <usize>(right - left) << 2);
    }
  }
  return bandArea;
}
