/** Git objects by id or revision, from one long-lived `git cat-file --batch`. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { TreestampError } from "../errors.ts";
import { gitFailure } from "./refusal.ts";

export interface ObjectHead {
  readonly oid: string;
  readonly type: "blob" | "tree" | "commit" | "tag";
  /** Bytes. */
  readonly size: number;
}

export interface ObjectStream extends ObjectHead {
  /**
   * The object's bytes, at the pace of the reader. To be read once; what is left unread holds up the next object. An
   * object with other bytes than its id says is an error at its end: git checks that only in fsck, and anything that can
   * write to the repository can put a file in an object's place.
   */
  readonly body: AsyncIterable<Buffer>;
}

export interface ObjectReader {
  /**
   * One object, whole; undefined where the repository has no such object. `name` is an id or any revision (`main~3^{tree}`).
   * @throws repository-invalid where git fails or the name is ambiguous
   */
  read(name: string): Promise<(ObjectHead & { readonly body: Buffer }) | undefined>;
  /**
   * One object as a stream. Several may be asked for ahead: they are answered in the order of the calls, each once the
   * one before it is read.
   */
  stream(name: string): Promise<ObjectStream | undefined>;
  /** Ends the process, also in the middle of an answer. */
  close(): Promise<void>;
}

/** Starts a reader for the repository that `folder` is in. The process ends with `close` or with ours. */
export function openObjectReader(folder: string, environment: NodeJS.ProcessEnv): ObjectReader {
  const child = spawn("git", ["-C", folder, "cat-file", "--batch"], { env: environment });
  const ended = once(child, "close").catch(() => undefined);
  let complaint = "";
  let failure: Error | undefined;
  child.on("error", (error) => {
    failure = error;
  });
  child.stderr.on("data", (part: Buffer) => {
    complaint = (complaint + part.toString("utf8")).slice(-4096);
  });
  child.stdin.on("error", () => {}); // the end of the answers tells
  const answers = answersOf(child, () => failure?.message ?? complaint.trim());
  let turn: Promise<unknown> = Promise.resolve();

  async function stream(name: string): Promise<ObjectStream | undefined> {
    if (/[\n\0]/.test(name)) return undefined; // no object's name holds these; git would read two names
    const before = turn;
    const { promise: done, resolve: finish } = Promise.withResolvers<void>();
    turn = done;
    // Questions that come together go to git together.
    child.stdin.cork();
    child.stdin.write(`${name}\n`);
    process.nextTick(() => child.stdin.uncork());
    await before;
    try {
      const head = await answers.head(name);
      if (head === undefined) {
        finish();
        return undefined;
      }
      return { ...head, body: answers.body(head, finish) };
    } catch (error) {
      finish();
      throw error;
    }
  }

  return {
    stream,
    async read(name) {
      const object = await stream(name);
      if (object === undefined) return undefined;
      const parts: Buffer[] = [];
      for await (const part of object.body) parts.push(part);
      return { ...object, body: parts.length === 1 ? parts[0]! : Buffer.concat(parts) };
    },
    async close() {
      child.stdin.end();
      child.stdout.destroy();
      await ended;
    },
  };
}

/** The answers of `git cat-file --batch`: a line with id, type and size, the bytes, and a line feed. */
function answersOf(child: ChildProcessWithoutNullStreams, complaint: () => string) {
  const chunks: AsyncIterator<Buffer> = child.stdout[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  async function more(): Promise<Buffer> {
    if (rest.length > 0) return rest;
    const next = await chunks.next().catch(() => undefined);
    if (next === undefined || next.done) throw gone();
    rest = next.value;
    return rest;
  }

  function gone(): TreestampError {
    return gitFailure("git ended while objects were read", complaint());
  }

  async function line(): Promise<string> {
    const parts: Buffer[] = [];
    for (;;) {
      const chunk = await more();
      const end = chunk.indexOf(0x0a);
      parts.push(end < 0 ? chunk : chunk.subarray(0, end));
      rest = end < 0 ? Buffer.alloc(0) : chunk.subarray(end + 1);
      if (end >= 0) return Buffer.concat(parts).toString("utf8");
    }
  }

  return {
    async head(name: string): Promise<ObjectHead | undefined> {
      const answer = await line();
      const known = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) ([0-9]+)$/.exec(answer);
      if (known) return { oid: known[1]!, type: known[2] as ObjectHead["type"], size: Number(known[3]) };
      if (answer.endsWith(" missing")) return undefined;
      throw new TreestampError("repository-invalid", `git finds no single object for ${name}: ${answer}.`, {
        remedy: "Name a revision by its full hash or full ref name.",
      });
    },

    async *body({ oid, type, size }: ObjectHead, finish: () => void): AsyncGenerator<Buffer, void, undefined> {
      const hash = createHash(oid.length === 40 ? "sha1" : "sha256").update(`${type} ${size}\0`);
      let left = size + 1; // the line feed after it
      try {
        while (left > 0) {
          const chunk = await more();
          const part = chunk.subarray(0, Math.min(left, chunk.length));
          rest = chunk.subarray(part.length);
          left -= part.length;
          const content = left === 0 ? part.subarray(0, -1) : part;
          hash.update(content);
          if (content.length > 0) yield content;
        }
        if (hash.digest("hex") !== oid) throw damaged(type, oid);
      } finally {
        // A reader that stops early leaves the rest of this object for us to pass over.
        while (left > 0) {
          const chunk = await more().catch(() => undefined);
          if (chunk === undefined) break;
          const passed = Math.min(left, chunk.length);
          rest = chunk.subarray(passed);
          left -= passed;
        }
        finish();
      }
    },
  };
}

function damaged(type: string, oid: string): TreestampError {
  return new TreestampError("repository-invalid", `The repository's ${type} ${oid} does not match its hash.`, {
    remedy:
      "The repository is damaged, or something has written to it: clone it again. `git fsck` lists what is wrong.",
  });
}
