/**
 * Where this machine's cache is, and the folders in it. All processes of one user share them; each belongs to that user
 * alone (see ownership.ts).
 */
import { basename, dirname, join, resolve } from "node:path";
import { TreestampError } from "../errors.ts";

export interface CacheFolders {
  /**
   * `HEX/`: the snapshot whose chunk table has the digest sha256:HEX (cached-snapshot.ts). Pruning removes it (prune.ts); so does
   * the process that finds it damaged.
   */
  readonly snapshots: string;
  /**
   * `HEX/`: the files of a snapshot, on a machine that cannot mount it (sandbox/extracted.ts). Pruning removes it, once the
   * snapshot itself is gone.
   */
  readonly extracted: string;
  /**
   * `HEX.json`: one ready environment; HEX is the hash of the store's location and the tag (environments.ts). Pruning removes
   * it together with its snapshot.
   */
  readonly environments: string;
  /** `HEX`: an archive of a root that has come over the network, with the sum sha256:HEX (archives.ts). Pruning removes it. */
  readonly archives: string;
  /** This machine's own store, an OCI image layout. Pruning removes its images. */
  readonly store: string;
  /**
   * What builds by buildah have left for the next ones (layers.ts). The build that has it, and pruning, remove it as a whole.
   */
  readonly layers: string;
  /**
   * `OWNER/`: files that a process is about to put in their place: a snapshot, a build's output. The process removes its own; the
   * next one that opens the cache removes those of the dead.
   */
  readonly incoming: string;
  /**
   * `OWNER/`: what one command needs while it runs: its overlay, its script, its phases. The process removes its own; the next
   * command removes those of the dead, which may hold files of root's.
   */
  readonly scratch: string;
  /**
   * `OWNER/NAME`: what a process uses: snapshots and archives by HEX, images of the store by tag, `layers` (prune.ts). The process removes its own when
   * it closes the cache; the next one that opens it removes those of the dead.
   */
  readonly uses: string;
  /**
   * `NAME/`: who works alone at something (folder-lock.ts). The holder removes it; a waiting process removes a dead one's,
   * and so does the next one that opens the cache.
   */
  readonly locks: string;
  /** `NAME`: what a job holds elsewhere, such as a build's turn (mark.ts). The job removes it; the next one takes it over. */
  readonly marks: string;
  /**
   * `OWNER/HEX/`: the environment of a CI job, as its steps have left it (job.ts). The job's last step removes it; the next job
   * removes those of the dead.
   */
  readonly jobs: string;
}

/** The folders of the cache in `root`. */
export function cacheFolders(root: string): CacheFolders {
  return {
    snapshots: join(root, "snapshots"),
    extracted: join(root, "extracted"),
    environments: join(root, "environments"),
    archives: join(root, "archives"),
    store: join(root, "store"),
    layers: join(root, "layers"),
    incoming: join(root, "incoming"),
    scratch: join(root, "scratch"),
    uses: join(root, "uses"),
    locks: join(root, "locks"),
    marks: join(root, "marks"),
    jobs: join(root, "jobs"),
  };
}

/** Whether a path is the `jobs` folder of some cache, by its name. */
export function isJobsFolder(path: string): boolean {
  return basename(path) === "jobs" && cacheFolders(dirname(path)).jobs === path;
}

/**
 * The cache's folder: the one that was named, or one among the user's caches.
 * @throws input-invalid where there is no such place
 */
export function cacheRoot(named: string | undefined, environment: NodeJS.ProcessEnv): string {
  if (named !== undefined) return resolve(named);
  const caches = userCaches(environment);
  if (caches?.startsWith("/")) return join(caches, "treestamp");
  throw new TreestampError("input-invalid", "There is no place to keep snapshots: HOME is not set.", {
    remedy: "Set HOME, or name a folder: --cache-folder DIR (input `cache-folder`).",
  });
}

/** The folder of treestamp's own code as Node has compiled it, among the user's caches: core/host/start.cts chooses where. */
const codeFolder = "treestamp-code";
export type CodeFolder = typeof codeFolder;

/** What no command may see: the cache, and the compiled code. */
export function hiddenFolders(root: string, environment: NodeJS.ProcessEnv): readonly string[] {
  const parent = environment.NODE_COMPILE_CACHE || userCaches(environment);
  return [root, ...(parent ? [resolve(parent, codeFolder)] : [])];
}

/** Where a user's caches belong. Source: XDG Base Directory Specification. */
function userCaches({ XDG_CACHE_HOME, HOME }: NodeJS.ProcessEnv): string | undefined {
  if (XDG_CACHE_HOME?.startsWith("/")) return XDG_CACHE_HOME;
  return HOME ? join(HOME, ".cache") : undefined;
}
