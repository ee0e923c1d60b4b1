/** The service's routes, by the names that its clients know, and the document that describes them. */
import { createHash, timingSafeEqual } from "node:crypto";
import { Readable } from "node:stream";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { streamSSE } from "hono/streaming";
import { messageOf } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { version } from "../version.ts";
import { type Builds, nameOf } from "./builds.ts";
import { linesInto } from "./lines.ts";
import { exposition } from "./metrics.ts";
import type { Bucket } from "./port.ts";
import type { BuildRecord, Records } from "./records.ts";
import { buildRequest, faultOf, isAppId, isBuildNumber, isUuid } from "./request.ts";

export interface HttpParts {
  readonly builds: Builds;
  readonly records: Records;
  readonly bucket: Bucket;
  /** That requests must bear; undefined for none. */
  readonly token: string | undefined;
  readonly log: Log;
}

/** Sources may stand in the request itself. Bytes. */
const maxBodyBytes = 64 << 20;
/** So many builds are listed, the newest first. */
const maxListed = 1000;

const answer = z.object({ status: z.string() }).openapi("Status");
const json = (description: string) => ({ description, content: { "application/json": { schema: answer } } });
const bytes = (description: string, type: string) => ({ description, content: { [type]: { schema: z.string() } } });
const notFound = json("There is none.");
const badRequest = json("What is wrong with the request.");
/** Of every route that wants the token. */
const guarded = { 401: { description: "The token is missing, or another one." } };
/** OpenAPI wants one name for one place of an address. */
const either = z.object({ id: z.string().openapi({ description: "BUILD_UUID; to DELETE, APP_NAME-APP_UUID" }) });
const appId = z.object({ app_id: z.string().openapi({ description: "APP_NAME-APP_UUID" }) });
const appBuild = appId.extend({ build_number: z.string() });

const summary = z
  .object({
    app: z.string(),
    build_number: z.int(),
    build_uuid: z.string(),
    state: z.enum(["fetching", "queued", "building", "succeeded", "failed", "canceled"]),
    created: z.string(),
    started: z.string().optional(),
    ended: z.string().optional(),
    reason: z.string().optional(),
  })
  .openapi("Summary");

export const routes = {
  create: createRoute({
    method: "post",
    path: "/",
    summary: "Builds an image of sources, and pushes it.",
    request: { body: { required: true, content: { "application/json": { schema: buildRequest } } } },
    responses: {
      ...guarded,
      200: json("The sources are kept, and the build is queued."),
      400: badRequest,
      409: json("It is under way."),
      413: json("It is too large."),
    },
  }),
  sources: createRoute({
    method: "get",
    path: "/{id}",
    summary: "The sources of a build, as they came.",
    request: { params: either },
    responses: { ...guarded, 200: bytes("The archive.", "application/octet-stream"), 400: badRequest, 404: notFound },
  }),
  logs: createRoute({
    method: "get",
    path: "/{app_id}/{build_number}/logs",
    summary: "A build's log: as it is, or with `follow` or as server-sent events, as it comes.",
    request: { params: appBuild, query: z.object({ follow: z.string().optional() }) },
    responses: { ...guarded, 200: bytes("The log.", "text/plain"), 404: notFound },
  }),
  stop: createRoute({
    method: "delete",
    path: "/{app_id}/{build_number}",
    summary: "Ends a build: answered when nothing of it runs any more.",
    request: { params: appBuild },
    responses: { ...guarded, 200: json("It has ended."), 404: notFound },
  }),
  forget: createRoute({
    method: "delete",
    path: "/{id}",
    summary: "Ends all builds of an app, and removes what is kept of it.",
    request: { params: either },
    responses: { ...guarded, 200: json("Nothing is kept any more."), 404: notFound },
  }),
  list: createRoute({
    method: "get",
    path: "/builds",
    summary: "Builds and their states, the newest first.",
    responses: {
      ...guarded,
      200: { description: "At most 1000.", content: { "application/json": { schema: z.array(summary) } } },
    },
  }),
  health: createRoute({
    method: "get",
    path: "/healthz",
    summary: "Whether the service is alive.",
    responses: { 200: json("It is.") },
  }),
  octhc: createRoute({
    method: "get",
    path: "/octhc",
    summary: "The same, as older clients ask.",
    responses: { 200: bytes("overall_status=good", "text/plain") },
  }),
  metrics: createRoute({
    method: "get",
    path: "/metrics",
    summary: "Figures for Prometheus.",
    responses: { ...guarded, 200: bytes("Its text format.", "text/plain") },
  }),
};

