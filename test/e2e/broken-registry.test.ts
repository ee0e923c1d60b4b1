/** Registries that are gone, refuse us, or answer nonsense: what people are told. */
import { randomBytes } from "node:crypto";
import { cpSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect } from "@jest/globals";
import { testFolder } from "../fixtures/git.ts";
import { buildUsual, type Call, describeBroken, once, type Place } from "../services/broken-world.ts";
import { bodyOf, type Handler, refuse, startServer } from "../services/http.ts";
import { tagsOfRegistry } from "../services/published.ts";
import { type Quirk, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, readerLine, startRegistry } from "../services/registry.ts";

/** Takes its patience, and its pauses between tries, at a tenth: they are not what is looked at here. */
const hurried = { fastClock: true } as const;
// The rows on the core alone are those that nobody tries again, so they have nothing to hurry; and they are not the first of
// their tables, which go through dist on both surfaces.

/** A call of a registry that is nothing but this handler. */
const served =
  (handle: Handler, call: Partial<Call> = {}) =>
  async (): Promise<Call> => {
    const server = await startServer(handle);
    return { verb: "pull", ...hurried, inputs: { store: `${server.host}/team/build` }, ...call, after: server.stop };
  };

/** The same answer to everything. */
const always = (status: number, body: string, headers: Record<string, string> = {}) =>
  served((request, response) => {
    request.resume();
    response.writeHead(status, headers).end(body);
  });

const refused = (status: number, code: string, message: string, headers?: Record<string, string>) =>
  served((request, response) => {
    request.resume();
    refuse(response, status, code, message, headers);
  });

const machine = testFolder();
afterAll(machine[Symbol.dispose]);
const built = once(() => buildUsual({ "cache-folder": machine.path }));

const registries: RunningRegistry[] = [];
const registry = once(async () => {
  const running = await startRegistry();
  registries.push(running);
  await built();
  // It is published from where it was built.
  await buildUsual({ "cache-folder": machine.path, store: `${running.host}/team/build` });
  return running;
});
afterAll(async () => {
  for (const running of registries) await running.stop();
});

/** A pull of an image that is there, through a proxy that does this to it. */
const pulled = (quirk: Quirk) => async (): Promise<Call> => {
  const { host, storage } = await registry();
  const proxy = await startQuirkProxy(host);
  proxy.behave(quirk);
  return {
    verb: "pull",
    ...hurried,
    inputs: { store: `${proxy.host}/team/build` },
    tags: () => tagsOfRegistry(storage, "team/build"),
    after: proxy.stop,
  };
};

/** An image that was built on this machine, and is now pushed through a proxy that does this to it. */
const pushed = (quirk: Quirk) => async (place: Place) => {
  await built();
  cpSync(machine.path, place.cache, { recursive: true });
  return pushedWhenBuilt(quirk)();
};

/** The same, where the call builds it itself. It takes ten times as long. */
const pushedWhenBuilt = (quirk: Quirk) => async (): Promise<Call> => {
  const { host, storage } = await registry();
  const proxy = await startQuirkProxy(host);
  proxy.behave(quirk);
  const repository = `team/${randomBytes(6).toString("hex")}`;
  return {
    verb: "build",
    ...hurried,
    inputs: { store: `${proxy.host}/${repository}`, engine: "buildah" },
    tags: () => tagsOfRegistry(storage, repository),
    after: proxy.stop,
  };
};

const isManifest = ({ url }: IncomingMessage) => url!.includes("/manifests/");
const isBlob = ({ method, url }: IncomingMessage) => method === "GET" && url!.includes("/blobs/sha256:");

/** Answers so what this is true of. */
const where =
  (
    matches: (request: IncomingMessage) => boolean,
    answer: (response: ServerResponse, request: IncomingMessage) => void,
  ) =>
  (request: IncomingMessage, response: ServerResponse) => {
    if (!matches(request)) return false;
    request.resume();
    answer(response, request);
    return true;
  };

