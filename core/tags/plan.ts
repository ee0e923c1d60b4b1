/** From rules and a commit's names to tags. Nothing is asked of anybody here: the same commit gives the same tags. */
import type SemVer from "semver/classes/semver.js";
import compare from "semver/functions/compare.js";
import parseVersion from "semver/functions/parse.js";
import { TreestampError } from "../errors.ts";
import type { NamedCommit } from "../git/named-commit.ts";
import { parseBoolean } from "../inputs/read.ts";
import type { Flavor, TagLine, TagRule } from "../inputs/tag-rules.ts";
import type { Log } from "../log/log.ts";
import { isTag } from "../oci/reference.ts";
import { type Expression, filled, formattedTime } from "./template.ts";

/** A tag to be given. */
export interface PlannedTag {
  readonly tag: string;
  /**
   * True where such a tag goes from image to image by its nature: `latest`, a branch, a pull request, `1.2`. The others
   * name one image forever.
   */
  readonly moves: boolean;
  /** The one repository that gets it, where a whole name was written; else all. */
  readonly repository?: string;
}

export interface TagPlan {
  readonly tags: readonly PlannedTag[];
  /** What the image calls itself: the tag of the highest priority. Undefined where there is none. */
  readonly version: string | undefined;
}

/** `{{…}}` in rules. */
type Expressions = Readonly<Record<string, Expression>>;

export interface TagRequest {
  readonly tags: readonly TagLine[];
  readonly flavor: Flavor;
  readonly commit: NamedCommit;
  /** What the rule `tree` gives. */
  readonly tree: string;
  /** Seconds since 1970, for `{{date}}`. */
  readonly now: number;
  readonly log: Log;
}

/** What one rule gives. */
interface Given {
  readonly tag: string;
  readonly moves: boolean;
  /** Whether it comes with `latest`, by the flavor `latest=auto`. */
  readonly isRelease: boolean;
  /** True for `1.2`, which follows the newest of its line as `latest` follows the newest of all. */
  readonly isLine?: boolean;
}

/** @throws input-invalid for a rule that cannot be meant, and for a tag that no registry would take */
export function planTags(request: TagRequest): TagPlan {
  const { tags: rules, flavor } = request;
  const named = rules.flatMap((rule) => (rule.type === "name" ? [wholeName(rule.line, request)] : []));
  const ruled = rules
    .filter((rule): rule is TagRule => rule.type !== "name")
    .sort((a, b) => b.priority - a.priority) // stable: equal ones stay in their order
    .flatMap((rule) => tagOf(rule, flavor, request));
  const [main] = ruled;
  const latest = main === undefined ? [] : latestOf(main, flavor, request);
  const { isShallow, knownTags } = request.commit;
  const following = ruled.filter(({ isLine }) => isLine === true).map(({ tag }) => tag);
  if (main?.isRelease === true) following.push(...latest.map(({ tag }) => tag));
  if (following.length > 0 && isShallow && knownTags.length <= 1) {
    const said = following.map((tag) => `\`${tag}\``).join(", ");
    request.log.warning(
      `Only one version's git tag is known in this shallow clone, so ${said} ${following.length > 1 ? "move" : "moves"} to ${request.commit.tag ?? main?.tag} even if a later one exists. Check out with fetch-tags: true.`,
    );
  }
  const tags = [...ruled, ...latest];
  const unique = new Map<string, PlannedTag>();
  for (const { tag, moves } of tags) unique.set(tag, { tag, moves: moves || unique.get(tag)?.moves === true });
  return { tags: [...unique.values(), ...named], version: main?.tag ?? named[0]?.tag };
}

/** `{{…}}` of a commit. @param now seconds since 1970 */
function expressionsOf(commit: NamedCommit, now: number, where: string): Expressions {
  return {
    branch: () => commit.branch ?? "",
    tag: () => commit.tag ?? "",
    sha: () => short(commit),
    base_ref: () => commit.baseBranch ?? "",
    is_default_branch: () => String(isDefaultBranch(commit, where)),
    is_not_default_branch: () => String(!isDefaultBranch(commit, where)),
    commit_date: (format) => formattedTime(commit.time, format, where),
    date: (format) => formattedTime(now, format, where),
  };
}

function tagOf(rule: TagRule, flavor: Flavor, request: TagRequest): Given[] {
  const where = `tags: ${rule.line}`;
  const expressions = expressionsOf(request.commit, request.now, where);
  const fill = (text: string) => filled(text, expressions, where);
  const enabled = fill(rule.enable);
  const isEnabled = parseBoolean(enabled);
  if (isEnabled === false) return [];
  if (isEnabled === undefined) {
    throw new TreestampError("input-invalid", `${where}: enable is "${enabled}".`, {
      remedy: "It has to evaluate to true or false, such as enable={{is_default_branch}}.",
    });
  }
  const given = givenBy(rule, request, fill, where);
  if (given === undefined || given.tag === "") return [];
  const whole = fill(rule.prefix ?? flavor.prefix) + given.tag + fill(rule.suffix ?? flavor.suffix);
  return [{ ...given, tag: checkedTag(whole, where) }];
}

