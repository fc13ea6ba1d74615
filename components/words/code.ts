// What the code cell says.

export const english = {
  editor: (name: string) => (name === "" ? "Python code" : `Python code of “${name}”`),
  editorKeys: "Tab indents. To leave the editor with the keyboard, press Escape, then Tab.",
  startOver: "Start over",
  output: "Output",
  noOutput: "Nothing printed.",
  staleOutput: "This is the output of the last run that worked.",
  leaves: "Under the hand",
  leavesText:
    "Every leaf tensor and every number that the code gives a name. Drag one, and the code runs again with it; type in the editor, and it runs with that.",
};

export const chinese: typeof english = {
  editor: (name) => (name === "" ? "Python 代码" : `“${name}”的 Python 代码`),
  editorKeys: "Tab 键用于缩进。要用键盘离开编辑器，请先按 Escape，再按 Tab。",
  startOver: "重新开始",
  output: "输出",
  noOutput: "没有输出。",
  staleOutput: "这是上一次成功运行的输出。",
  leaves: "可以拖动的值",
  leavesText:
    "代码中每个有名字的叶子张量和数字。拖动其中一个，代码就用新的值重新运行；在编辑器里修改，代码也会随之运行。",
};
