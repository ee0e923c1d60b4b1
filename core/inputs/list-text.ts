/**
 * Lists and maps that come as one text, by the grammar of docker's actions. Loaded where such a text is: the hosts of
 * workflows, and `treestamp.yml`; on the command line each flag is one item, which the shell has read already.
 */
import { type CsvError, type Options, parse } from "csv-parse/sync";
import { TreestampError } from "../errors.ts";
import type { Input } from "./input.ts";

/** In no variable and in no file's name: so a comma, and a quote behind one, is a part of the item. */
const noDelimiter = "\0";

/**
 * The items of a text: one per line; blank lines and lines that begin with `#` do not count. An item in double quotes may
 * have several lines and a `#` in front, and `""` in it is one quote. Source: docker/actions-toolkit, Util.getList; unlike
 * that, an item keeps the quotes behind its commas: `LIST=["a","b","c"]`.
 * @throws input-invalid for a quote that is never closed
 */
export function itemsIn(input: Input, text: string): readonly string[] {
  if (input.kind !== "list" && input.kind !== "map") return [text];
  const items = rowsOf(text, `\`${input.name}\``, { delimiter: input.commas === true ? "," : noDelimiter }).flat();
  // The end of a secret's value may be a line break that counts; an item is never empty.
  return (input.names === "secret" ? items : items.map((item) => item.trim())).filter((item) => item.trim() !== "");
}

/** The fields of one line with commas, such as a rule of `tags`: trimmed, without empty ones. @throws input-invalid */
export function fieldsOf(line: string, where: string): readonly string[] {
  return rowsOf(line, where, { delimiter: ",", trim: true })
    .flat()
    .map((field) => field.trim())
    .filter((field) => field !== "");
}

function rowsOf(text: string, where: string, options: Pick<Options, "delimiter" | "trim">): string[][] {
  try {
    return parse(text, {
      ...options,
      record_delimiter: ["\r\n", "\n"],
      comment: "#",
      comment_no_infix: true, // only at the start of a line
      ltrim: true, // such as the indentation of a block in YAML
      relax_quotes: true, // inside an item they are characters like others
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (cause) {
    // The parser's own message may quote the text, and that may be a secret.
    const fault = (cause as CsvError).code === "CSV_QUOTE_NOT_CLOSED" ? "is never closed" : "is closed before its end";
    throw new TreestampError("input-invalid", `${where}: a double quote at the start of an item ${fault}.`, {
      remedy: 'Close it at the end of the item; a quote inside of a quoted item is written twice: "A=say ""hi""".',
      cause,
    });
  }
}
