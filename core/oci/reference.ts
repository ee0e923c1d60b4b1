/** Names of stores and of what is in them, parsed once into values. */
import { isIPv6 } from "node:net";
import { TreestampError } from "../errors.ts";
import { isDigest } from "./digest.ts";
import type { Digest } from "./port.ts";

/** A repository in a registry. */
export interface RegistryLocation {
  readonly kind: "registry";
  /** Host, with a port where one is given: `docker.io`, `localhost:5000`. */
  readonly registry: string;
  /** The path inside the registry: `library/debian`. */
  readonly repository: string;
}

/** The folder of an OCI image layout, as it was written. */
export interface LayoutLocation {
  readonly kind: "layout";
  readonly folder: string;
}

export type StoreLocation = RegistryLocation | LayoutLocation;

/**
 * Reads the name of a store: a repository, completed as docker does it (`debian` is `docker.io/library/debian`), or a
 * folder, which starts with `/`, `./`, `../` or `oci:`. Grammar: distribution/reference; upper-case letters are taken as
 * lower-case ones, since `github.repository` may have some and no expression of a workflow can change them.
 * @throws input-invalid
 */
export function parseLocation(text: string): StoreLocation {
  if (text === "" || text.trim() !== text) throw invalid(text, "it is empty, or has spaces around it");
  checkNoLogin(text);
  if (isFolderName(text)) return folderLocation(text.replace(/^oci:/, ""), text);
  if (text.startsWith("~")) {
    throw invalid(text, "`~` is not expanded here", "Write the folder's whole path.");
  }
  return repositoryLocation(text);
}

/**
 * The registry that a store's name begins with, before anything else of the name is checked; undefined for a folder's name.
 */
export function registryOf(text: string): string | undefined {
  return isFolderName(text) || text.startsWith("~") ? undefined : splitRegistry(text.toLowerCase()).registry;
}

/**
 * Reads the name of a registry alone, also as logins have it (`https://index.docker.io/v1/`).
 * @throws input-invalid
 */
