// Every word of the page, in English and Chinese. `backticks` mark code, [brackets] the link to the
// tutorial.

import {
  type ComponentStrings,
  chinese as chineseComponents,
  english as englishComponents,
} from "../components";

export type Language = "en" | "zh";

export interface Part {
  title: string;
  text: readonly string[];
}

const english = {
  pageTitle: "Autograd, live",
  title: "Autograd, live",
  lead: "Autograd works out, for every number that goes into a result, how the result would change if that number changed. Here is the network of the [PyTorch autograd tutorial], with every number under your hand. Drag a weight: the numbers and gradients follow.",
  leadMore:
    "Each of the five parts shows the PyTorch code and the TypeScript that runs in this page. The seeds are the same, and so are the numbers.",
  contents: "Contents",
  languages: "Language",
  code: "Code of this part",
  reset: "Reset",
  startOver: "Start over",
  edit: "Edit this code",
  closeEditor: "Close the editor",
  loading: "Loading …",
  editor: (part: string) => `Python code of “${part}”`,
  editorKeys: "Tab indents. To leave the editor with the keyboard, press Escape, then Tab.",
  output: "Output",
  noOutput: "Nothing printed.",
  staleOutput: "This is the output of the last run that worked.",
  leaves: "Under the hand",
  leavesText:
    "Every leaf tensor and every number that the code gives a name. Drag one, and the code runs again with it; type in the editor, and it runs with that.",
  network: {
    title: "A network and its gradients",
    text: [
      "Five inputs `x`, weights `w` and biases `b` make three logits, `z = x @ w + b`. The `loss` says how far they are from the expected `y`.",
      "`w.grad` says for each weight how fast the loss rises as that weight rises. The arrow under a slider points downhill; the longer, the steeper. Follow the arrows, and the loss falls.",
      "The five rows of `w.grad` begin equal, because the five inputs are all 1. Set `x[0]` to 2, and its row is twice the others.",
    ],
  },
  inputs: "inputs",
  weights: "weights",
  biases: "biases",
  expected: "expected",
  downhill: "One step downhill",
  downhillCode: "w −= w.grad, b −= b.grad",
  graph: "The graph of the loss",
  graphText:
    "Values flow along the arrows, gradients back. Every card is a tensor; hover or walk with the arrow keys to see what it is made from.",
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
      "Take `a` through zero, with the arrow keys or by typing `0`.",
    ],
  },
  doublings: "doublings",
  everyA: "for every a",
  staircase: "The gradient for every a, a staircase in powers of two; the dot marks the current a.",
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
  ended:
    "Every number on this page comes from solid-autograd: tensors that are Solid signals, meaning what they mean in PyTorch.",
};

export type Words = typeof english;

