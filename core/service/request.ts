/** What a client asks for: the body of `POST /`, by the names that clients know. */
import { z } from "@hono/zod-openapi";
import { messageOf } from "../errors.ts";
import { parseSource } from "../inputs/source.ts";
import { isWebAddress } from "../inputs/web-address.ts";
import { parseLocation, parseReference, parseRegistry } from "../oci/reference.ts";
import { bareImage } from "./bare-image.ts";
import { kafkaHosts } from "./kafka-hosts.ts";

/** One that clients make by any method. Source: RFC 9562, section 4. */
const uuidPattern = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

/** `APP-APP_UUID`: what names an app in an address. */
export function isAppId(text: string): boolean {
  return isUuid(text.slice(-36)) && text.at(-37) === "-" && namePattern.test(text.slice(0, -37));
}

/** Of an address. */
export function isBuildNumber(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}

const uuid = z.string().regex(uuidPattern, "is not a uuid");
const name = z.string().regex(namePattern, "has other characters than letters, digits, '.', '_' and '-'");
const login = z.object({ username: z.string().min(1), password: z.string().min(1) });
const argument = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const webAddress = z.string().refine(isWebAddress, "is not an http address");

const sources = z.string().superRefine((text, context) => {
  try {
    const source = parseSource(text);
    const isFolder =
      source.kind === "image" &&
      parseLocation(parseReference(bareImage(source.reference).reference).location).kind === "layout";
    if (!isFolder && (source.kind === "download" || source.kind === "image" || source.kind === "data")) return;
    context.addIssue({ code: "custom", message: "is not an http, https, docker or data address" });
  } catch (error) {
    context.addIssue({ code: "custom", message: `is no source: ${messageOf(error)}` });
  }
});

function checkBrokers(hosts: string, context: z.RefinementCtx): void {
  try {
    kafkaHosts(hosts);
  } catch (error) {
    context.addIssue({ code: "custom", message: messageOf(error) });
  }
}

/** Clients count on it that what cannot stand in an argument's name is left out of it. */
function argumentsOf(said: Readonly<Record<string, string>>, context: z.RefinementCtx): Record<string, string> {
  const args: Record<string, string> = {};
  for (const [written, value] of Object.entries(said)) {
    const name = written.replace(/\W+/g, "");
    if (/^[A-Za-z_]/.test(name)) args[name] = value;
    else {
      const message = `has a name that is none of an argument: ${JSON.stringify(written)}`;
      context.addIssue({ code: "custom", message });
    }
  }
  return args;
}

/** Where nothing is said, clients write nothing, null, "" or {}. */
function unlessEmpty<T extends z.ZodType>(schema: T) {
  const isEmpty = (value: unknown) =>
    value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
  return z.preprocess((value) => (isEmpty(value) ? undefined : value), schema.optional());
}

/** The host of a registry, with `http://` before one without TLS. Never a folder of this machine. */
const registryHost = z.string().superRefine((text, context) => {
  try {
    parseRegistry(text.replace(/^http:\/\//i, ""));
  } catch {
    context.addIssue({ code: "custom", message: "is not the host of a registry" });
  }
});
const repository = z
  .string()
  .regex(/^\/*[A-Za-z0-9]+([._-]+[A-Za-z0-9]+)*(\/[A-Za-z0-9]+([._-]+[A-Za-z0-9]+)*)*\/*$/, "is not a repository");
const headerValue = z.string().regex(/^[\x20-\x7e]*$/, "has characters that no header can carry");

export const buildRequest = z
  .object({
    app: name,
    space: z.string().min(1),
    app_uuid: uuid,
    build_uuid: uuid,
    build_number: z
      .union(
        [
          z.int().nonnegative().max(999_999_999_999_999, "is too large"),
          z
            .string()
            .regex(/^\d{1,15}$/)
            .transform(Number),
        ],
        "is not a number",
      )
      .openapi({ type: "integer" }),
    sources: sources.openapi({
      description: "https://….tar.gz or .zip (#sha256=…), docker://HOST/REPOSITORY:TAG, data:",
    }),
    gm_registry_host: registryHost,
    gm_registry_repo: repository,
    gm_registry_auth: unlessEmpty(login),
    build_args: unlessEmpty(z.record(z.string(), argument).transform(argumentsOf)),
    docker_registry: unlessEmpty(registryHost),
    docker_login: unlessEmpty(z.string()),
    docker_password: unlessEmpty(z.string()),
    callback: unlessEmpty(webAddress),
    callback_auth: unlessEmpty(headerValue),
    kafka_hosts: unlessEmpty(z.string().superRefine(checkBrokers)).openapi({ description: "HOST:PORT,HOST:PORT" }),
    sha: unlessEmpty(z.string()),
    branch: unlessEmpty(z.string()),
    repo: unlessEmpty(z.string()),
    org: unlessEmpty(z.string()),
  })
  .openapi("Build");

export type BuildRequest = z.infer<typeof buildRequest>;

/** The first thing that is wrong, with its field: the rest of "Bad Request - …". */
export function faultOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "the body is invalid";
  const field = issue.path.join(".");
  const isMissing = issue.code === "invalid_type" && /received undefined/.test(issue.message);
  if (isMissing) return `${field} is missing`;
  if (field === "") return "the body is not a JSON object";
  if (issue.code === "invalid_union") return `${field} is of another kind`;
  return `${field} ${/^(is|has) /.test(issue.message) ? issue.message : `is invalid: ${issue.message}`}`;
}