/** Undefined if the rule does not apply to this commit. */
function givenBy(rule: TagRule, request: TagRequest, fill: (text: string) => string, where: string): Given | undefined {
  const { commit, now } = request;
  const { own } = rule;
  const fixed = (tag: string | undefined, isRelease = false) =>
    tag === undefined ? undefined : { tag, moves: tag === "latest", isRelease };
  const moving = (tag: string | undefined) => (tag === undefined ? undefined : { tag, moves: true, isRelease: false });
  switch (rule.type) {
    case "schedule": {
      const { date, commit_date } = expressionsOf(commit, now, where);
      return commit.isScheduled
        ? moving(filled(own.pattern!, { date: date!, commit_date: commit_date! }, where))
        : undefined;
    }
    case "semver":
      return versionTag(rule, request, fill, where);
    case "match": {
      const text = own.value === "" ? commit.tag : fill(own.value!);
      if (text === undefined) return undefined;
      const found = matched(own.pattern!, own.group!, text, where);
      if (found === undefined) request.log.warning(`${where}: the pattern does not match ${text}, so it gives no tag.`);
      // What the pattern finds is the version (`app-v1.2.3` gives 1.2.3), or else the tag is (v1.2.3 gives 1.2).
      const versionOf = (tag: string) => {
        const part = matched(own.pattern!, own.group!, tag, where);
        return part === undefined ? undefined : (versionIn(part) ?? versionIn(tag));
      };
      return found === undefined ? undefined : fixed(found, isNewest(text, versionOf, request));
    }
    case "edge":
      return commit.branch !== undefined && commit.branch === (own.branch || knownDefault(commit, where))
        ? moving("edge")
        : undefined;
    case "ref":
      if (own.event === "branch") return moving(fromLetter(commit.branch));
      if (own.event === "tag")
        return commit.tag === undefined
          ? undefined
          : fixed(fromLetter(commit.tag), isNewest(commit.tag, versionIn, request));
      return moving(commit.pullRequest === undefined ? undefined : String(commit.pullRequest));
    case "raw":
      return fixed(fill(own.value!));
    case "date":
      return fixed(`${formattedTime(commit.time, "'YYYYMMDD.HHmmss'", where)}-${short(commit)}`);
    case "tree":
      return fixed(request.tree);
    case "sha":
      return fixed(own.format === "long" ? commit.commit : short(commit));
  }
}

/**
 * A version's tag. Of a version before its release only the whole one is given, whatever the pattern: `1.2` is no promise
 * that a release candidate could keep.
 */
function versionTag(rule: TagRule, request: TagRequest, fill: (text: string) => string, where: string) {
  const { commit, log } = request;
  const { pattern = "", value = "", match = "" } = rule.own;
  const text = value === "" ? commit.tag : fill(value);
  if (text === undefined) return undefined;
  const found = (tag: string) => (match === "" ? tag : matched(match, "1", tag, where))?.replaceAll("/", "-");
  const raw = found(text) ?? text.replaceAll("/", "-");
  const version = versionIn(raw);
  if (version === undefined) {
    log.warning(`${where}: ${raw} is not a semantic version, so it gives no tag.`);
    return undefined;
  }
  const isPrerelease = version.prerelease.length > 0;
  const shown = isPrerelease && !/^\{\{\s*raw\s*\}\}$/.test(pattern) ? "{{version}}" : pattern;
  const has = (name: string) => new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`).test(shown);
  const isWhole = has("version") || has("raw") || ["major", "minor", "patch"].every(has);
  const tag = filled(shown, expressionsOfVersion(version, raw), where);
  // A git tag that `match` does not fit, such as another product's, needs no message.
  const versionOf = (known: string) => versionIn(found(known) ?? "");
  const later = isWhole
    ? undefined
    : commit.knownTags.find((known) => {
        const other = versionOf(known);
        if (other === undefined || other.prerelease.length > 0 || compare(other, version) <= 0) return false;
        return filled(shown, expressionsOfVersion(other, known), where) === tag;
      });
  if (later !== undefined) {
    log.info(`\`${tag}\` stays where it is: ${later} is a later version of that line than ${text}.`);
    return undefined;
  }
  return { tag, moves: !isWhole, isRelease: isNewest(text, versionOf, request), isLine: !isWhole };
}

