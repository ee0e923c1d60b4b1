/** From a client's request to what a worker does. */
import { parseSource } from "../inputs/source.ts";
import { dockerHubHosts } from "../oci/reference.ts";
import { type BareImage, bareImage } from "./bare-image.ts";
import type { Order } from "./port.ts";
import type { BuildRequest } from "./request.ts";
import type { Login, ServiceSettings } from "./settings.ts";

type OrderSettings = Pick<ServiceSettings, "buildArgs" | "logins" | "noCache" | "inputs">;

/** All of the order but its source. The image is HOST/REPOSITORY/APP-APP_UUID, its tags 1.NUMBER and latest, as clients know them. */
export function orderOf(request: BuildRequest, settings: OrderSettings): Omit<Order, "source"> {
  const { host, isPlain } = registryOf(request.gm_registry_host);
  return {
    image:
      `${host}/${request.gm_registry_repo.replace(/^\/+|\/+$/g, "")}/${request.app}-${request.app_uuid}`.toLowerCase(),
    tags: [`1.${request.build_number}`, "latest"],
    labels: {
      app: request.app,
      space: request.space,
      app_uuid: request.app_uuid,
      build_uuid: request.build_uuid,
      ...(request.sha && { "org.opencontainers.image.revision": request.sha }),
    },
    buildArgs: { ...settings.buildArgs, ...request.build_args },
    noCache: settings.noCache,
    logins: loginsOf(request, settings.logins, host),
    plainHttp: isPlain ? [host] : [],
    inputs: settings.inputs,
  };
}

/** The image that is copied; undefined where the sources are an archive. */
export function imageOf({ sources }: Pick<BuildRequest, "sources">): BareImage | undefined {
  if (!/^docker:/i.test(sources)) return undefined; // an archive in a data: address is not decoded for this
  const source = parseSource(sources);
  return source.kind === "image" ? bareImage(source.reference) : undefined;
}

/** `http://` before a registry's host is how a request says that it has no TLS. */
function registryOf(said: string): { readonly host: string; readonly isPlain: boolean } {
  return { host: said.replace(/^https?:\/\//, "").replace(/\/+$/, ""), isPlain: said.startsWith("http://") };
}

/** Logins by host. A login of the request is for the host that it names, and no other. */
function loginsOf(request: BuildRequest, shared: Readonly<Record<string, Login>>, host: string): Record<string, Login> {
  const { gm_registry_auth: own, docker_login: username, docker_password: password } = request;
  const image = imageOf(request);
  const logins: Record<string, Login> = { ...shared };
  const pulled = request.docker_registry
    ? registryOf(request.docker_registry).host
    : (image?.host ?? dockerHubHosts[0]!);
  if (username && password) logins[pulled] = { username, password };
  if (image?.login !== undefined) logins[image.host] = image.login;
  if (own) logins[host] = { username: own.username, password: own.password };
  return logins;
}

/** What a log must not show. Values that are in every log would only hide the log. */
export function secretsOf({ logins, buildArgs }: Pick<Order, "logins" | "buildArgs">): readonly string[] {
  const values = Object.values(buildArgs).filter((value) => !/^(true|false|[\d.]*|.{0,3})$/.test(value));
  return [...Object.values(logins).map(({ password }) => password), ...values];
}
