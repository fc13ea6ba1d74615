// Every word of the page in English. `backticks` mark code, [brackets] the link to the tutorial.

export const english = {
  pageTitle: "Autograd, live",
  title: "Autograd, live",
  lead: "Autograd works out, for every number that goes into a result, how the result would change if that number changed. Here is the network of the [PyTorch autograd tutorial], with every number under your hand. Drag a weight: the numbers and gradients follow.",
  leadMore:
    "Each of the six parts shows the PyTorch code and the TypeScript that runs in this page. The seeds are the same, and so are the numbers.",
  contents: "Contents",
  languages: "Language",
  undo: (label: string) => `Undo ${label}`,
  redo: (label: string) => `Redo ${label}`,
  nothingToUndo: "Undo",
  nothingToRedo: "Redo",
  undone: (what: string) => `Undone: ${what}`,
  redone: (what: string) => `Redone: ${what}`,
  /** Resets as steps that can be undone, in the middle of a sentence. */
  resetDone: { everything: "reset everything", part: (title: string) => `reset “${title}”` },
  resetAll: "Reset everything",
  resetOf: (part: string) => `Reset “${part}”`,
  copy: "Copy",
  copied: "Copied",
  copiedBut: (note: string) => `Copied. ${note}`,
  copyLink: "Copy link",
  linkWithoutCode: "The link holds the values, not the code you edited.",
  copyCode: (language: string) => `Copy as ${language}, with the values of now`,
  copyByHand: "This browser does not let the page copy. The text is selected: press Ctrl+C or ⌘C.",
  close: "Close",
  tools: "Tools",
  theme: "Colours",
  themes: { system: "System", light: "Light", dark: "Dark" },
  fromLink: "the values of the link",
  linkIgnored: "Part of the link does not fit this page and was passed over:",
  linkReasons: {
    version: (text: string) => `“${text}” is not a version that this page knows.`,
    long: () => "It is too long.",
    key: (text: string) => `“${text}” is no value of this page.`,
    twice: (text: string) => `“${text}” is there twice; the first counts.`,
    count: (text: string) => `“${text}” has too many numbers.`,
    number: (text: string) => `“${text}” is not a number that fits.`,
  },
  linkMore: (count: number) => `… and ${count} more.`,
  dismiss: "Dismiss",
  skip: "Skip to the first part",
  gallery: "Gallery of the components",
  code: "Code of this part",
  reset: "Reset",
  startOver: "Start over",
  edit: "Edit this code",
  closeEditor: "Close the editor",
  loading: "Loading …",
  network: {
    title: "A network and its gradients",
    text: [
      "Five inputs `x`, weights `w` and biases `b` make three logits, `z = x @ w + b`. A sigmoid makes a logit a probability: −4.8 is 0.8 %, and 0 is a half. The `loss` says how far these probabilities are from the expected `y`.",
      "`w.grad` says for each weight how fast the loss rises as that weight rises. The arrow under a slider points downhill; the longer, the steeper. `x` and `y` have none: they are data, and only `w` and `b` require a gradient. While you drag, the faint number beside the loss is what the gradient promised: true for a small step, less and less for a large one.",
      "The five rows of `w.grad` begin equal, because the five inputs are all 1. `x[0]` is {x0}: make it 2, and its row is twice the others.",
    ],
  },
  inputs: "inputs",
  weights: "weights",
  biases: "biases",
  expected: "expected",
  downhill: "One step downhill",
  /** The same, in the middle of a sentence. */
  downhillDone: "one step downhill",
  downhillCode: "w −= w.grad, b −= b.grad",
  graph: "The graph of the loss",
  graphText:
    "Values flow along the arrows, gradients back. Every card is a tensor; hover or walk with the arrow keys to see what it is made from. Turn to Backward and step: each operation hands its gradient on, by its rule.",
  origins: "Where does `w.grad` come from?",
  originsText:
    "From every path between `w` and the `loss`: along each, the slopes multiply; then the paths add up. Here each point has a path of its own, as if it pulled at the line; only the one at `x = 0` has no lever to turn it. At the bottom the pulls cancel.",
  backwardTwice: {
    title: "Backward once, and once more",
    text: [
      "`backward()` needs values that the forward pass kept, and frees them when it is done. A second `backward()` over the same graph is therefore an error.",
      "Press the button twice. Then start over with `retain_graph` on: now the values stay, and each call adds to `w.grad` once more.",
      "In this library a write to a leaf makes the graph fresh: after the error, move a bias, and `backward()` runs again.",
    ],
  },
  calls: "Calls",
  noCalls: "Nothing called yet.",
  filled: "`w.grad` holds the gradient.",
  /** What stands for calls that left a list. */
  earlier: (count: number) => `… ${count} earlier`,
  added: (times: number) => `Added once more: \`w.grad\` holds the sum of ${times}.`,
  accumulate: {
    title: "Gradients add up",
    text: [
      "`backward()` adds to `.grad`; it does not replace it. For `out = (inp + 1)²` at the identity matrix, the gradient `2 (inp + 1)` is 4 on the diagonal and 2 elsewhere.",
      "A second call makes that 8 and 4, which is not the gradient of anything you meant. `zero_()` clears it, and the next call gives 4 and 2 again. This is why a training loop zeroes gradients at every step.",
    ],
  },
  history: "So far",
  controlFlow: {
    title: "Gradients through a loop",
    text: [
      "`func` doubles `a` until its norm reaches 1000. How often depends on `a`, so the graph is built anew whenever the number of doublings changes.",
      "The gradient follows the path that was taken. Along it `c` is `a` times a power of two, so the gradient is that power, `c / a`. It jumps where the loop runs once more.",
      "Now `a` is {a}. Take it through zero, with the arrow keys or by typing `0`.",
    ],
  },
  doublings: "doublings",
  everyA: "for every a",
  stopped: "Stopped after 200 doublings.",
  whyStopped:
    "Twice 0 is 0, so the loop of the tutorial would never end. The page ends it, and there is no `c` and no gradient. Move `a` away from zero to go on.",
  loopGraph: "The graph that the loop built",
  gradModes: {
    title: "Leaving the graph",
    text: [
      "Sometimes only the value is wanted. Inside `no_grad` nothing is recorded; `detach()` gives the same value without the graph behind it.",
      "All three below hold the same numbers and, in this library, follow when you drag a bias. But only the first leads back to `w` and `b`: ask each for its gradients.",
    ],
  },
  requiresGrad: "requires_grad",
  gradFn: "grad_fn",
  reached: "Reached `w` and `b`.",
  descent: {
    title: "Follow the gradient down",
    text: [
      "A line, `w · x + b`, should pass near five points. The `loss` is the mean square of the distances that are left. Its gradient points uphill, so training walks the other way, again and again: `w −= lr · w.grad`.",
      "The landscape is the loss for every `w` and `b`; the dot is where the line stands. Press play; or drag the dot up a slope first, and then press play.",
      "The learning rate `lr` is {lr}. A larger one is faster, until it steps too far: above 0.5, the steps land higher and higher.",
    ],
  },
  learningRate: "learning rate",
  theLine: "the line and its five points",
  ended:
    "Every number on this page comes from solid-autograd: tensors that are Solid signals, meaning what they mean in PyTorch.",
};

export type Words = typeof english;
