/** The outcome of a verb: facts. The renderers beside this file turn them into JSON, outputs, lines and Markdown. */
import type { PruneReport } from "../cache/prune.ts";
import type { DeliveryVerb, Verb } from "../inputs/input.ts";
import type { Change } from "../lock/changes.ts";
import type { Stage } from "../log/stages.ts";
import type { Digest } from "../oci/port.ts";
import type { ProvedRun } from "../reuse/proofs.ts";
import type { RunImagesLeft } from "../sandbox/docker-images.ts";
import type { PhaseResult } from "../sandbox/phases/run.ts";
import type { FileDifference } from "../snapshot/layer-differences.ts";

/** Outcome of the verbs about a build image. */
export interface ImageOutcome {
  readonly kind: "image";
  readonly key: string;
  readonly tag: string;
  /** Location and tag, with the digest where it is known. */
  readonly image: string;
  readonly digest: string | undefined;
  /** The store's first answer. */
  readonly state: "present" | "absent" | "unknown";
  readonly cacheHit: boolean;
  /** Why it had to be built, if it had to: a sentence without its full stop. */
  readonly missed?: string | undefined;
  /** Seconds that it took to build the image, if that was before and was recorded. */
  readonly buildSeconds?: number | undefined;
  readonly snapshot?: string | undefined;
  readonly sandbox?: "mounted" | "container" | undefined;
  /** Folder of the job whose later steps share the environment, where the host has one. */
  readonly job?: string | undefined;
  readonly exitCode?: number | undefined;
  /** How the command, or all phases together, ended. */
  readonly outcome?: RunOutcome | undefined;
  /** Why treestamp ended it, if it did: a sentence. */
  readonly reason?: string | undefined;
  /** How each phase ended, where there were some. */
  readonly phases?: readonly PhaseResult[] | undefined;
  /** The git tree hash of all that the run depends on, where that is asked for. */
  readonly runKey?: string | undefined;
  /** The run that stood for this one; undefined where the command ran. */
  readonly reused?: ReusedRun | undefined;
  /** What the command found again, where caches are declared. */
  readonly caches?: readonly CacheReport[] | undefined;
  /** Every input of the recipe with its hash, where that was asked for. */
  readonly inputs?: readonly string[] | undefined;
  /** What changed in the recipe since another revision, in words, where that was asked for. */
  readonly changes?: readonly string[] | undefined;
  readonly stages: readonly Stage[];
}

/** A run that has passed before. */
export interface ReusedRun {
  /** When it ended. Milliseconds since 1970. */
  readonly at: number;
  /** That its command took. */
  readonly seconds: number;
  /** Where its log is. */
  readonly url: string | undefined;
}

/** How a run fared with a cache. */
export interface CacheReport {
  readonly name: string;
  /** With the same lock files; or the newest one; `unknown` where it could not be used. */
  readonly found: "exact" | "newest" | "none" | "unknown";
  /** Bytes that came over the wire. */
  readonly fetched: number;
  /** Bytes that are new in the store; undefined where nothing was saved. */
  readonly saved: number | undefined;
  /** Why nothing was saved, as a clause. */
  readonly unsaved: string | undefined;
  /** That finding and saving took. */
  readonly seconds: number;
}

/** `timed-out` and `cancelled` if treestamp ended it: its time limit was reached, or treestamp was told to stop. */
export type RunOutcome = "success" | "failure" | "timed-out" | "cancelled";

/** Outcome of the verbs that deliver an image: push, promote, assemble. */
export interface DeliveryOutcome {
  readonly kind: "delivery";
  /** Digest of the image that all the tags name. */
  readonly digest: Digest;
  readonly tags: readonly DeliveredTag[];
  /** False where nothing was to be written. */
  readonly isPushed: boolean;
  readonly version: string | undefined;
  /** Labels of an image that was made here, and the build image under it. */
  readonly labels?: ReadonlyMap<string, string>;
  readonly buildImage?: Digest | undefined;
  readonly stages: readonly Stage[];
}

/** Outcome of plan, and of resolve and build with `all`. */
export interface EnvironmentsOutcome {
  readonly kind: "environments";
  readonly verb: "plan" | "resolve" | "build";
  /** Each after those that it is made from. */
  readonly environments: readonly EnvironmentFacts[];
  readonly stages: readonly Stage[];
}

export interface EnvironmentFacts
  extends Pick<ImageOutcome, "key" | "tag" | "image" | "state" | "cacheHit" | "missed" | "changes"> {
  /** Its name; empty for the recipe at the root of `treestamp.yml`. */
  readonly environment: string;
  /** The environments that it is made from. */
  readonly from: readonly string[];
}

export interface DeliveredTag {
  readonly location: string;
  readonly tag: string;
  /** `there`: it named these bytes already. */
  readonly outcome: "pushed" | "moved" | "there";
}

