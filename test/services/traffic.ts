/** What goes between machines and a registry. */
import type { QuirkProxy } from "./quirk-proxy.ts";

export interface Traffic {
  /** Bytes of blobs. */
  readonly up: number;
  readonly down: number;
  /** Digests of blobs that were sent, and those that the registry took from another repository. */
  readonly sent: readonly string[];
  readonly mounted: readonly string[];
}

/** What goes through the proxy while `work` runs. A registry that does not mount takes the request for the begin of an upload. */
export async function trafficOf(proxy: QuirkProxy, work: () => Promise<unknown>, mounts = true): Promise<Traffic> {
  let [up, down] = [0, 0];
  proxy.seen.length = 0;
  proxy.behave(async (request, response) => {
    const isBlob = request.url!.includes("/blobs/");
    if (!mounts) request.url = request.url!.replace(/\?mount=.*/, "");
    if (isBlob) request.on("data", (part: Buffer) => (up += part.length));
    await proxy.forward(request, response, (headers) => {
      if (isBlob && request.method === "GET") down += Number(headers["content-length"]);
      return headers;
    });
    return true;
  });
  await work();
  proxy.behave();
  const named = (method: string, name: string) =>
    proxy.seen.flatMap((request) => {
      const value = new URL(request.path, "http://registry").searchParams.get(name);
      return request.method === method && value !== null ? [value] : [];
    });
  return { up, down, sent: named("PUT", "digest"), mounted: named("POST", "mount") };
}
