// What the gallery says of itself, in English and Chinese. Titles and texts of examples are beside them.

import { chinese as chineseComponents, english as englishComponents } from "../components";
import type { RoomName } from "./rooms";

const english = {
  pageTitle: "Gallery · Autograd, live",
  title: "Gallery",
  lead: "Every component, in every state that matters. Each example is live, seeded, and a test.",
  back: "The tutorial",
  rooms: "Components",
  view: "View",
  loading: "Loading …",
  loadFailed: "This room did not load. Load the page again to try once more.",
  empty: "No examples yet.",
  broken: "This example did not start",
  alone: (title: string) => `${title}: open alone`,
  link: (title: string) => `${title}: link to this example`,
  unknown: (id: string) => `No example is called “${id}”.`,
  all: "All examples",
  names: { theme: "Theme", dir: "Direction", width: "Width", lang: "Language" },
  options: {
    system: "System",
    light: "Light",
    dark: "Dark",
    ltr: "Left to right",
    rtl: "Right to left",
    full: "Full",
    "768": "768",
    "320": "320",
  },
  room: {
    slider: {
      title: "Sliders and numbers",
      text: "A leaf tensor under the hand. The arrow points downhill; while you drag, the promise of the gradient stands beside the loss.",
    },
    heatmap: {
      title: "Heatmaps",
      text: "A tensor or a gradient as colours about zero. Point at a cell, or walk with the arrow keys, for its exact value.",
    },
    graph: {
      title: "Graphs",
      text: "What was computed from what, live: values flow along the arrows, gradients back.",
    },
    backward: {
      title: "The backward pass",
      text: "One rule at a time, with its numbers, and where one cell of a gradient comes from.",
    },
    plot: {
      title: "Plots",
      text: "A function of one number with its tangent, and the loss of a run.",
    },
    landscape: {
      title: "Loss landscapes",
      text: "The loss over two numbers. Drag the point; the arrow is the negative gradient.",
    },
    descent: {
      title: "Descent",
      text: "Gradient descent as a player: play, pause, step, and a learning rate to spoil it with.",
    },
    text: {
      title: "Text and tables",
      text: "A tensor as PyTorch prints it, or as a table; it follows its tensor.",
    },
    code: {
      title: "Code",
      text: "A PyTorch snippet, editable, with its live output, and its leaves as sliders beside it.",
    },
  } satisfies Record<RoomName, { title: string; text: string }>,
};

export type GalleryWords = typeof english;

const chinese: GalleryWords = {
  pageTitle: "组件展厅 · 看得见的自动微分",
  title: "组件展厅",
  lead: "每个组件，每种值得一看的状态。每个示例都是实时的、固定随机种子的，同时也是一项测试。",
  back: "教程",
  rooms: "组件",
  view: "显示",
  loading: "载入中……",
  loadFailed: "这一部分没有载入成功。请刷新页面重试。",
  empty: "暂无示例。",
  broken: "这个示例未能启动",
  alone: (title) => `${title}：单独打开`,
  link: (title) => `${title}：此示例的链接`,
  unknown: (id) => `没有名为“${id}”的示例。`,
  all: "全部示例",
  names: { theme: "主题", dir: "方向", width: "宽度", lang: "语言" },
  options: {
    system: "跟随系统",
    light: "浅色",
    dark: "深色",
    ltr: "从左到右",
    rtl: "从右到左",
    full: "全宽",
    "768": "768",
    "320": "320",
  },
  room: {
    slider: {
      title: "滑块与数字",
      text: "用手改变叶子张量。箭头指向下降方向；拖动时，梯度的预测值与实际损失并列显示。",
    },
    heatmap: {
      title: "热图",
      text: "以零为中心的颜色表示张量或梯度。指向一个单元格，或用方向键移动，即可看到精确值。",
    },
    graph: { title: "计算图", text: "实时显示谁由谁算出：数值沿箭头流动，梯度逆向流回。" },
    backward: {
      title: "反向传播",
      text: "逐条显示规则及其数值，并说明梯度的某个元素来自何处。",
    },
    plot: { title: "曲线", text: "单个数的函数及其切线，以及一次下降过程的损失。" },
    landscape: { title: "损失地形", text: "两个数上的损失。拖动圆点；箭头是负梯度。" },
    descent: {
      title: "梯度下降",
      text: "像播放器一样的梯度下降：播放、暂停、单步，并可调节学习率。",
    },
    text: { title: "文本与表格", text: "按 PyTorch 的打印格式或以表格显示张量，随张量更新。" },
    code: {
      title: "代码",
      text: "可编辑的 PyTorch 代码，输出实时更新，旁边的滑块对应其叶子张量。",
    },
  },
};

export const words = { en: english, zh: chinese };
export const componentWords = { en: englishComponents, zh: chineseComponents };
