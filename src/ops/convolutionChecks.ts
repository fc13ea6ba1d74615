// What PyTorch says when a convolution's arguments do not fit together, in its order of checks.

import { RuntimeError } from "../errors";
import { list, type Shape } from "../shape";
import type { ConvolutionOptions } from "./convolution";
import { times } from "./spatial";

const refuse = (message: string, parameter?: string): RuntimeError =>
  new RuntimeError(message, parameter === undefined ? {} : { parameter });

function checkCommon(x: Shape, w: Shape, options: ConvolutionOptions): void {
  const { groups } = options;
  if (options.padding.some((n) => n < 0)) throw refuse("negative padding is not supported");
  if (options.outputPadding.some((n) => n < 0)) {
    throw refuse("negative output_padding is not supported");
  }
  if (options.stride.some((n) => n <= 0)) throw refuse("non-positive stride is not supported");
  if (w.length !== x.length) {
    throw refuse(
      `Expected ${w.length}-dimensional input for ${w.length}-dimensional weight ${list(w)}, but got ${x.length}-dimensional input of size ${list(x)} instead`,
      "input",
    );
  }
  if ((w[0] as number) < groups) {
    throw refuse(
      `Given groups=${groups}, expected weight to be at least ${groups} at dimension 0, but got weight of size ${list(w)} instead`,
      "weight",
    );
  }
  if ((w[0] as number) % groups !== 0) {
    throw refuse(
      `Given groups=${groups}, expected weight to be divisible by ${groups} at dimension 0, but got weight of size [${list(w)}] instead`,
      "weight",
    );
  }
}

function checkLimits(x: Shape, w: Shape, options: ConvolutionOptions): void {
  const { dilation } = options;
  const kernel = w.slice(2);
  if (kernel.some((n) => n <= 0)) {
    const [rows, columns] = [kernel.length === 1 ? 1 : kernel[0], kernel[kernel.length - 1]];
    throw refuse(
      `kernel size should be greater than zero, but got kernel_height: ${rows} kernel_width: ${columns}`,
      "weight",
    );
  }
  if (dilation.some((n) => n <= 0)) {
    throw refuse(`dilation should be greater than zero, but got ${list(dilation)}`, "dilation");
  }
  if (x.slice(2).includes(0)) {
    throw refuse(
      `Only zero batch or zero channel inputs are supported, but got input shape: ${list(x)}`,
      "input",
    );
  }
}

/** Refuses arguments that do not fit a convolution. */
export function checkConvolution(
  x: Shape,
  w: Shape,
  bias: Shape | null,
  options: ConvolutionOptions,
): void {
  checkCommon(x, w, options);
  const { groups, padding, dilation, same } = options;
  const channels = (w[1] as number) * groups;
  if (x[1] !== channels) {
    throw refuse(
      `Given groups=${groups}, weight of size ${list(w)}, expected input${list(x)} to have ${channels} channels, but got ${x[1]} channels instead`,
      "input",
    );
  }
  if (bias !== null && (bias.length !== 1 || bias[0] !== w[0])) {
    throw refuse(
      `Given weight of size ${list(w)}, expected bias to be 1-dimensional with ${w[0]} elements, but got bias of size ${list(bias)} instead`,
      "bias",
    );
  }
  const padded = x.slice(2).map((n, d) => n + 2 * (padding[d] as number));
  const kernel = w.slice(2).map((n, d) => (dilation[d] as number) * (n - 1) + 1);
  if (!same && padded.some((n, d) => n < (kernel[d] as number))) {
    throw refuse(
      `Calculated padded input size per channel: (${times(padded)}). Kernel size: (${times(kernel)}). Kernel size can't be greater than actual input size`,
    );
  }
  checkLimits(x, w, options);
}

/** Refuses arguments that do not fit a transposed convolution. */
export function checkTransposed(
  x: Shape,
  w: Shape,
  bias: Shape | null,
  options: ConvolutionOptions,
): void {
  checkCommon(x, w, options);
  const { groups, stride, dilation, outputPadding } = options;
  if (x[1] !== w[0]) {
    throw refuse(
      `Given transposed=1, weight of size ${list(w)}, expected input${list(x)} to have ${w[0]} channels, but got ${x[1]} channels instead`,
      "input",
    );
  }
  const channels = (w[1] as number) * groups;
  if (bias !== null && (bias.length !== 1 || bias[0] !== channels)) {
    throw refuse(
      `Given transposed=1, weight of size ${list(w)}, expected bias to be 1-dimensional with ${channels} elements, but got bias of size ${list(bias)} instead`,
      "bias",
    );
  }
  checkLimits(x, w, options);
  const tooFar = x.slice(2).some((_, d) => {
    const pad = outputPadding[d] as number;
    return pad >= (stride[d] as number) && pad >= (dilation[d] as number);
  });
  if (tooFar) {
    const named = (word: string, values: readonly number[], missing: number) =>
      `${word}_height: ${values.length === 1 ? missing : values[0]} ${word}_width: ${values[values.length - 1]}`;
    throw refuse(
      `output padding must be smaller than either stride or dilation, but got ${named("output_padding", outputPadding, 0)} ${named("stride", stride, 1)} ${named("dilation", dilation, 1)}`,
      "outputPadding",
    );
  }
}
