/** Takes bytes as they come, and gives whole lines; characters and lines may come in parts. */
export interface LineSplitter {
  write(bytes: Uint8Array): void;
  /** Gives what has no end yet. */
  end(): void;
}

/** A longer line comes in pieces. Characters. */
const longest = 64 * 1024;

export function linesInto(take: (line: string) => void): LineSplitter {
  const decoder = new TextDecoder();
  let rest = "";
  return {
    write(bytes) {
      const pieces = (rest + decoder.decode(bytes, { stream: true })).split(/\r?\n/);
      rest = pieces.pop()!;
      for (const piece of pieces) take(piece);
      for (; rest.length > longest; rest = rest.slice(longest)) take(rest.slice(0, longest));
    },
    end() {
      if (rest !== "") take(rest);
      rest = "";
    },
  };
}