/** A blob's answer changed on its way: all of it is read from the registry first. */
const changedBlobs =
  (change: (body: Buffer) => Buffer, claim: (size: number) => number = (size) => size): Quirk =>
  async (request, response) => {
    if (!isBlob(request)) return false;
    const { host } = await registry();
    const { authorization: _, host: __, ...headers } = request.headers as Record<string, string>;
    const answer = await fetch(`http://${host}${request.url}`, { headers });
    const body = change(Buffer.from(await answer.arrayBuffer()));
    const range = answer.headers.get("content-range");
    response.writeHead(answer.status, {
      "content-length": claim(body.length),
      ...(range === null ? {} : { "content-range": range }),
    });
    response.write(body);
    if (claim(body.length) > body.length) setTimeout(() => response.destroy(), 20);
    else response.end();
    return true;
  };

describeBroken("a registry that does not answer", [
  {
    name: "is not there: nothing is built, for an image that it may have",
    when: async () => {
      const gone = await startServer(() => {});
      await gone.stop();
      return { verb: "build", ...hurried, inputs: { store: `${gone.host}/team/build` } };
    },
    says: [
      /GET http:\/\/127\.0\.0\.1:\d+\/v2\/team\/build\/manifests\/[0-9a-f]+: connect ECONNREFUSED/,
      "tried 4 times",
    ],
    remedy: "Check the store's name, the network, and that the registry is up",
  },
  {
    name: "has a name that nobody knows",
    when: () => ({ verb: "build", ...hurried, inputs: { store: "registry.invalid/team/build" } }),
    says: ["registry.invalid", /ENOTFOUND|EAI_AGAIN/],
    remedy: "Check the store's name, the network",
  },
  {
    name: "takes the connection and says nothing",
    when: served((request) => void request.resume()),
    says: ["nothing moved for 30 s", "tried 4 times"],
    remedy: "that the registry is up",
  },
  {
    name: "is as slow as a snail",
    when: served(async (request, response) => {
      request.resume();
      response.writeHead(200, { "content-type": "application/vnd.oci.image.index.v1+json" });
      while (!response.destroyed) {
        response.write(" ");
        await sleep(50);
      }
    }),
    says: [/less than \d+ bytes a second for 30 s/, "tried 4 times"],
    remedy: "that the registry is up",
  },
  {
    name: "hangs up on everybody",
    when: served((_, response) => void response.destroy()),
    says: [/socket hang up|ECONNRESET/, "tried 4 times"],
    remedy: "that the registry is up",
  },
  {
    name: "is no server of web pages",
    when: served((request) => void request.socket.end("220 mail.example ESMTP\r\n")),
    says: [/Parse Error|HTTP/],
    remedy: "that the registry is up",
  },
]);

