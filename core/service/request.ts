/** What a client asks for: the body of `POST /`, by the names that clients know. */
import { z } from "@hono/zod-openapi";
import { messageOf } from "../errors.ts";
import { parseSource } from "../inputs/source.ts";
import { kafkaHosts } from "./kafka-hosts.ts";

/** One that clients make by any method. Source: RFC 9562, section 4. */
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
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
const webAddress = z
  .string()
  .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ""), "is not an http address");

const sources = z.string().superRefine((text, context) => {
  try {
    const source = parseSource(text);
    if (source.kind === "download" || source.kind === "image" || source.kind === "data") return;
    context.addIssue({ code: "custom", message: "is not an http, https, docker or data address" });
  } catch (error) {
    context.addIssue({ code: "custom", message: `is no source: ${messageOf(error)}` });
  }
});

function checkBrokers(hosts: string, context: z.RefinementCtx): void {
  try {
    if (hosts !== "") kafkaHosts(hosts);
  } catch (error) {
    context.addIssue({ code: "custom", message: messageOf(error) });
  }
}

function checkArguments(args: Readonly<Record<string, string>>, context: z.RefinementCtx): void {
  const wrong = Object.keys(args).find((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
  if (wrong !== undefined) {
    context.addIssue({ code: "custom", message: `has a name that is none of an argument: ${JSON.stringify(wrong)}` });
  }
}

export const buildRequest = z
  .object({
    app: name,
    space: z.string().min(1),
    app_uuid: uuid,
    build_uuid: uuid,
    build_number: z
      .union(
        [
          z.int().nonnegative(),
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
    gm_registry_host: z.string().min(1),
    gm_registry_repo: z.string().min(1),
    gm_registry_auth: login.nullish(),
    build_args: z.record(z.string(), argument).superRefine(checkArguments).nullish(),
    docker_registry: z.string().nullish(),
    docker_login: z.string().nullish(),
    docker_password: z.string().nullish(),
    callback: webAddress.nullish(),
    callback_auth: z.string().nullish(),
    kafka_hosts: z.string().superRefine(checkBrokers).nullish().openapi({ description: "HOST:PORT,HOST:PORT" }),
    sha: z.string().nullish(),
    branch: z.string().nullish(),
    repo: z.string().nullish(),
    org: z.string().nullish(),
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
