/**
 * The few requests that jobs of a cluster need. The official client says where the cluster is and who we are; its classes
 * for 800 kinds of objects, 13 MB once bundled, stay away.
 */
import { type IncomingMessage, request as plainRequest } from "node:http";
import { type RequestOptions, request as secureRequest } from "node:https";
import { json } from "node:stream/consumers";
import { KubeConfig } from "@kubernetes/client-node";
import { messageOf, TreestampError } from "../../errors.ts";

export interface Cluster {
  readonly namespace: string;
  /** An answer below 300. @param path below the namespace's, of its group @throws ClusterRefusal, store-unreachable */
  ask(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<IncomingMessage>;
  /** The same, as an object. */
  read<T>(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<T>;
}

/** The cluster has answered, and does not do it. */
export class ClusterRefusal extends TreestampError {
  readonly status: number;

  constructor(status: number, said: string) {
    super(status === 401 || status === 403 ? "store-denied" : "store-refused", `The cluster refuses: ${said}.`, {
      remedy: "See what the service's account may do: deploy/ has the rules that it needs.",
    });
    this.status = status;
  }
}

/** Milliseconds without an answer. A log may say nothing for as long as it likes. */
const stall = 30_000;

/** The cluster that this process runs in, else the one of kubectl's configuration. @throws tool-missing where there is none */
export function openCluster(): Cluster {
  const config = new KubeConfig();
  config.loadFromDefault();
  const context = config.getContextObject(config.getCurrentContext());
  const server = config.getCurrentCluster()?.server;
  if (server === undefined || context === null) {
    throw new TreestampError("tool-missing", "There is no cluster: neither a service account nor a kubeconfig.", {
      remedy: "Run the service in a pod, or set KUBECONFIG.",
    });
  }
  const namespace = context.namespace ?? "default";
  const ask: Cluster["ask"] = async (method, path, body) => {
    const answer = await exchange(config, new URL(pathOf(path, namespace), `${server}/`), method, body);
    const { statusCode: status = 0 } = answer;
    if (status < 300) return answer;
    const said = (await json(answer).catch(() => undefined)) as { message?: string } | undefined;
    if (status >= 500 || status === 429) throw unreachable(said?.message ?? `status ${status}`);
    throw new ClusterRefusal(status, said?.message ?? `status ${status}`);
  };
  return {
    namespace,
    ask,
    async read<T>(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<T> {
      const answer = await ask(method, path, body);
      return (await json(answer).catch((error: unknown) => {
        throw unreachable(`its answer breaks off: ${messageOf(error)}`, error);
      })) as T;
    },
  };
}

/** Jobs have a group of their own. Source: kubernetes.io, "API Overview". */
function pathOf(path: string, namespace: string): string {
  return `${path.startsWith("jobs") ? "apis/batch/v1" : "api/v1"}/namespaces/${namespace}/${path}`;
}

async function exchange(config: KubeConfig, url: URL, method: string, body?: object): Promise<IncomingMessage> {
  const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const type = bytes === undefined ? {} : { "content-type": "application/json", "content-length": bytes.length };
  const options: RequestOptions = { method, headers: { accept: "application/json, */*", ...type } };
  await config.applyToHTTPSOptions(options);
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "http:" ? plainRequest : secureRequest)(url, options);
    const timer = setTimeout(() => request.destroy(new Error("it does not answer")), stall);
    request.setSocketKeepAlive(true, stall); // who follows a log learns that the other side is gone
    request.on("response", (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    request.on("error", (error) => {
      clearTimeout(timer);
      reject(unreachable(messageOf(error), error));
    });
    request.end(bytes);
  });
}

function unreachable(why: string, cause?: unknown): TreestampError {
  return new TreestampError("store-unreachable", `The cluster cannot be reached: ${why}.`, { cause });
}