export function serviceApp({ builds, records, bucket, token, log }: HttpParts): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result, context) => {
      if (!result.success) return refuse(context, faultOf(result.error));
    },
  });
  if (token !== undefined) app.use(guardedBy(token));
  app.use(
    bodyLimit({ maxSize: maxBodyBytes, onError: (context) => context.json({ status: "Payload Too Large" }, 413) }),
  );

  app.openapi(routes.health, (context) => context.json({ status: "ok" }, 200));
  app.openapi(routes.octhc, (context) => context.text("overall_status=good", 200));
  app.openapi(routes.metrics, (context) => context.text(exposition(builds.counts), 200));
  app.openapi(routes.list, async (context) => context.json(await summaries(records), 200));
  app.openAPIRegistry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" });
  app.openAPIRegistry.registerPath({ ...routes.sources, method: "head", summary: "Whether the sources are kept." });
  const info = { title: "treestamp serve", version };
  app.doc31("/openapi.json", { openapi: "3.1.0", info, ...(token === undefined ? {} : { security: [{ token: [] }] }) });

  app.openapi(routes.create, async (context) => {
    const isNew = await builds.create(context.req.valid("json"));
    return isNew ? context.json({ status: "ok" }, 200) : context.json({ status: "Conflict - it is under way." }, 409);
  });
  app.openapi(routes.sources, async (context) => {
    const { id: uuid } = context.req.valid("param");
    if (!isUuid(uuid)) return refuse(context, "build_uuid is not a uuid");
    if (context.req.method === "HEAD") return (await bucket.has(uuid)) ? context.body(null, 200) : missing(context);
    const stream = await bucket.open(uuid);
    return stream === undefined ? missing(context) : context.body(webStream(stream), 200, octets);
  });
  app.openapi(routes.logs, async (context) => {
    const { app_id: id, build_number: number } = context.req.valid("param");
    if (!isAppId(id) || !isBuildNumber(number)) return missing(context);
    const build = { app: id, number: Number(number) };
    const isStream = context.req.header("accept")?.includes("text/event-stream") === true;
    const follow = isStream || ![undefined, "false", "0"].includes(context.req.valid("query").follow);
    const live = builds.logOf(id, build.number);
    const signal = context.req.raw.signal;
    const stream = (await live?.read({ follow, signal })) ?? (await keptLog(bucket, records, build));
    if (stream === undefined) return missing(context);
    return isStream ? events(context, stream) : context.body(webStream(Readable.from(stream)), 200, plain);
  });
  app.openapi(routes.stop, async (context) => {
    const { app_id: id, build_number: number } = context.req.valid("param");
    const isKnown = isAppId(id) && isBuildNumber(number) && (await builds.stop(id, Number(number)));
    return isKnown ? context.json({ status: "ok" }, 200) : missing(context);
  });
  app.openapi(routes.forget, async (context) => {
    const { id } = context.req.valid("param");
    const isKnown = isAppId(id) && (await builds.forget(id));
    return isKnown ? context.json({ status: "ok" }, 200) : missing(context);
  });

  app.notFound((context) => missing(context));
  app.onError((error, context) => {
    if (error instanceof HTTPException) {
      return /JSON/.test(error.message) ? refuse(context, "the body is not JSON") : error.getResponse();
    }
    log.warning(`${context.req.method} ${context.req.path}: ${messageOf(error)}`);
    return context.json({ status: "Internal Server Error" }, 500);
  });
  return app;
}

const octets = { "content-type": "application/octet-stream" };
const plain = { "content-type": "text/plain; charset=utf-8" };

function refuse(context: Context, fault: string) {
  return context.json({ status: `Bad Request - ${fault}.` }, 400);
}

function missing(context: Context) {
  return context.json({ status: "Not Found" }, 404);
}

/** Probes of orchestrators bear no token. */
function guardedBy(token: string) {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const expected = digest(token);
  const guard = bearerAuth({ verifyToken: (said) => timingSafeEqual(digest(said), expected) });
  return (context: Context, next: () => Promise<void>) =>
    ["/healthz", "/octhc"].includes(context.req.path) ? next() : guard(context, next);
}

function webStream(stream: Readable): ReadableStream {
  return Readable.toWeb(stream) as ReadableStream;
}

/** From the bucket; where that could not be reached when the build ended, the log is still in its folder. */
async function keptLog(
  bucket: Bucket,
  records: Records,
  build: Pick<BuildRecord, "app" | "number">,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  return (await records.log(build.app, build.number)) ?? (await bucket.open(`${nameOf(build)}.logs`));
}

/** An event a line, and `end` after the last. */
function events(context: Context, stream: AsyncIterable<Uint8Array>) {
  return streamSSE(context, async (channel) => {
    const waiting: string[] = [];
    const lines = linesInto((line) => waiting.push(line));
    const flush = async () => {
      for (const data of waiting.splice(0)) await channel.writeSSE({ data });
    };
    for await (const part of stream) {
      if (channel.aborted) return; // the client has gone
      lines.write(part);
      await flush();
    }
    lines.end();
    await flush();
    await channel.writeSSE({ event: "end", data: "" });
  });
}

async function summaries(records: Records) {
  const all: BuildRecord[] = [];
  for await (const record of records.all()) if (record.isForgotten !== true) all.push(record);
  all.sort((a, b) => b.created - a.created);
  const time = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());
  return all.slice(0, maxListed).map(({ app, number, uuid, state, created, started, ended, reason }) => ({
    ...{ app, build_number: number, build_uuid: uuid, state, created: time(created)! },
    ...{ started: time(started), ended: time(ended), reason },
  }));
}
