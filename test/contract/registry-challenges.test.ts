/** What a registry's challenge can make us reveal, and to which host: a login never goes where a hostile challenge points. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { openStore } from "../../core/oci/open.ts";
import type { RegistryLocation } from "../../core/oci/reference.ts";
import { registryStore } from "../../core/oci/registry/store.ts";
import { version } from "../../core/version.ts";
import { type RunningServer, refuse, startServer } from "../services/http.ts";
import { descriptorOf, inParts } from "../services/image.ts";

let registry: RunningServer;
let service: RunningServer;
/** The header of the registry's 401; the answer of the token service. */
let challenge: string;
let answer: Parameters<typeof startServer>[0];
beforeAll(async () => {
  registry = await startServer((request, response) => {
    if (request.url?.startsWith("/token")) {
      response.end(JSON.stringify({ token: "own" }));
    } else if (request.headers.authorization?.startsWith("Bearer ")) {
      refuse(response, 404, "MANIFEST_UNKNOWN", "no such tag");
    } else refuse(response, 401, "UNAUTHORIZED", "who are you?", { "www-authenticate": challenge });
  });
  service = await startServer((request, response) => answer(request, response));
});
afterAll(async () => {
  await Promise.all([registry.stop(), service.stop()]);
});
beforeEach(() => {
  registry.seen.length = 0;
  service.seen.length = 0;
  challenge = `Bearer realm="http://${service.host}/token",service="x"`;
  answer = (_request, response) => void response.end(JSON.stringify({ token: "given" }));
});

const login = { username: "ann", password: "secret" };
const basic = `Basic ${Buffer.from("ann:secret").toString("base64")}`;
const hurried = { firstDelay: 1, longestDelay: 5, stall: 2_000 };
/** An address of this machine that is not loopback's. */
const elsewhere = (host: string) => host.replace("127.0.0.1", "0.0.0.0");
const lookup = (host: string) => {
  const location: RegistryLocation = { kind: "registry", registry: host, repository: "team/image" };
  return registryStore(location, { login, plainHttp: true, pace: hurried }).lookup("v1");
};
const shown = ({ seen }: RunningServer) => [...new Set(seen.map(({ headers }) => headers.authorization))];

describe("a token service without TLS", () => {
  test("gets the login from loopback to loopback", async () => {
    expect(await lookup(registry.host)).toEqual({ state: "absent" });
    expect(shown(service)).toEqual([basic]);
  });

  test("gets it where it is the registry that plain HTTP was asked for", async () => {
    challenge = `Bearer realm="http://${elsewhere(registry.host)}/token",service="x"`;
    expect(await lookup(elsewhere(registry.host))).toEqual({ state: "absent" });
    expect(shown(registry)).toContain(basic);
  });

  test.each([
    ["elsewhere, of a registry on loopback", () => registry.host, () => `http://${elsewhere(service.host)}/token`],
    [
      "on another port, of a registry elsewhere",
      () => elsewhere(registry.host),
      () => `http://${elsewhere(service.host)}/`,
    ],
    ["on this machine, of a registry elsewhere", () => elsewhere(registry.host), () => `http://${service.host}/token`],
    ["of another kind", () => registry.host, () => "file:///etc/passwd"],
    ["of another kind, with a host", () => registry.host, () => `ftp://${service.host}/token`],
  ])("is not asked: %s", async (_where, host, realm) => {
    challenge = `Bearer realm="${realm()}",service="x"`;
    expect(await lookup(host())).toMatchObject({
      state: "unknown",
      reason: { code: "store-refused", message: expect.stringContaining("for a token") },
    });
    expect([shown(service), shown(registry)]).toEqual([[], [undefined]]);
  });
});

describe("a token service", () => {
  test("cannot be given a login of the challenge's own", async () => {
    challenge = `Bearer realm="http://eve:evil@${service.host}/token",service="x"`;
    const location: RegistryLocation = { kind: "registry", registry: registry.host, repository: "team/image" };
    expect(await registryStore(location, { pace: hurried }).lookup("v1")).toEqual({ state: "absent" });
    expect(shown(service)).toEqual([undefined]);
  });

  test("that redirects elsewhere does not take the login along", async () => {
    answer = (_request, response) => {
      response.writeHead(307, { location: `http://${registry.host}/token` }).end();
    };
    expect(await lookup(registry.host)).toEqual({ state: "absent" });
    expect(shown(service)).toEqual([basic]);
    expect(registry.seen.find(({ path }) => path.startsWith("/token"))?.headers.authorization).toBeUndefined();
  });

  test("that redirects within itself is asked on, with the login", async () => {
    answer = (request, response) => {
      if (request.url?.startsWith("/new")) response.end(JSON.stringify({ token: "given" }));
      else response.writeHead(302, { location: "/new" }).end();
    };
    expect(await lookup(registry.host)).toEqual({ state: "absent" });
    expect(service.seen.map(({ headers }) => headers.authorization)).toEqual([basic, basic]);
  });

  test("does not get an identity token sent on by a redirect", async () => {
    answer = (_request, response) => {
      response.writeHead(307, { location: `http://${elsewhere(registry.host)}/token` }).end();
    };
    const auths = { [registry.host]: { identitytoken: "identity" } };
    const environment = { DOCKER_AUTH_CONFIG: JSON.stringify({ auths }) };
    expect(await openStore(`${registry.host}/a`, { environment }).lookup("v1")).toMatchObject({ state: "unknown" });
    expect(registry.seen.filter(({ path }) => path.startsWith("/token"))).toEqual([]);
  });

  test("gets the scope of a registry that means something else by it", async () => {
    challenge = `Bearer realm="http://${service.host}/token",service="public.ecr.aws",scope="aws"`;
    expect(await lookup(registry.host)).toEqual({ state: "absent" });
    expect(new URL(service.seen[0]!.path, "http://x").searchParams.getAll("scope")).toEqual(["aws"]);
  });

  test("and a registry hear who asks", async () => {
    await lookup(registry.host);
    const agents = [...registry.seen, ...service.seen].map(({ headers }) => headers["user-agent"]);
    expect(new Set(agents)).toEqual(new Set([`treestamp/${version}`]));
  });
});

