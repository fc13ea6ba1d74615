// The code cell: an entry of its own, since an editor and an interpreter come with it.

export { CodeCell, type CodeCellProps } from "./CodeCell";
