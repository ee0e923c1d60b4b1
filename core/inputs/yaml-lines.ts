/** Texts in YAML whose lines are not what they look like. Source: YAML 1.2.2, "Line Folding". */
import { isScalar, type Node } from "yaml";

/** Whether a text has several lines that YAML joins by blanks: all but those behind `|`. @param text the whole document */
export function isFolded(node: Node | null, text: string): boolean {
  if (!isScalar(node) || node.type === "BLOCK_LITERAL" || !node.range) return false;
  const [start, end] = node.range;
  return text
    .slice(start, end)
    .replace(/^>.*\n/, "")
    .trim()
    .includes("\n");
}