const chinese: Words = {
  pageTitle: "看得见的自动微分",
  title: "看得见的自动微分",
  lead: "自动微分为每个参与计算的数字算出：如果它改变，结果会如何变化。这里是 [PyTorch 自动微分教程]中的网络，每个数字都可以亲手改变。拖动一个权重，数值和梯度会随之变化。",
  leadMore:
    "全文分五节，每节都附有 PyTorch 代码，以及本页实际运行的 TypeScript 代码。随机种子相同，数值也相同。",
  contents: "目录",
  languages: "语言",
  code: "本节代码",
  reset: "重置",
  startOver: "重新开始",
  edit: "编辑代码",
  closeEditor: "关闭编辑器",
  loading: "正在加载……",
  editor: (part) => `“${part}”的 Python 代码`,
  editorKeys: "Tab 键用于缩进。要用键盘离开编辑器，请先按 Escape，再按 Tab。",
  output: "输出",
  noOutput: "没有输出。",
  staleOutput: "这是上一次成功运行的输出。",
  leaves: "可以拖动的值",
  leavesText:
    "代码中每个有名字的叶子张量和数字。拖动其中一个，代码就用新的值重新运行；在编辑器里修改，代码也会随之运行。",
  network: {
    title: "一个网络和它的梯度",
    text: [
      "五个输入 `x`、权重 `w` 和偏置 `b` 得出三个 logits：`z = x @ w + b`。`loss` 衡量它们与期望输出 `y` 相差多远。",
      "`w.grad` 表示每个权重增大时，损失上升得有多快。滑块下方的箭头指向损失下降的方向，箭头越长，坡度越陡。顺着箭头拖动，损失就会变小。",
      "一开始 `w.grad` 的五行完全相同，因为五个输入都是 1。把 `x[0]` 改成 2，对应的那一行就是其他行的两倍。",
    ],
  },
  inputs: "输入",
  weights: "权重",
  biases: "偏置",
  expected: "期望输出",
  downhill: "下降一步",
  downhillCode: "w −= w.grad, b −= b.grad",
  graph: "损失的计算图",
  graphText:
    "数值沿箭头流动，梯度逆向流回。每张卡片是一个张量；把指针移上去，或用方向键逐个查看，就能看到它是由什么算出来的。",
  backwardTwice: {
    title: "反向传播一次，再来一次",
    text: [
      "`backward()` 需要前向传播时保存下来的值，用完就会释放。因此，对同一张图再次调用 `backward()` 会报错。",
      "请按两次按钮。然后打开 `retain_graph` 重新开始：这些值会保留下来，每次调用都会再次累加到 `w.grad` 上。",
      "在本库中，只要写入叶子张量，计算图就会重新求值：报错之后移动一个偏置，`backward()` 又可以运行了。",
    ],
  },
  calls: "调用记录",
  noCalls: "还没有调用。",
  filled: "梯度已写入 `w.grad`。",
  earlier: (count) => `… 更早的 ${count} 次`,
  added: (times) => `又累加了一次：\`w.grad\` 现在是 ${times} 次梯度之和。`,
  accumulate: {
    title: "梯度会累加",
    text: [
      "`backward()` 会把梯度加到 `.grad` 上，而不是替换它。对于单位矩阵处的 `out = (inp + 1)²`，梯度 `2 (inp + 1)` 在对角线上是 4，其余位置是 2。",
      "再调用一次就变成 8 和 4，这已不是想要的梯度。`zero_()` 将它清零，下一次调用又得到 4 和 2。所以训练循环每一步都要先把梯度清零。",
    ],
  },
  history: "过程",
  controlFlow: {
    title: "穿过循环的梯度",
    text: [
      "`func` 不断把 `a` 加倍，直到范数达到 1000。加倍多少次取决于 `a` 的值，因此每当次数改变，计算图都会重新构建。",
      "梯度沿着实际走过的路径计算。在这条路径上，`c` 等于 `a` 乘以 2 的某次幂，所以梯度就是这个幂，即 `c / a`。循环每多走一圈，梯度就跳变一次。",
      "试着让 `a` 经过零：用方向键，或直接输入 `0`。",
    ],
  },
  doublings: "加倍次数",
  everyA: "随 a 变化",
  staircase: "每个 a 对应的梯度：以 2 的幂为台阶的阶梯；圆点标出当前的 a。",
  stopped: "加倍 200 次后停止。",
  whyStopped:
    "0 的两倍还是 0，所以教程里的循环永远不会结束。本页让它停下，所以此时没有 `c`，也没有梯度。把 `a` 移离零即可继续。",
  loopGraph: "循环构建出的计算图",
  gradModes: {
    title: "脱离计算图",
    text: [
      "有时只需要数值。在 `no_grad` 中不做任何记录；`detach()` 得到同样的值，但背后没有计算图。",
      "下面三个张量的数值相同，在本库中，拖动偏置时它们也一同变化。但只有第一个能回溯到 `w` 和 `b`：不妨分别从它们开始反向传播试试。",
    ],
  },
  requiresGrad: "requires_grad",
  gradFn: "grad_fn",
  reached: "梯度到达了 `w` 和 `b`。",
  ended: "本页所有数值都由 solid-autograd 计算：张量就是 Solid 信号，用法与 PyTorch 一致。",
};

export const wordsIn: Record<Language, Words> = { en: english, zh: chinese };

export const componentStrings: Record<Language, ComponentStrings> = {
  en: englishComponents,
  zh: chineseComponents,
};
