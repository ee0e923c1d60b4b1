/**
 * Files kept in a bucket of S3, Amazon's or another's. Loads the AWS SDK: to be imported where a bucket is configured.
 * An upload is one PUT, which S3 keeps whole or not at all, of at most 5 GiB: its parts would be left where a process dies.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { isTreestampError, TreestampError } from "../errors.ts";
import { readableFailure } from "../machine/failure.ts";
import { checkBucketName } from "./bucket-name.ts";
import type { Bucket } from "./port.ts";
import { isAbsent, s3Failure, statusOf } from "./s3-failure.ts";

export interface S3Place {
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** By default that of an endpoint of one's own, and of Amazon's first. */
  readonly region?: string | undefined;
  /** `https://HOST[:PORT]` of a server other than Amazon's, which is asked for `/BUCKET/NAME`. */
  readonly endpoint?: string | undefined;
  /** How long a connection may take or stand still. Milliseconds. */
  readonly patience?: number;
}

/** Before a file is sent again. Milliseconds. */
const pauses = [1000, 4000];

const readBytes = 1 << 20;

export function s3Bucket(place: S3Place): Bucket {
  const client = new S3Client(settings(place));
  const description = `the bucket ${place.bucket} of ${place.endpoint === undefined ? "S3" : hostOf(place.endpoint)}`;
  const failure = (error: unknown) => s3Failure(error, description, [place.secretKey, place.accessKey]);
  const at = (name: string) => {
    checkBucketName(name);
    return { Bucket: place.bucket, Key: name };
  };
  /** The answer, or undefined where S3 says that there is no such file. */
  const ask = async <T>(request: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await request();
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw failure(error);
    }
  };
  const open = (name: string) =>
    ask(async () => (await client.send(new GetObjectCommand(at(name)))).Body as Readable | undefined);
  return {
    description,
    open,
    put: unlessInterrupted(async (name, file, signal) => {
      const object = { ...at(name), ContentType: "application/octet-stream" };
      const content = await contentOf(file);
      for (const pause of [...pauses, undefined]) {
        signal?.throwIfAborted();
        const error = await send(client, object, content, signal).then(() => undefined, failure);
        if (error === undefined) return;
        if (pause === undefined || !isTreestampError(error, "store-unreachable")) throw error;
        await sleep(pause, undefined, signal === undefined ? {} : { signal });
      }
    }),
    has: async (name) => {
      try {
        await client.send(new HeadObjectCommand(at(name)));
        return true;
      } catch (error) {
        if (statusOf(error) !== 404) throw failure(error);
      }
      // An answer to HEAD has no body, so a bucket that is missing looks like a file that is missing.
      const body = await open(name);
      body?.destroy();
      return body !== undefined;
    },
    remove: async (name) => {
      await ask(() => client.send(new DeleteObjectCommand(at(name))));
    },
  };
}

/** All that the SDK would look for in the environment and in the user's ~/.aws is said, so that nothing there changes it. */
function settings({ accessKey, secretKey, region, endpoint, patience = 60_000 }: S3Place): S3ClientConfig {
  return {
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    region: region ?? "us-east-1",
    ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint, forcePathStyle: true }),
    requestHandler: { connectionTimeout: Math.min(patience, 10_000), socketTimeout: patience },
    maxAttempts: 3,
    retryMode: "standard",
    defaultsMode: "standard",
    logger: silent,
    // The hash of the whole file is signed: other servers than Amazon's do not all know the SDK's checksums.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    authSchemePreference: [],
    disableS3ExpressSessionAuth: true,
    useArnRegion: false,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
  };
}

/** The SDK's own words would go to standard error, between the lines of the service. */
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

interface Content {
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
}

/** Reads the file once before it is sent: so S3 refuses what was damaged on its way, over plain HTTP, too. */
async function contentOf(file: string): Promise<Content> {
  try {
    const { size } = await stat(file);
    const sha256 = createHash("sha256");
    for await (const part of bytesOf(file, size)) sha256.update(part as Uint8Array);
    return { file, size, sha256: sha256.digest("hex") };
  } catch (error) {
    throw readableFailure(error);
  }
}

function bytesOf(file: string, size: number): Readable | Uint8Array[] {
  return size === 0 ? [] : createReadStream(file, { end: size - 1, highWaterMark: readBytes });
}

/** @throws machine-failed for the file; anything that the SDK throws */
async function send(
  client: S3Client,
  object: { readonly Bucket: string; readonly Key: string; readonly ContentType: string },
  { file, size, sha256 }: Content,
  signal: AbortSignal | undefined,
): Promise<void> {
  const body = bytesOf(file, size);
  const broken = new AbortController();
  if (body instanceof Readable) body.on("error", (error) => broken.abort(error)); // the SDK would wait for more
  const command = new PutObjectCommand({ ...object, Body: Array.isArray(body) ? "" : body, ContentLength: size });
  command.middlewareStack.add(
    (next) => (step) => {
      (step.request as { headers: Record<string, string> }).headers["x-amz-content-sha256"] = sha256;
      return next(step);
    },
    { step: "build", name: "signTheWholeFile" },
  );
  const abortSignal = signal === undefined ? broken.signal : AbortSignal.any([broken.signal, signal]);
  try {
    await client.send(command, { abortSignal });
  } catch (error) {
    throw broken.signal.aborted ? readableFailure(broken.signal.reason) : error;
  } finally {
    if (body instanceof Readable) body.destroy();
  }
}

function unlessInterrupted(put: Bucket["put"]): Bucket["put"] {
  return async (name, file, signal) => {
    try {
      await put(name, file, signal);
    } catch (error) {
      throw signal?.aborted ? new TreestampError("interrupted", "The work was ended by a signal.") : error;
    }
  };
}

function hostOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host : "an endpoint that is no URL";
}