describe("an upload that the registry sends elsewhere", () => {
  test.each([201, 401])("carries no login there, whatever the answer (%d)", async (status) => {
    const bytes = Buffer.from("a layer");
    const blob = descriptorOf("application/octet-stream", bytes);
    const storage = await startServer((request, response) => {
      request.resume();
      if (status === 201) response.writeHead(201).end();
      else refuse(response, 401, "UNAUTHORIZED", "your password?", { "www-authenticate": 'Basic realm="x"' });
    });
    const asking = await startServer((request, response) => {
      if (request.headers.authorization !== basic) {
        refuse(response, 401, "UNAUTHORIZED", "who are you?", { "www-authenticate": 'Basic realm="x"' });
      } else if (request.method === "HEAD") response.writeHead(404).end();
      else response.writeHead(202, { location: `http://eve:evil@${storage.host}/upload` }).end();
    });
    try {
      const location: RegistryLocation = { kind: "registry", registry: asking.host, repository: "team/image" };
      const write = registryStore(location, { login, pace: hurried }).writeBlob(blob, () => inParts(bytes));
      if (status === 201) await write;
      else await expect(write).rejects.toMatchObject({ code: "store-refused" });
      expect(shown(asking)).toContain(basic);
      expect(shown(storage)).toEqual([undefined]);
    } finally {
      await Promise.all([storage.stop(), asking.stop()]);
    }
  });
});

describe("401 and 403 are explained", () => {
  const reason = async (options: Parameters<typeof openStore>[1]) => {
    const answered = await openStore(`${registry.host}/team/image`, options).lookup("v1");
    if (answered.state !== "unknown") throw new Error(answered.state);
    expect(answered.reason.code).toBe("store-denied");
    return answered.reason.remedy;
  };
  const access = (host: string) => ({ access: { registry: host, login, plainHttp: false } });

  test("without a login", async () => {
    challenge = 'Basic realm="x"';
    expect(await reason({})).toContain(`nobody is logged in to ${registry.host} here`);
  });

  test("for a login that is another registry's", async () => {
    challenge = 'Basic realm="x"';
    expect(await reason(access("ghcr.io"))).toContain(
      `are for ghcr.io, not for ${registry.host}: the input \`registry\``,
    );
  });

  test("for a wrong password, by the inputs, by a file and by a token service", async () => {
    challenge = 'Basic realm="x"';
    const wrong = /does not accept the login from (.*): the user name or password is wrong/;
    expect(wrong.exec((await reason(access(registry.host)))!)?.[1]).toBe("the inputs `username` and `password`");
    const auths = { [registry.host]: { auth: Buffer.from("a:b").toString("base64") } };
    const environment = { DOCKER_AUTH_CONFIG: JSON.stringify({ auths }) };
    expect(wrong.exec((await reason({ environment }))!)?.[1]).toBe("the variable DOCKER_AUTH_CONFIG");
    challenge = `Bearer realm="http://${service.host}/token"`;
    answer = (_request, response) => refuse(response, 401, "UNAUTHORIZED", "incorrect username or password");
    expect(wrong.exec((await reason(access(registry.host)))!)?.[1]).toBe("the inputs `username` and `password`");
  });

  test("for an expired login, which ECR answers with 403", async () => {
    const expired = await startServer((request, response) => {
      if (request.headers.authorization === basic) {
        refuse(response, 403, "DENIED", "Your authorization token has expired. Reauthenticate and try again.");
      } else refuse(response, 401, "UNAUTHORIZED", "", { "www-authenticate": 'Basic realm="x"' });
    });
    try {
      const lookup = await openStore(`${expired.host}/team/image`, access(expired.host)).lookup("v1");
      expect(lookup).toMatchObject({
        state: "unknown",
        reason: { code: "store-denied", remedy: expect.stringContaining("is wrong, or has expired") },
      });
    } finally {
      await expired.stop();
    }
  });

  test("for one that was never asked for", async () => {
    const never = await startServer((_request, response) => refuse(response, 403, "DENIED", "not for you"));
    try {
      const lookup = await openStore(`${never.host}/team/image`, access(never.host)).lookup("v1");
      expect(lookup).toMatchObject({ state: "unknown", reason: { code: "store-denied" } });
      expect((lookup as { reason: { remedy: string } }).reason.remedy).not.toContain("nobody is logged in");
    } finally {
      await never.stop();
    }
  });

  test("for a login without the right", async () => {
    answer = (_request, response) => refuse(response, 403, "DENIED", "requested access to the resource is denied");
    expect(await reason(access(registry.host))).toContain(
      "the login from the inputs `username` and `password` may not",
    );
  });
});
