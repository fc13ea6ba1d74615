// What the code cell says.

export const english = {
  editor: (name: string) => (name === "" ? "Python code" : `Python code of “${name}”`),
  editorKeys: "Tab indents. To leave the editor by keyboard, press Escape, then Tab.",
  startOver: "Start over",
  output: "Output",
  noOutput: "Nothing printed.",
  staleOutput: "This is the output of the last run that worked.",
  leaves: "Sliders",
  leavesText:
    "One for every number and every small leaf tensor that the code gives a name. Drag one, and the code runs again with the new value; edit the code, and it runs again too.",
};

export const chinese: typeof english = {
  editor: (name) => (name === "" ? "Python 代码" : `“${name}”的 Python 代码`),
  editorKeys: "Tab 键用于缩进。要用键盘离开编辑器，请先按 Esc 键，再按 Tab 键。",
  startOver: "重新开始",
  output: "输出",
  noOutput: "没有输出。",
  staleOutput: "这是上一次成功运行的输出。",
  leaves: "滑块",
  leavesText:
    "代码中每个有名字的数字和较小的叶子张量各有一个滑块。拖动它，代码就用新的值重新运行；修改代码，也会重新运行。",
};
