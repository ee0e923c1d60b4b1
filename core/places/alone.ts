/**
 * Of all processes of this machine, and of all machines that share a registry, one makes the image of a key; the others wait,
 * and take it. If that one fails or dies, the next one makes it.
 */
import { createHash } from "node:crypto";
import { leaveMark } from "../cache/mark.ts";
import { timed } from "../log/stages.ts";
import { type Ladder, takersOf } from "./ladder.ts";
import type { PlacePorts } from "./port.ts";
import { canHaveLeases, type Turn, takeTurn, unheld } from "./turn.ts";
import { type Need, watchTag } from "./whole.ts";

/** Runs `work` while no other process of this machine looks for the same image. @throws interrupted */
export async function aloneHere<T>(
  ports: PlacePorts,
  ladder: Ladder,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cache = await ports.openCache();
  return cache.alone(
    lockOf(ladder),
    () => ports.interruptible(work),
    (holder) => ports.log.info(`Waiting for ${holder}, which builds the same image.`),
  );
}

/** A turn that needs no waiting: no other machine could take the image. */
const ours: Turn = { kind: "ours", note: "", ...unheld };

export interface Waiting {
  /** The parts without which an image that another machine has made counts as absent. */
  readonly need: Need;
  /** Who we are, for the logs of others. */
  readonly holder: string;
  /** The image is made anew, so another machine's will not do. */
  readonly isForced: boolean;
  /** Called when it is probably our turn, and we have to wait to be sure. */
  readonly onClaim?: () => void;
  readonly signal: AbortSignal;
}

/** Waits until no other machine makes the image, and then runs `work`. To be called under `aloneHere`. */
export async function inTurn<T>(
  ports: PlacePorts,
  ladder: Ladder,
  { need, holder, isForced, signal, ...rest }: Waiting,
  work: (turn: Turn) => Promise<T>,
): Promise<T> {
  const { key, stages } = ladder.wanted;
  const [{ store }] = takersOf(ladder);
  if (!canHaveLeases(store) || isForced) return work(ours);
  const mark = await leaveMark((await ports.openCache()).folder, lockOf(ladder));
  try {
    const turn = await timed(stages, "wait", async (describe) => {
      const watch = watchTag(store, key.tag, need);
      const by = { holder, mark: mark.ours, dead: mark.dead };
      const turn = await takeTurn({ store, tag: key.tag, watch, ...by, log: ports.log, signal, ...rest });
      describe({ note: turn.note });
      return turn;
    });
    if (turn.kind === "built") return await work(turn);
    try {
      return await work(turn);
    } finally {
      await turn.release();
    }
  } finally {
    await mark.remove();
  }
}

function lockOf({ wanted: { key }, places: [{ store }] }: Ladder): string {
  return `build-${createHash("sha256").update(`${store.location}\0${key.tag}`).digest("hex")}`;
}