export function parseRegistry(text: string): string {
  checkNoLogin(text);
  const host = text
    .replace(/^https:\/\//i, "")
    .replace(/\/(v1|v2)?\/?$/, "")
    .toLowerCase();
  if (dockerHubHosts.includes(host)) return "docker.io";
  if (isHost(host)) return host;
  throw new TreestampError("input-invalid", `"${text}" is not the name of a registry.`, {
    remedy: "Write its host alone, with the port where it has one: ghcr.io, registry.example:5000.",
  });
}

/**
 * Refuses the name of a repository that nobody can keep images in: a registry alone, or one word, which docker takes for
 * one of its own images. @throws input-invalid
 */
export function checkKeepsImages(text: string): void {
  checkNoLogin(text);
  if (!isFolderName(text) && /^(localhost|\[.*\]|[^/]*\.[^/]*)(:\d+)?$/.test(text)) {
    throw invalid(text, "it names a registry, but no repository", `Write ${text}/OWNER/NAME.`);
  }
  const location = parseLocation(text);
  if (location.kind === "layout" || location.registry !== "docker.io") return;
  if (!location.repository.startsWith("library/") || text.includes("library/")) return;
  const name = location.repository.slice("library/".length);
  throw invalid(
    text,
    `it stands for ${formatLocation(location)}, which only has Docker's own images`,
    `Include the registry and the owner, such as ghcr.io/acme/${name} or docker.io/acme/${name}; a folder is ./${name}.`,
  );
}

/** An image's name with its repository in lower case; its tag stays as it is. */
export function lowerCaseRepository(name: string): string {
  if (isFolderName(name)) return name;
  const [, repository = name, tag = ""] = /^(.*?)(:[^/:]*)?$/.exec(name) ?? [];
  return repository.toLowerCase() + tag;
}

/** True for two repositories that one registry has. */
export function isSameRegistry(one: StoreLocation, other: StoreLocation): boolean {
  return one.kind === "registry" && other.kind === "registry" && one.registry === other.registry;
}

/** True for the name of a folder rather than of a repository. */
export function isFolderName(text: string): boolean {
  return text.startsWith("oci:") || /^\.{0,2}\//.test(text) || text === "." || text === "..";
}

/** The name that people write and other programs take: `docker.io/library/debian`, `./images`. */
export function formatLocation(location: StoreLocation): string {
  return location.kind === "layout" ? location.folder : `${location.registry}/${location.repository}`;
}

/**
 * The whole name of an image. In a registry `NAME:TAG@DIGEST`, as docker takes it; in a folder `oci:FOLDER:TAG`, as
 * skopeo, buildah and podman take it (they know no digest there), or `oci:FOLDER@DIGEST` without a tag.
 */
export function formatReference(location: StoreLocation, tag: string | undefined, digest: Digest | undefined): string {
  const tagPart = tag === undefined ? "" : `:${tag}`;
  const digestPart = digest === undefined ? "" : `@${digest}`;
  if (location.kind === "registry") return formatLocation(location) + tagPart + digestPart;
  return `oci:${location.folder}${tag === undefined ? digestPart : tagPart}`;
}

/** An image in a store. */
export interface Reference {
  /** As `parseLocation` reads it. */
  readonly location: string;
  /** A tag or a digest; undefined for the one image of a folder. The digest wins over a tag before it. */
  readonly name: string | undefined;
}

/**
 * Reads the whole name of an image, in all forms that `formatReference` writes: `NAME:TAG`, `NAME@DIGEST`, `NAME:TAG@DIGEST`,
 * `oci:FOLDER:TAG`, `oci:FOLDER@DIGEST`; and a folder alone.
 * @throws input-invalid
 */
export function parseReference(text: string): Reference {
  const [, before = text, digest] = /^(.+)@(sha256:[0-9a-f]{64})$/.exec(text) ?? [];
  const tagged = isFolderName(before) ? /^(oci:.+):([^:/]+)$/.exec(before) : /^(.+):([^:/]+)$/.exec(before);
  const location = tagged?.[1] ?? before;
  const name = digest ?? tagged?.[2];
  if (name !== undefined) checkTagOrDigest(name);
  const { kind } = parseLocation(location);
  if (kind === "layout" || name !== undefined) return { location, name };
  throw invalid(text, "it has neither a tag nor a digest", `Write ${text}:TAG or ${text}@sha256:…`, "an image");
}

/** A tag: up to 128 letters, digits, `_`, `.` and `-`. Source: distribution-spec, "Pulling manifests". */
export function isTag(text: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(text);
}

/** @throws input-invalid for what is neither a tag nor a digest */
export function checkTagOrDigest(reference: string): void {
  if (isTag(reference) || isDigest(reference)) return;
  throw new TreestampError("input-invalid", `"${reference}" is neither a tag nor a digest.`, {
    remedy: "A tag has up to 128 letters, digits, `_`, `.` and `-`; a digest is sha256: and 64 hexadecimal digits.",
  });
}

/** True for `localhost`, 127.0.0.0/8 and ::1, with or without a port: traffic to them does not leave the machine. */
export function isLoopback(registry: string): boolean {
  const host = registry.replace(/:\d+$/, "");
  return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

function folderLocation(folder: string, text: string): LayoutLocation {
  if (folder === "" || folder.includes("\0")) throw invalid(text, "it names no folder");
  return { kind: "layout", folder };
}

function repositoryLocation(text: string): RegistryLocation {
  if (/^[a-z]+:\/\//i.test(text)) {
    throw invalid(text, "it begins like a URL", `Write it without the scheme: ${text.replace(/^[a-z]+:\/\//i, "")}`);
  }
  if (text.includes("@")) {
    throw invalid(text, "it ends in a digest", `A store is a whole repository: ${text.replace(/@.*$/, "")}`);
  }
  const { registry, repository } = splitRegistry(text.toLowerCase());
  const tagged = /^([^:]*):[^/]*$/.exec(repository);
  if (tagged !== null) {
    const without = text.slice(0, text.lastIndexOf(":"));
    throw invalid(text, "it ends in a tag", `A store is a whole repository, and the key is the tag: ${without}`);
  }
  if (!isHost(registry)) throw invalid(text, `"${registry}" is not the name of a host`);
  if (repository === "") throw invalid(text, "it names a registry, but no repository");
  if (text.endsWith("/")) throw invalid(text, "it ends in a slash", `Write ${text.replace(/\/+$/, "")}`);
  if (text.includes("//")) {
    throw invalid(text, "two of its slashes have nothing between them", "Check whether an expression in it is empty.");
  }
  if (!repository.split("/").every((part) => /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/.test(part))) {
    throw invalid(text, "a repository's name consists of a-z and 0-9, with single . _ - between them");
  }
  if (registry.length + 1 + repository.length > 255) throw invalid(text, "it is longer than 255 characters");
  return { kind: "registry", registry, repository };
}

/** Docker's rule: the first part is a host if it has a dot or a port, or is `localhost`. */
function splitRegistry(text: string): { registry: string; repository: string } {
  const slash = text.indexOf("/");
  const registry = text.slice(0, Math.max(slash, 0));
  if (slash > 0 && (/[.:[]/.test(registry) || registry === "localhost")) {
    if (!dockerHubHosts.includes(registry)) return { registry, repository: text.slice(slash + 1) };
    return hubLocation(text.slice(slash + 1));
  }
  return hubLocation(text);
}

function hubLocation(repository: string): { registry: string; repository: string } {
  return { registry: "docker.io", repository: repository.includes("/") ? repository : `library/${repository}` };
}

/** Every name that people and configuration files use for Docker Hub. */
export const dockerHubHosts: readonly string[] = ["docker.io", "index.docker.io", "registry-1.docker.io"];

/** What docker's own configuration calls a registry. Docker Hub has this URL there since docker 1.0. */
export function dockerServerName(registry: string): string {
  return dockerHubHosts.includes(registry) ? "https://index.docker.io/v1/" : registry;
}

function isHost(text: string): boolean {
  const [, host = "", port] = /^(.*?)(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (port !== undefined && (Number(port) === 0 || Number(port) > 65535)) return false;
  if (!URL.canParse(`https://${text}/`)) return false; // such as 127.0.0.256
  if (host.startsWith("[")) return host.endsWith("]") && isIPv6(host.slice(1, -1));
  return host.split(".").every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label));
}

/** `user:password@host`, which is not repeated: messages are for everybody. @throws input-invalid */
function checkNoLogin(text: string): void {
  const [, name] = /^(?:[a-z]+:\/\/)?[^/@]+@(?!sha256:)([^/]+(?:\/.*)?)$/i.exec(text) ?? [];
  if (name === undefined) return;
  throw new TreestampError("input-invalid", `A registry's name contains a login: …@${name}.`, {
    remedy: `Write ${name}, and give the login in \`username\` and \`password\`, or with docker login.`,
  });
}

function invalid(text: string, why: string, remedy?: string, what = "a store"): TreestampError {
  return new TreestampError("input-invalid", `"${text}" is not the name of ${what}: ${why}.`, {
    remedy: remedy ?? "Write a repository such as registry.example/team/build, or a folder such as ./images.",
  });
}
