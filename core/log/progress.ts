/** How far a long transfer is, for people: a line now and then, or a bar where there is a terminal. */
import { formatBytes } from "./amounts.ts";

/** A transfer that goes on. */
export interface Progress {
  /** More bytes are done; those that were done twice count twice, and show no more than all. */
  add(bytes: number): void;
  /** It is over, well or not. */
  end(): void;
}

/** How a log shows a transfer. `total` is in bytes. */
export type ShowProgress = (title: string, total: number) => Progress;

export const noProgress: ShowProgress = () => ({ add: () => {}, end: () => {} });

/** Milliseconds between two lines, and before the first: what is quicker needs none. */
const betweenLines = 10_000;

/** A line every ten seconds. They come also where nothing moves: that it stands still is news. */
export function progressLines(say: (line: string) => void): ShowProgress {
  return (title, total) => {
    const state = { done: 0, since: performance.now() };
    const timer = setInterval(() => say(`${title}: ${described(state, total)}.`), betweenLines);
    timer.unref();
    return {
      add: (bytes) => {
        state.done = Math.min(total, state.done + bytes);
      },
      end: () => clearInterval(timer),
    };
  };
}

/** Milliseconds between two pictures of the bar, and before the first. */
const betweenPictures = 200;
const barWidth = 24;

/** The last line of a terminal, redrawn in place; gone when all is over. `columns` is the terminal's width. */
export function progressBar(
  write: (text: string) => void,
  columns: () => number,
): { readonly show: ShowProgress /** Takes the bar away, for a line to be written; it comes again. */; hide(): void } {
  const active: { title: string; total: number; done: number; since: number }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isDrawn = false;
  const hide = () => {
    if (isDrawn) write("\r\x1b[K");
    isDrawn = false;
  };
  const draw = () => {
    const [first] = active;
    if (first === undefined) return;
    const full = first.total === 0 ? 0 : Math.floor((first.done / first.total) * barWidth);
    const line = `${first.title} ${"█".repeat(full)}${"░".repeat(barWidth - full)} ${described(first, first.total)}`;
    hide();
    write(line.slice(0, Math.max(0, columns() - 1))); // a line that wraps cannot be taken back
    isDrawn = true;
  };
  return {
    hide,
    show: (title, total) => {
      const mine = { title, total, done: 0, since: performance.now() };
      active.push(mine);
      timer ??= setInterval(draw, betweenPictures).unref();
      return {
        add: (bytes) => {
          mine.done = Math.min(total, mine.done + bytes);
        },
        end: () => {
          const index = active.indexOf(mine);
          if (index >= 0) active.splice(index, 1);
          if (active.length > 0) return;
          clearInterval(timer);
          timer = undefined;
          hide();
        },
      };
    },
  };
}

/** `120 MB of 460 MB (26 %), 34 MB/s`. */
function described({ done, since }: { readonly done: number; readonly since: number }, total: number): string {
  const seconds = (performance.now() - since) / 1000;
  const part = total === 0 ? 100 : Math.floor((done / total) * 100);
  const speed = seconds > 0 ? `, ${formatBytes(Math.round(done / seconds))}/s` : "";
  return `${formatBytes(done)} of ${formatBytes(total)} (${part} %)${speed}`;
}
