/** Stands in front of a real registry and behaves, where a test says so, as some registry was seen to behave. */
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { bodyOf, type RunningServer, refuse, startServer } from "./http.ts";

/** Answers the request and returns true, or leaves it to the registry and returns false. */
export type Quirk = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

export interface QuirkProxy extends RunningServer {
  /** From now on the proxy behaves so; without a quirk it only passes on. */
  behave(quirk?: Quirk): void;
  /** Passes a request on, and its answer back with changed headers. `body` stands in for one that was read already. */
  forward(request: IncomingMessage, response: ServerResponse, change?: HeaderChange, body?: Buffer): Promise<void>;
  /** GitLab.com takes manifests of kinds that it knows, and refuses all others. */
  gitlab: Quirk;
}

/**
 * What GitLab's registry knows of what it may meet here. Source: container-registry, docs/supported-media-types.md: "any
 * manifest or any of its references with a media type outside this list" is 400; that an artifactType is, too: ocx-sh/ocx#480.
 */
const gitlabTypes = [
  "application/json",
  "application/octet-stream",
  "application/vnd.docker.container.image.v1+json",
  "application/vnd.docker.image.rootfs.diff.tar.gzip",
  "application/vnd.in-toto+json",
  "application/vnd.oci.empty.v1+json",
  "application/vnd.oci.image.config.v1+json",
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.layer.v1.tar",
  "application/vnd.oci.image.layer.v1.tar+gzip",
  "application/vnd.oci.image.layer.v1.tar+zstd",
  "application/vnd.oci.image.manifest.v1+json",
];

export type HeaderChange = (headers: IncomingHttpHeaders) => IncomingHttpHeaders;

export async function startQuirkProxy(registryHost: string): Promise<QuirkProxy> {
  let current: Quirk | undefined;
  const forward: QuirkProxy["forward"] = (request, response, change, body) =>
    pass(registryHost, request, response, { change, body });
  const server = await startServer(async (request, response) => {
    if (current !== undefined && (await current(request, response))) return;
    await forward(request, response);
  });
  return {
    ...server,
    forward,
    async gitlab(request, response) {
      if (request.method !== "PUT" || !request.url!.includes("/manifests/")) return false;
      const body = await bodyOf(request);
      const { mediaType, artifactType, config, layers = [], manifests = [] } = JSON.parse(body.toString());
      const named = [mediaType, ...[config, ...layers, ...manifests].map((part) => part?.mediaType), artifactType];
      const unknown = named.find((type) => type !== undefined && !gitlabTypes.includes(type));
      if (unknown === undefined) await forward(request, response, undefined, body);
      else refuse(response, 400, "MANIFEST_INVALID", `manifest invalid: unknown media type: ${unknown}`);
      return true;
    },
    behave(quirk) {
      current = quirk;
    },
  };
}

/** The Host header goes through, so that the registry's own URLs lead back to the proxy. */
async function pass(
  registryHost: string,
  request: IncomingMessage,
  response: ServerResponse,
  { change = (headers) => headers, body }: { change?: HeaderChange | undefined; body?: Buffer | undefined },
): Promise<void> {
  const [hostname, port] = registryHost.split(":");
  const { method, url: path, headers } = request;
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, method, path, headers, agent: false }, resolve);
    outgoing.once("error", reject);
    if (body === undefined) pipeline(request, outgoing).catch(reject);
    else outgoing.end(body);
  });
  response.writeHead(incoming.statusCode ?? 500, change(incoming.headers));
  await pipeline(incoming, response);
}
