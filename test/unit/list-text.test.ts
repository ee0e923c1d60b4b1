/** Lists in one text: docker's own cases (docker/actions-toolkit, __tests__/util.test.ts), and what is ours. */
import { describe, expect, test } from "@jest/globals";
import { fieldsOf, itemsIn } from "../../core/inputs/list-text.ts";
import { inputs } from "../../core/inputs/table.ts";

const input = (name: string) => inputs.find((one) => one.name === name && one.kind !== "text")!;
const lines = (text: string) => itemsIn(input("include"), text);
const commas = (text: string) => itemsIn(input("platforms"), text);
const secrets = (text: string) => itemsIn(input("secrets"), text);

describe("docker's cases", () => {
  test.each<[string, (text: string) => readonly string[], string, string[]]>([
    ["single line", lines, "bar", ["bar"]],
    ["empty", lines, "", []],
    ["multiline", lines, "bar\nbaz", ["bar", "baz"]],
    ["empty lines", lines, "bar\n\nbaz", ["bar", "baz"]],
    ["comma", commas, "bar,baz", ["bar", "baz"]],
    ["empty result", commas, "bar,baz,", ["bar", "baz"]],
    ["different new lines", lines, "bar\r\nbaz", ["bar", "baz"]],
    ["different new lines and comma", commas, "bar\r\nbaz,bat", ["bar", "baz", "bat"]],
    [
      "ignoring comma",
      lines,
      "user/app:cache\ntype=local,src=path/to/dir",
      ["user/app:cache", "type=local,src=path/to/dir"],
    ],
    ["no infix comment", lines, "# ignore this\nfoo=bar\nbar=qux#baz", ["foo=bar", "bar=qux#baz"]],
    [
      "surrounding quotes",
      (text) => commas(text).flatMap((item) => item.split(",")),
      'linux/amd64\n"linux/arm64,linux/arm/v7"',
      ["linux/amd64", "linux/arm64", "linux/arm/v7"],
    ],
    [
      "multiline values",
      secrets,
      'TOKEN=abcdefgh,ijklmno=0123456789\n"MYSECRET=aaaaaaaa\nbbbbbbb\nccccccccc"\nFOO=bar',
      ["TOKEN=abcdefgh,ijklmno=0123456789", "MYSECRET=aaaaaaaa\nbbbbbbb\nccccccccc", "FOO=bar"],
    ],
    [
      "multiline values with empty lines",
      secrets,
      '"MYSECRET=aaaaaaaa\nbbbbbbb"\nFOO=bar\n"EMPTYLINE=aaaa\n\nbbbb\nccc"',
      ["MYSECRET=aaaaaaaa\nbbbbbbb", "FOO=bar", "EMPTYLINE=aaaa\n\nbbbb\nccc"],
    ],
    ["trailing new lines of a secret", secrets, '"KEY=TEST\nTEST\n\n\n"\n', ["KEY=TEST\nTEST\n\n\n"]],
    [
      "multiline values without quotes",
      secrets,
      "MYSECRET=aaaaaaaa\nbbbbbbb\nFOO=bar",
      ["MYSECRET=aaaaaaaa", "bbbbbbb", "FOO=bar"],
    ],
    [
      "quotes in quotes",
      secrets,
      '"MYSECRET=aaaaaaaa\nbbbb""bbb\nccccccccc"\nFOO=bar',
      ['MYSECRET=aaaaaaaa\nbbbb"bbb\nccccccccc', "FOO=bar"],
    ],
  ])("%s", (_name, read, text, items) => {
    expect(read(text)).toEqual(items);
  });
});

describe("a text", () => {
  test.each<[string, string, string[]]>([
    ["a pair in quotes", '"VERSION=1.2"', ["VERSION=1.2"]],
    ["a pair in quotes, indented", '  "VERSION=1.2"\n\t"A=1"', ["VERSION=1.2", "A=1"]],
    ["a comment, indented", "a\n  # minimal\nb", ["a", "b"]],
    ["a # in quotes", '"#file"', ["#file"]],
    ["quotes inside an item", 'A="x y"\nB=say "hi"', ['A="x y"', 'B=say "hi"']],
    [
      "JSON, which docker's reader takes apart",
      'LIST=["a","b","c"]\nMAP={"a":"b","c":"d"}',
      ['LIST=["a","b","c"]', 'MAP={"a":"b","c":"d"}'],
    ],
    ["both kinds of line ends", "a\nb\r\nc", ["a", "b", "c"]],
    ["a # behind a space", "A=1 # one", ["A=1 # one"]],
  ])("has %s", (_name, text, items) => {
    expect(lines(text)).toEqual(items);
  });

  test("with a quote that is never closed is refused, and is not repeated", () => {
    const read = () => secrets('"TOKEN=hunter2\nA=1');
    expect(read).toThrow("`secrets`: a double quote at the start of an item is never closed.");
    expect(read).not.toThrow("hunter2");
  });

  test("of one value is that value, whatever is in it", () => {
    const run = inputs.find(({ name }) => name === "run")!;
    expect(itemsIn(run, '# "a\nb')).toEqual(['# "a\nb']);
  });
});

test.each<[string, string[]]>([
  ["type=match,pattern=v(.*)", ["type=match", "pattern=v(.*)"]],
  ['"pattern=v(\\d{1,3})",type=match', ["pattern=v(\\d{1,3})", "type=match"]],
  [' a , "b, c" ,,d', ["a", "b, c", "d"]],
])("the fields of %s", (line, fields) => {
  expect(fieldsOf(line, "tags")).toEqual(fields);
});