/** Outcome of lock. */
export interface LockOutcome {
  readonly kind: "lock";
  /** False where locks were only compared. */
  readonly isWritten: boolean;
  readonly locks: readonly LockFacts[];
  /** The images of Dockerfiles that had no digest. */
  readonly images: readonly LockedImage[];
}

export interface LockFacts {
  /** Empty for the recipe at the root of `treestamp.yml`. */
  readonly environment: string;
  /** The lock file. */
  readonly path: string;
  readonly packages: number;
  readonly changes: readonly Change[];
}

export interface LockedImage {
  readonly file: string;
  readonly line: number;
  /** `FROM debian:13` */
  readonly what: string;
  /** With its digest; undefined where it still has none. */
  readonly fixed: string | undefined;
  /** Where that stands, or what would fix it: the rest of a sentence. */
  readonly note: string;
}

/** Outcome of verify: the image is what it says, as far as that was asked. */
export interface VerifyOutcome {
  readonly kind: "verify";
  readonly key: string;
  readonly image: string;
  readonly digest: Digest;
  /** Undefined where nobody was to look. */
  readonly signer: SignerFacts | undefined;
  /** How it came out once more, by platform, where it was built again. */
  readonly rebuilt: readonly Rebuilt[] | undefined;
  readonly stages: readonly Stage[];
}

/** Who built an image, and from what: as a certificate says it, or the holder of the key. */
export interface SignerFacts {
  readonly by: "workflow" | "verify-key";
  readonly builder: string;
  readonly repository: string | undefined;
  readonly commit: string;
  readonly ref: string | undefined;
  readonly event: string | undefined;
  readonly runner: string | undefined;
  readonly run: string | undefined;
  /** Paths that decide the image. */
  readonly paths: readonly string[];
}

export interface Rebuilt {
  readonly platform: string;
  /** `unmatched`: only one of the two has this platform. */
  readonly image: "same" | "differs" | "unmatched";
  readonly snapshot: "same" | "differs";
  /** Those that differ; none where only the configuration does. */
  readonly layers: readonly LayerComparison[];
}

export interface LayerComparison {
  /** From 1, the lowest. */
  readonly layer: number;
  /** How many files differ. */
  readonly files: number;
  /** The first of them. */
  readonly differences: readonly FileDifference[];
  /** The files are the same, and only compressed otherwise. */
  readonly isOnlyCompressed: boolean;
}

/** Outcome of passed. */
export interface PassedOutcome {
  readonly kind: "passed";
  readonly commit: string | undefined;
  /** Of its files. */
  readonly tree: string;
  /** The runs that have passed on them, the latest first. */
  readonly runs: readonly ProvedRun[];
}

export interface PruneOutcome extends PruneReport {
  readonly kind: "prune";
  /** The images that commands ran in, as a docker daemon keeps them, under the same limit. */
  readonly inDocker: RunImagesLeft;
}

export type Outcome =
  | ImageOutcome
  | EnvironmentsOutcome
  | DeliveryOutcome
  | LockOutcome
  | PassedOutcome
  | VerifyOutcome
  | PruneOutcome;

export interface Outcomes
  extends Record<"resolve" | "build", ImageOutcome | EnvironmentsOutcome>,
    Record<"pull" | "run", ImageOutcome>,
    Record<DeliveryVerb | "assemble", DeliveryOutcome> {
  readonly plan: EnvironmentsOutcome;
  readonly lock: LockOutcome;
  readonly passed: PassedOutcome;
  readonly verify: VerifyOutcome;
  readonly prune: PruneOutcome;
}

export type OutcomeOf<V extends Verb> = Outcomes[V];

/** The part of an outcome that shows where the time went. */
export type TimedOutcome = Pick<ImageOutcome, "stages" | "cacheHit" | "buildSeconds" | "reused">;

/**
 * What a hit has saved: the time of the build, or of the run, that it did not have to do, less its own until then. Seconds;
 * undefined where nothing is known to be saved.
 */
export function secondsSaved({ cacheHit, buildSeconds, reused, stages }: TimedOutcome): number | undefined {
  const spared = reused?.seconds ?? (cacheHit ? buildSeconds : undefined);
  if (spared === undefined) return undefined;
  const own = stages.reduce((sum, { name, seconds }) => (name === "run" ? sum : sum + seconds), 0);
  return spared > own ? spared - own : undefined;
}

/** Whether what was built again is what was there. */
export function isSame({ rebuilt = [] }: Pick<VerifyOutcome, "rebuilt">): boolean {
  return rebuilt.every(({ image, snapshot }) => image === "same" && snapshot === "same");
}

/** The exit code of the program that carried out the verb: the command's, where one ran. */
export function exitCodeOf(outcome: Outcome): number {
  if (outcome.kind === "verify") return isSame(outcome) ? 0 : 1;
  return outcome.kind === "image" ? (outcome.exitCode ?? 0) : 0;
}
