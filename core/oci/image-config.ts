import { messageOf, TreestampError } from "../errors.ts";
import type { Platform } from "./port.ts";

/** The parts of an OCI image configuration that matter to a command. Source: image-spec, config.md. */
export interface ImageConfig {
  readonly env: ReadonlyMap<string, string>;
  /** `user`, `uid`, `user:group` or `uid:gid`; empty where the image does not say. */
  readonly user: string;
  readonly workingDir: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
}

/** PATH of a command whose image sets none, as for docker. */
export const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * Reads an OCI (or Docker) image configuration. Source: image-spec, config.md; a missing or null property is an empty one.
 * @throws image-invalid where it is not JSON or a property has the wrong type
 */
export function parseImageConfig(json: string | Uint8Array): ImageConfig {
  let document: unknown;
  try {
    document = JSON.parse(typeof json === "string" ? json : Buffer.from(json).toString("utf8"));
  } catch (error) {
    throw invalid(messageOf(error), error);
  }
  if (!isObject(document)) throw invalid("it is not an object");
  const config = document.config ?? {};
  if (!isObject(config)) throw invalid("`config` is not an object");
  return {
    env: parseEnv(listOf(config, "Env")),
    user: textOf(config, "User"),
    workingDir: textOf(config, "WorkingDir") || "/",
    entrypoint: listOf(config, "Entrypoint"),
    cmd: listOf(config, "Cmd"),
  };
}

/** What an image was made for, by its configuration; undefined where that does not say. @throws image-invalid */
export function platformIn(config: Uint8Array): Platform | undefined {
  parseImageConfig(config); // or it is refused
  const { os, architecture } = JSON.parse(Buffer.from(config).toString("utf8")) as Record<string, unknown>;
  return typeof os === "string" && typeof architecture === "string" ? { os, architecture } : undefined;
}

function parseEnv(entries: readonly string[]): Map<string, string> {
  const env = new Map<string, string>();
  for (const entry of entries) {
    const equals = entry.indexOf("=");
    if (equals < 1) throw invalid(`\`Env\` holds ${JSON.stringify(entry)}, which is not NAME=VALUE`);
    env.set(entry.slice(0, equals), entry.slice(equals + 1));
  }
  return env;
}

function listOf(config: Record<string, unknown>, name: string): readonly string[] {
  const value = config[name] ?? [];
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw invalid(`\`${name}\` is not a list of strings`);
}

function textOf(config: Record<string, unknown>, name: string): string {
  const value = config[name] ?? "";
  if (typeof value === "string") return value;
  throw invalid(`\`${name}\` is not a string`);
}

/** A JSON object: no list, and not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(why: string, cause?: unknown): TreestampError {
  return new TreestampError("image-invalid", `The image's configuration cannot be read: ${why}.`, { cause });
}
