/** What a pod prints, to its end, also where the connection breaks meanwhile: a proxy ends those that say nothing for minutes. */
import type { IncomingMessage } from "node:http";
import { messageOf } from "../../errors.ts";
import type { Cluster } from "./cluster.ts";
import { containerName } from "./pod-state.ts";

export interface PodLog {
  /** Follows it, unless that is under way, from where it broke off. */
  follow(): void;
  /** The rest of a pod that has ended. A log that is lost fails no build. */
  end(): Promise<void>;
  /** Follows it no longer. */
  close(): void;
}

/** How long a connection may take to end once its pod has. Milliseconds. */
const patience = 5_000;

/** A kubelet gives a log from its beginning; what was told already is left out by its length. */
export function podLog(pod: string, cluster: Cluster, onOutput: (bytes: Uint8Array) => void): PodLog {
  const path = `pods/${pod}/log?container=${containerName}`;
  let told = 0;
  let stream: IncomingMessage | undefined;
  let following: Promise<void> | undefined;
  let isOver = false;

  async function tell(address: string): Promise<void> {
    let known = told;
    stream = await cluster.ask("GET", address);
    if (isOver) stream.destroy();
    for await (const part of stream as AsyncIterable<Buffer>) {
      const bytes = part.subarray(known);
      known -= part.length - bytes.length;
      told += bytes.length;
      if (bytes.length > 0) onOutput(bytes);
    }
  }

  return {
    follow() {
      following ??= tell(`${path}&follow=true`)
        .catch(() => {}) // it is followed again, or read at the end
        .finally(() => {
          following = undefined;
        });
    },
    async end() {
      const timer = setTimeout(() => stream?.destroy(), patience);
      await following;
      clearTimeout(timer);
      await tell(path).catch((error: unknown) =>
        onOutput(Buffer.from(`warning: the rest of the worker's log is lost: ${messageOf(error)}\n`)),
      );
    },
    close() {
      isOver = true;
      stream?.destroy();
    },
  };
}
