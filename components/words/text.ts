// What printed tensors and tables of values say.

export const english = {
  copy: (name: string) => `Copy ${name}`,
  copied: "Copied",
  notCopied: "Cannot copy here: select the text instead",
  leftOut: "left out",
  empty: "no elements",
};

export const chinese: typeof english = {
  copy: (name) => `复制 ${name}`,
  copied: "已复制",
  notCopied: "本页不能写入剪贴板：请选中文字后复制",
  leftOut: "略去",
  empty: "没有元素",
};
