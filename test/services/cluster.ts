/**
 * A cluster's control plane: a real kube-apiserver on etcd, on loopback, with role-based access. Controllers and nodes it has
 * none: see kubelet.ts.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:https";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { clusterPrograms } from "../../scripts/testbed/kubernetes.ts";
import { makeCertificate } from "./certificates.ts";
import { freePort } from "./free-port.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface RunningCluster {
  readonly url: string;
  /** With `ca.pem`, and `kubelet.pem` and `kubelet.key` for a node's server. */
  readonly folder: string;
  /** As the cluster's administrator. @throws Error with what the server says */
  ask<T = unknown>(method: Method, path: string, body?: object): Promise<T>;
  /** Events of a watch, as they come, until the signal. */
  watch(path: string, onEvent: (event: WatchEvent) => void, signal: AbortSignal): Promise<void>;
  /** The file by which a service account of a namespace is who it is. */
  kubeconfigFor(namespace: string, account: string): Promise<string>;
  /** As a machine that is lost; etcd stays. */
  killApiServer(): Promise<void>;
  startApiServer(): Promise<void>;
  stop(): Promise<void>;
}

export interface WatchEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK" | "ERROR";
  // biome-ignore lint/suspicious/noExplicitAny: objects of many kinds
  readonly object: any;
}

const admin = "token-of-the-administrator";

export async function startCluster(): Promise<RunningCluster> {
  const programs = await clusterPrograms();
  const folder = await mkdtemp("/tmp/treestamp-cluster-");
  const file = (name: string) => join(folder, name);
  await makeCertificate(folder, "ca", "/CN=treestamp test");
  const onLoopback = "subjectAltName=IP:127.0.0.1";
  await makeCertificate(folder, "server", "/CN=kube-apiserver", onLoopback, "basicConstraints=CA:FALSE");
  await makeCertificate(folder, "kubelet", "/CN=kubelet", onLoopback, "basicConstraints=CA:FALSE");
  await makeCertificate(folder, "client", "/CN=kube-apiserver", "basicConstraints=CA:FALSE");
  execFileSync("openssl", ["genrsa", "-out", file("accounts.key"), "2048"], { stdio: "ignore" });
  writeFileSync(file("tokens.csv"), `${admin},admin,admin,system:masters\n`);
  const [client, peer, port] = [await freePort(), await freePort(), await freePort()];
  const [store, peers] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`];
  const etcd = started(programs.etcd, [
    ...["--data-dir", file("etcd"), "--unsafe-no-fsync", "--log-level", "error"],
    ...["--listen-client-urls", store, "--advertise-client-urls", store, "--listen-peer-urls", peers],
    ...["--initial-advertise-peer-urls", peers, "--initial-cluster", `default=${peers}`],
  ]);
  const words = [
    ...["--etcd-servers", store, "--bind-address", "127.0.0.1", "--secure-port", String(port)],
    ...["--tls-cert-file", file("server.pem"), "--tls-private-key-file", file("server.key")],
    ...["--authorization-mode", "RBAC", "--token-auth-file", file("tokens.csv"), "--client-ca-file", file("ca.pem")],
    ...["--service-account-issuer", "https://kubernetes.default.svc", "--service-cluster-ip-range", "10.0.0.0/24"],
    ...["--service-account-key-file", file("accounts.key"), "--service-account-signing-key-file", file("accounts.key")],
    ...["--kubelet-certificate-authority", file("ca.pem"), "--kubelet-preferred-address-types", "InternalIP"],
    ...["--kubelet-client-certificate", file("client.pem"), "--kubelet-client-key", file("client.key")],
    ...["--endpoint-reconciler-type", "none", "--advertise-address", "127.0.0.1", "--profiling=false"],
  ];
  const url = `https://127.0.0.1:${port}`;
  const ca = readFileSync(file("ca.pem"));
  let server: Started | undefined;

  function exchange(method: Method, path: string, { body, signal }: { body?: object; signal?: AbortSignal } = {}) {
    const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    // The length is said: without, a DELETE has no body.
    const about = bytes === undefined ? {} : { "content-type": type, "content-length": bytes.length };
    const headers = { authorization: `Bearer ${admin}`, ...about };
    const asked = request(`${url}${path}`, { method, headers, ca, agent: false, ...(signal && { signal }) });
    const answered = once(asked, "response") as Promise<[import("node:http").IncomingMessage]>;
    asked.end(bytes);
    return answered.then(([answer]) => answer);
  }

  async function ask<T>(method: Method, path: string, body?: object): Promise<T> {
    const answer = await exchange(method, path, body === undefined ? {} : { body });
    const said = await text(answer);
    if (answer.statusCode! >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${said}`);
    return (said.startsWith("{") ? JSON.parse(said) : said) as T;
  }

  async function watch(path: string, onEvent: (event: WatchEvent) => void, signal: AbortSignal): Promise<void> {
    const answer = await exchange("GET", `${path}${path.includes("?") ? "&" : "?"}watch=true`, { signal });
    let rest = "";
    try {
      for await (const part of answer.setEncoding("utf8")) {
        const lines = (rest + part).split("\n");
        rest = lines.pop()!;
        for (const line of lines) onEvent(JSON.parse(line));
      }
    } catch {
      // It is broken off by the signal, or with the server: a client that needs it watches again.
    }
  }

  async function startApiServer(): Promise<void> {
    server = started(programs.apiServer, words);
    for (const end = Date.now() + 120_000; ; await sleep(100)) {
      const isReady = await ask<string>("GET", "/readyz").then(
        (said) => said === "ok",
        () => false,
      );
      if (isReady) return;
      const { child, said } = server;
      if (Date.now() > end || child.exitCode !== null) throw new Error(`kube-apiserver is not ready:\n${said()}`);
    }
  }

  async function kubeconfigFor(namespace: string, account: string): Promise<string> {
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`;
    const body = { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: { expirationSeconds: 3600 } };
    const { status } = await ask<{ status: { token: string } }>("POST", path, body);
    const config = {
      ...{ apiVersion: "v1", kind: "Config", "current-context": "test" },
      clusters: [{ name: "test", cluster: { server: url, "certificate-authority": file("ca.pem") } }],
      users: [{ name: "test", user: { token: status.token } }],
      contexts: [{ name: "test", context: { cluster: "test", user: "test", namespace } }],
    };
    const path_ = file(`${namespace}-${account}.kubeconfig`);
    writeFileSync(path_, JSON.stringify(config));
    return path_;
  }

  const killApiServer = async () => server?.kill();
  const stop = async () => {
    await killApiServer();
    await etcd.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await startApiServer();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, folder, ask, watch, kubeconfigFor, killApiServer, startApiServer, stop };
}

interface Started {
  readonly child: ChildProcess;
  /** The end of what it said. */
  said(): string;
  kill(): Promise<void>;
}

/** It ends with us, however we end. */
function started(program: string, words: readonly string[]): Started {
  const child = spawn("setpriv", ["--pdeathsig", "KILL", program, ...words], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(child, "close");
  let text = "";
  child.stderr!.setEncoding("utf8").on("data", (part: string) => {
    text = (text + part).slice(-4000);
  });
  return {
    child,
    said: () => text,
    async kill() {
      child.kill("SIGKILL");
      await ended.catch(() => {});
    },
  };
}
