/**
 * The cache of GitHub Actions, version 2, as @actions/cache 6.3 speaks to it: Twirp in JSON, and a block blob for each entry.
 * A token says which scopes it may read and which one it writes, as a job's does: `read: pr-7,main; write: pr-7`.
 * Source: @actions/cache, lib/internal/shared/cacheTwirpClient.js and lib/cache.js; docs.github.com, "Dependency caching".
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyOf, type RunningServer, startServer } from "./http.ts";

interface Entry {
  readonly scope: string;
  readonly key: string;
  readonly version: string;
  readonly blocks: Map<string, Buffer>;
  content: Buffer;
  isFinal: boolean;
}

/** Answers a request in the server's place and returns true, or leaves it to the server. `call` is `CreateCacheEntry`, `GET`, `PUT`… */
export type CacheFault = (call: string, response: ServerResponse) => boolean;

export interface ActionsCacheServer extends RunningServer {
  /** Variables of a job with such a token. */
  environment(token: string): NodeJS.ProcessEnv;
  readonly entries: readonly Entry[];
  /** From now on it fails so; without a fault it is well. */
  fail(fault?: CacheFault): void;
}

const service = "/twirp/github.actions.results.api.v1.CacheService/";

export async function startActionsCache(address?: string): Promise<ActionsCacheServer> {
  const entries: Entry[] = [];
  const blobs = new Map<string, Entry>();
  let current: CacheFault | undefined;
  const server = await startServer(async (request, response) => {
    const url = new URL(request.url ?? "", "http://cache.example");
    const isCall = url.pathname.startsWith(service);
    if (current?.(isCall ? url.pathname.slice(service.length) : request.method!, response)) return;
    if (!isCall) return blob(request, response, url, blobs.get(url.pathname));
    const { read, write } = scopesOf(request.headers.authorization ?? "");
    const { key, version, restore_keys } = JSON.parse((await bodyOf(request)).toString()) as Record<string, string> & {
      restore_keys?: string[];
    };
    const signed = (entry: Entry) => {
      const path = `/blob/${randomUUID()}`;
      blobs.set(path, entry);
      return `http://${request.headers.host}${path}?sig=secret-${randomUUID()}`;
    };
    switch (url.pathname.slice(service.length)) {
      case "GetCacheEntryDownloadURL": {
        if (read.length === 0) {
          return answer(response, 403, { code: "permission_denied", msg: "cache read denied: no readable scopes" });
        }
        for (const scope of read) {
          for (const prefix of [key!, ...(restore_keys ?? [])]) {
            const found = entries.findLast(
              (one) => one.isFinal && one.scope === scope && one.version === version && one.key.startsWith(prefix),
            );
            if (found !== undefined) {
              return answer(response, 200, { ok: true, signed_download_url: signed(found), matched_key: found.key });
            }
          }
        }
        return answer(response, 200, { ok: false, signed_download_url: "", matched_key: "" });
      }
      case "CreateCacheEntry": {
        if (write === undefined) {
          return answer(response, 200, { ok: false, message: "cache write denied: token is read-only" });
        }
        if (entries.some((one) => one.scope === write && one.key === key && one.version === version)) {
          const msg = "cache entry with the same key, version, and scope already exists";
          return answer(response, 409, { code: "already_exists", msg });
        }
        const blocks = new Map<string, Buffer>();
        const entry = { scope: write, key: key!, version: version!, blocks, content: Buffer.alloc(0), isFinal: false };
        entries.push(entry);
        return answer(response, 200, { ok: true, signed_upload_url: signed(entry) });
      }
      case "FinalizeCacheEntryUpload": {
        const entry = entries.find((one) => one.scope === write && one.key === key && one.version === version);
        if (entry === undefined) return answer(response, 404, { code: "not_found", msg: "no such reservation" });
        entry.isFinal = true;
        return answer(response, 200, { ok: true, entry_id: String(entries.indexOf(entry) + 1) });
      }
      default:
        return answer(response, 404, { code: "bad_route", msg: "no such call" });
    }
  }, address);
  return {
    ...server,
    entries,
    fail(fault) {
      current = fault;
    },
    environment: (token) => ({
      GITHUB_ACTIONS: "true",
      ACTIONS_CACHE_SERVICE_V2: "True",
      ACTIONS_RESULTS_URL: `http://${server.host}/`,
      ACTIONS_RUNTIME_TOKEN: token,
    }),
  };
}

function scopesOf(authorization: string): { read: string[]; write: string | undefined } {
  const [, read = "", write] = /^Bearer read: ([^;]*)(?:; write: (.+))?$/.exec(authorization) ?? [];
  return { read: read.split(",").filter(Boolean), write };
}

/** A block blob: put as a whole, or as blocks and the list of them; a get has its length. */
async function blob(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  entry: Entry | undefined,
): Promise<void> {
  const end = (status: number, content?: Buffer) => {
    response.writeHead(status, content === undefined ? {} : { "content-length": content.length }).end(content);
  };
  if (entry === undefined) return end(404);
  if (request.method === "GET") return end(200, entry.content);
  const body = await bodyOf(request);
  const part = url.searchParams.get("comp");
  if (part === "block") entry.blocks.set(url.searchParams.get("blockid")!, body);
  else if (part === "blocklist") {
    const listed = [...body.toString().matchAll(/<Latest>([^<]+)<\/Latest>/g)].map(([, id]) => entry.blocks.get(id!));
    if (listed.includes(undefined)) return end(400);
    entry.content = Buffer.concat(listed as Buffer[]);
  } else entry.content = body;
  end(201);
}

function answer(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}