describeBroken("a registry that refuses", [
  {
    name: "401, and does not say how to log in",
    when: always(401, ""),
    says: [/127\.0\.0\.1:\d+ wants a login, and does not say how to send one/],
    remedy: "no Bearer or Basic challenge",
  },
  {
    name: "401 for who has not logged in",
    on: "core",
    when: refused(401, "UNAUTHORIZED", "authentication required", { "www-authenticate": 'Basic realm="r"' }),
    says: [
      /Whether 127\.0\.0\.1:\d+\/team\/build has [0-9a-f]+ is not known/,
      "401 UNAUTHORIZED: authentication required",
    ],
    remedy:
      /may read the repository \(in GitHub Actions: `permissions: packages: read`.*nobody is logged in to 127\.0\.0\.1:/,
  },
  {
    name: "401 for a wrong password",
    on: "action",
    when: async () => {
      const locked = await startRegistry({ htpasswd: readerLine });
      const inputs = { store: `${locked.host}/team/build`, username: "reader", password: "not-the-password" };
      return { verb: "pull", inputs, after: locked.stop };
    },
    says: ["401 UNAUTHORIZED"],
    remedy: "does not accept the login from the inputs `username` and `password`",
  },
  {
    name: "403",
    on: "core",
    when: refused(403, "DENIED", "requested access to the resource is denied"),
    says: ["403 DENIED: requested access to the resource is denied"],
    remedy: /such as GHCR, also answer this for a repository that does not exist/,
  },
  {
    name: "404 by something that is no registry: it is not taken for an absent image",
    on: "core",
    when: always(404, "<h1>404 Not Found</h1>", { "content-type": "text/html" }),
    says: [/is not known/, /: 404/],
    remedy: "Check the store's name",
  },
  {
    name: "429, again and again",
    when: refused(429, "TOOMANYREQUESTS", "pull rate limit", { "retry-after": "1" }),
    says: ["The registry failed 4 times", "429 TOOMANYREQUESTS: pull rate limit"],
    remedy: "Log in if you have not, or try again later",
  },
  {
    name: "429 until tomorrow",
    on: "core",
    when: refused(429, "TOOMANYREQUESTS", "pull rate limit", { "retry-after": "86400" }),
    says: ["The registry failed once", "429"],
    remedy: "Log in if you have not, or try again later",
  },
  {
    name: "500",
    when: always(500, "oh no"),
    says: ["The registry failed 4 times", ": 500"],
    remedy: "ry again later",
  },
  {
    name: "503 by what stands before it",
    when: always(503, "<html><body>maintenance</body></html>", { "content-type": "text/html" }),
    says: ["The registry failed 4 times", ": 503"],
    remedy: "ry again later",
  },
  {
    name: "a token service that does not know us",
    on: "core",
    when: served((request, response) => {
      if (request.url!.startsWith("/token")) return refuse(response, 401, "UNAUTHORIZED", "who are you");
      const realm = `http://${request.headers.host}/token`;
      refuse(response, 401, "UNAUTHORIZED", "", { "www-authenticate": `Bearer realm="${realm}",service="s"` });
    }),
    says: ["The registry's token service refused the request", "401 UNAUTHORIZED: who are you"],
    remedy: "Log in",
  },
  {
    name: "a token service that gives no token",
    on: "core",
    when: served((request, response) => {
      if (request.url!.startsWith("/token")) return void response.end("<html>log in here</html>");
      const realm = `http://${request.headers.host}/token`;
      refuse(response, 401, "UNAUTHORIZED", "", { "www-authenticate": `Bearer realm="${realm}",service="s"` });
    }),
    says: [/The token service http:\/\/127\.0\.0\.1:\d+\/token.* sent an unusable answer: it has no token/],
    remedy: "Check that the store names a registry",
  },
]);

describeBroken("a login of this machine", [
  {
    name: "whose helper is not installed",
    when: loggedIn({ credsStore: "nosuch" }),
    says: ["docker-credential-nosuch is not installed", "docker is configured to keep credentials with it"],
    remedy: "Install docker-credential-nosuch, or remove it from docker's config.json",
  },
  {
    name: "whose helper fails",
    on: "core",
    when: loggedIn(
      { credsStore: "locked" },
      { "docker-credential-locked": "#!/bin/sh\necho the keychain is locked\nexit 1\n" },
    ),
    says: [
      /docker-credential-locked gave no credentials for 127\.0\.0\.1:\d+: it ended with 1: the keychain is locked/,
    ],
    remedy: "Log in again, or remove the helper",
  },
  {
    name: "that is no JSON",
    on: "core",
    when: loggedIn("{auths:"),
    says: [/The credentials in .*config\.json cannot be read/],
    remedy: "Fix or remove it",
  },
  {
    name: "that is cut off",
    on: "core",
    when: loggedIn((host: string) => ({ auths: { [host]: { auth: "cmVhZGVy" } } })),
    says: [/The entry 127\.0\.0\.1:\d+ in .*config\.json is not base64 of "user:password"/],
    remedy: "Log in to the registry again",
  },
]);

/** A registry that wants a login, and docker's configuration on this machine. */
function loggedIn(configuration: unknown, programs: Record<string, string> = {}) {
  return async ({ folder, repository }: Place): Promise<Call> => {
    const server = await startServer((request, response) => {
      request.resume();
      refuse(response, 401, "UNAUTHORIZED", "", { "www-authenticate": 'Basic realm="r"' });
    });
    const value = typeof configuration === "function" ? configuration(server.host) : configuration;
    const text = typeof value === "string" ? value : JSON.stringify(value);
    repository.write({ "../docker/config.json": text });
    for (const [name, run] of Object.entries(programs)) repository.write({ [`../bin/${name}`]: { run } });
    const env = { DOCKER_CONFIG: folder("docker"), PATH: `${folder("bin")}:${process.env.PATH}` };
    return { verb: "pull", inputs: { store: `${server.host}/team/build` }, env, after: server.stop };
  };
}

describeBroken("a registry that answers nonsense", [
  {
    name: "no JSON for a manifest",
    when: always(200, "<html>welcome</html>", { "content-type": "text/html" }),
    says: [/127\.0\.0\.1:\d+\/team\/build/, /manifest/],
    remedy: /\w/,
  },
  {
    name: "another manifest than it says",
    on: "core",
    when: pulled(
      where(isManifest, (response) => {
        response.setHeader("content-type", "application/vnd.oci.image.index.v1+json");
        response.setHeader("docker-content-digest", `sha256:${"0".repeat(64)}`);
        response.end('{"schemaVersion":2,"manifests":[]}');
      }),
    ),
    says: [/sha256:/],
    remedy: /\w/,
    published: 1,
  },
  {
    name: "a manifest without end",
    on: "core",
    when: always(200, "x".repeat(5 * 1024 * 1024), { "content-type": "application/vnd.oci.image.index.v1+json" }),
    says: ["has more than 4194304 bytes"],
    remedy: "Manifests are smaller than that",
  },
  {
    name: "redirects in a circle",
    on: "core",
    when: always(307, "", { location: "/v2/team/build/manifests/again" }),
    says: [/redirect/],
    remedy: "Check the store's name",
  },
  {
    name: "a redirect to nowhere",
    on: "core",
    when: always(307, "", { location: "http://[" }),
    says: ["redirects to something that is not a URL"],
    remedy: "Check the store's name",
  },
  {
    name: "another image under the key's tag",
    on: "core",
    when: pulled(
      where(isManifest, (response) => {
        const body = { schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json", layers: [] };
        const config = {
          mediaType: "application/vnd.oci.image.config.v1+json",
          digest: `sha256:${"1".repeat(64)}`,
          size: 2,
        };
        response.setHeader("content-type", body.mediaType);
        response.end(JSON.stringify({ ...body, config }));
      }),
    ),
    says: ["is one image, not an index with a snapshot"],
    remedy: "Something else than treestamp wrote this tag",
    published: 1,
  },
]);

describeBroken("an image that cannot be had", [
  {
    name: "a blob with other bytes",
    when: pulled(changedBlobs((body) => Buffer.from(body).fill(0x20, 0, 1))),
    says: [/sha256:[0-9a-f]{64}/],
    remedy: /\w/,
    published: 1,
  },
  {
    name: "a blob that ends early, however often it is asked for",
    when: pulled(
      changedBlobs(
        (body) => body.subarray(0, body.length >> 1),
        (size) => size * 2,
      ),
    ),
    says: [/aborted|ECONNRESET|ended/],
    remedy: /\w/,
    published: 1,
  },
  {
    name: "a blob that was cleaned away",
    on: "core",
    when: pulled(where(isBlob, (response) => refuse(response, 404, "BLOB_UNKNOWN", "blob unknown to registry"))),
    says: [/has no blob sha256:/],
    remedy: "Part of the image was deleted or never pushed",
    published: 1,
  },
  {
    name: "a blob store on another host that refuses us: it does not get the registry's credentials",
    when: redirectedElsewhere,
    says: [/127\.0\.0\.1:\d+\/elsewhere/, "403"],
    remedy: "the links that the registry hands out",
    published: 1,
  },
]);

async function redirectedElsewhere({ repository, folder }: Place): Promise<Call> {
  const { host, storage } = await registry();
  const elsewhere = await startServer((_, response) => refuse(response, 403, "AccessDenied", "signature expired"));
  const proxy = await startQuirkProxy(host);
  proxy.behave((request, response) => {
    if (request.headers.authorization === undefined) {
      refuse(response, 401, "UNAUTHORIZED", "", { "www-authenticate": 'Basic realm="r"' });
      return true;
    }
    delete request.headers.authorization;
    if (!isBlob(request)) return false;
    response.writeHead(307, { location: `http://${elsewhere.host}/elsewhere?signature=abc` }).end();
    return true;
  });
  const auth = Buffer.from("writer:pass-word-92").toString("base64");
  repository.write({ "../docker/config.json": JSON.stringify({ auths: { [proxy.host]: { auth } } }) });
  return {
    verb: "pull",
    ...hurried,
    inputs: { store: `${proxy.host}/team/build` },
    env: { DOCKER_CONFIG: folder("docker") },
    tags: () => tagsOfRegistry(storage, "team/build"),
    async after() {
      await Promise.all([proxy.stop(), elsewhere.stop()]);
      expect(elsewhere.seen.length).toBeGreaterThan(0);
      expect(elsewhere.seen.filter(({ headers }) => "authorization" in headers)).toEqual([]);
    },
  };
}

describeBroken("a push that fails leaves no tag", [
  {
    name: "the registry breaks down before the tag",
    on: "command line",
    when: pushedWhenBuilt(
      where(
        ({ method, url }) => method === "PUT" && /\/manifests\/[0-9a-f]{40}$/.test(url!),
        (response) => refuse(response, 500, "UNKNOWN", "disk failure"),
      ),
    ),
    says: ["500 UNKNOWN: disk failure", /The registry failed \d+ times/],
    remedy: "ry again later",
  },
  {
    name: "the registry takes no manifest of ours: the image is kept here",
    on: "action",
    when: pushedWhenBuilt(
      where(
        ({ method, url }) => method === "PUT" && url!.includes("/manifests/"),
        (response) => refuse(response, 400, "MANIFEST_INVALID", "index not allowed"),
      ),
    ),
    says: ["The manifest could not be written", "400 MANIFEST_INVALID: index not allowed", "kept on this machine"],
    remedy: "Check the store's name and what the registry says",
  },
  {
    name: "the quota is used up",
    on: "command line",
    when: pushed(
      where(
        ({ method }) => method === "POST",
        (response) => refuse(response, 507, "QUOTA", "no space left"),
      ),
    ),
    says: ["507 QUOTA: no space left"],
    remedy: "Make room in the registry",
  },
  {
    name: "an upload that begins nowhere",
    on: "command line",
    when: pushed(
      where(
        ({ method }) => method === "POST",
        (response) => void response.writeHead(202).end(),
      ),
    ),
    says: [/began an upload and did not say where/],
    remedy: "Check that the store names a registry",
  },
  {
    name: "the connection breaks in every upload",
    on: "command line",
    when: pushed((request) => {
      if (request.method !== "PUT" || !request.url!.includes("/uploads/")) return false;
      request.socket.destroy();
      return true;
    }),
    says: [/EPIPE|ECONNRESET|socket hang up/, /tried \d+ times/],
    remedy: "that the registry is up",
  },
  {
    name: "the registry keeps other bytes than it got",
    on: "command line",
    when: pushed(async (request, response) => {
      if (request.method !== "PUT" || !request.url!.includes("/uploads/")) return false;
      await bodyOf(request);
      refuse(response, 400, "DIGEST_INVALID", "provided digest did not match uploaded content");
      return true;
    }),
    says: ["DIGEST_INVALID"],
    remedy: /\w/,
  },
]);