function expressionsOfVersion(version: SemVer, raw: string): Expressions {
  return {
    version: () => version.version,
    raw: () => raw,
    major: () => String(version.major),
    minor: () => String(version.minor),
    patch: () => String(version.patch),
  };
}

/**
 * Whether a git tag comes with `latest`: only a version that is a release, and only if no later one is known. So a patch of
 * an old line takes nothing back, and what cannot be ordered is never the newest.
 */
function isNewest(tag: string, versionOf: (tag: string) => SemVer | undefined, { commit, log }: TagRequest): boolean {
  const version = versionOf(tag);
  if (version === undefined) log.info(`${tag} is not a semantic version, so \`latest\` does not come with it.`);
  if (version === undefined || version.prerelease.length > 0) return false;
  return !commit.knownTags.some((known) => {
    const other = versionOf(known);
    return other !== undefined && other.prerelease.length === 0 && compare(other, version) > 0;
  });
}

/** A semantic version with or without a `v`. Undefined for what is none, such as `1.2`, `1.2.3.4` or `1.2.3-01`. */
function versionIn(text: string): SemVer | undefined {
  return parseVersion(text) ?? undefined;
}

/** What a pattern's group finds in a text. @throws input-invalid for what is no pattern */
function matched(pattern: string, group: string, text: string, where: string): string | undefined {
  const [, source = pattern, flags = ""] = /^\/(.+)\/([a-z]*)$/.exec(pattern) ?? [];
  try {
    return new RegExp(source, flags.replace("g", "")).exec(text)?.[Number(group)];
  } catch (cause) {
    throw new TreestampError("input-invalid", `${where}: ${pattern} is not a regular expression.`, {
      remedy: "Write it in JavaScript's syntax, and in double quotes if it has a comma.",
      cause,
    });
  }
}

/** `latest`, where the main tag comes with it. It never comes with a pull request or with a branch other than the default one. */
function latestOf(main: Given, flavor: Flavor, { commit }: TagRequest): Given[] {
  if (flavor.latest === "false") return [];
  const onDefault =
    flavor.latest === "true" && commit.branch !== undefined && isDefaultBranch(commit, "flavor: latest=true");
  if (!main.isRelease && !onDefault) return [];
  const tag = `${flavor.prefixLatest ? flavor.prefix : ""}latest${flavor.suffixLatest ? flavor.suffix : ""}`;
  return [{ tag: checkedTag(tag, "flavor"), moves: true, isRelease: true }];
}

function isDefaultBranch(commit: NamedCommit, where: string): boolean {
  return commit.branch !== undefined && commit.branch === knownDefault(commit, where);
}

/** @throws input-invalid if the default branch is unknown: a guess could move tags that nobody wanted to move */
function knownDefault({ defaultBranch }: NamedCommit, where: string): string {
  if (defaultBranch !== undefined) return defaultBranch;
  throw new TreestampError("input-invalid", `${where}: the default branch is unknown.`, {
    remedy: "Tell git: git remote set-head origin --auto",
  });
}

/** A ref's name from the first character on that a tag can begin with: the branch `#12-fix` is `12-fix`. */
function fromLetter(name: string | undefined): string | undefined {
  return name?.replace(/^[^A-Za-z0-9_]+/, "");
}

function short({ commit }: NamedCommit): string {
  return commit.slice(0, 7);
}

/** What a tag cannot have becomes a dash, as in docker/metadata-action: `feature/x` is `feature-x`. */
function checkedTag(text: string, where: string): string {
  const tag = text.replace(/[^A-Za-z0-9_.-]+/g, "-");
  if (isTag(tag)) return tag;
  const why =
    tag.length > 128
      ? `has ${tag.length} characters, and a tag has at most 128`
      : "begins with a character that no tag begins with";
  throw new TreestampError("input-invalid", `${where}: "${tag}" ${why}.`, {
    remedy: "A tag has up to 128 letters, digits, `_`, `.` and `-`, and begins with a letter, a digit or `_`.",
  });
}

function wholeName(line: string, { commit, now }: TagRequest): PlannedTag & { readonly repository: string } {
  const where = `tags: ${line}`;
  const name = filled(line, expressionsOf(commit, now, where), where);
  const [, repository, tag] = /^(.+):([^/:]+)$/.exec(name) ?? [];
  if (repository === undefined || tag === undefined || !isTag(tag)) {
    throw new TreestampError("input-invalid", `${where} is neither a tag nor REPOSITORY:TAG.`, {
      remedy: "Write a tag (1.0), a rule (type=semver,pattern={{version}}) or a whole name (ghcr.io/acme/app:1.0).",
    });
  }
  return { repository, tag, moves: tag === "latest" };
}
