/** lock: fix by version, sha256 and digest what decides images and is not in git. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, TreestampError } from "../errors.ts";
import { parsePath, textOfPath } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import { inputOf } from "../inputs/environments.ts";
import type { Request } from "../inputs/request.ts";
import { changesOf, faultsOf, renewed } from "../lock/changes.ts";
import { encodeLock, type Lock, parseLock } from "../lock/lock.ts";
import { resolveOn } from "../lock/resolve.ts";
import { missing } from "../machine/missing.ts";
import { replaceFile } from "../machine/replaced-file.ts";
import { formatPlatform } from "../oci/manifest.ts";
import { unpinnedIn } from "../recipe/pins.ts";
import { type AssembleMethod, type Recipe, withUpstreams } from "../recipe/recipe.ts";
import { readUnlocked, type Unlocked } from "../recipe/source.ts";
import type { LockFacts, LockOutcome } from "../report/outcome.ts";
import { fixImages } from "./lock-images.ts";
import type { Ports } from "./ports.ts";
import { makeReady } from "./pull.ts";
import { identify } from "./resolve.ts";
import { identifyUpstream, requestOf } from "./upstreams.ts";

/** The checkout whose files are read and written. */
export interface Checkout {
  readonly repository: Repository;
  /** The folder. */
  readonly workTree: string;
  /** The environments that are meant, by name. */
  readonly sources: ReadonlyMap<string, Unlocked>;
}

/**
 * Writes the locks of environments, and digests of images where the request says so; or compares all that, and changes nothing.
 * @throws not-fixed by a check, with everything that is not; build-failed where a package manager finds no solution
 */
export async function lock(ports: Ports, request: Request<"lock">, repository: Repository): Promise<LockOutcome> {
  const { workTree } = repository;
  if (workTree === undefined) {
    throw new TreestampError("repository-invalid", "A bare repository has no files to be locked.", {
      remedy: "Run it in a checkout.",
    });
  }
  const checkout = { repository, workTree, sources: await readUnlocked(repository, request.environment) };
  if (request.check) return check(checkout);
  const locks: LockFacts[] = [];
  const assembled = assembledOf(checkout);
  checkApart(checkout, assembled);
  for (const one of assembled) locks.push(...(await writeLock(ports, request, checkout, one)));
  const images = await fixImages(ports, checkout, request.bases);
  return { kind: "lock", isWritten: true, locks, images };
}

/** An environment that gets packages. */
interface Assembled {
  readonly name: string;
  readonly recipe: Recipe;
  readonly method: AssembleMethod;
  /** The path of its lock, as it is written; undefined if it has none. */
  readonly lock: string | undefined;
  /** The input, for messages. */
  readonly input: string;
}

function assembledOf({ sources }: Checkout): readonly Assembled[] {
  return [...sources].flatMap(([name, { recipe, lock }]) => {
    const { method } = recipe;
    if (method.kind !== "assemble" || method.packages.length === 0) return [];
    return [{ name, recipe, method, lock, input: inputOf(name, "assemble") }];
  });
}

/** One file cannot say what is missing in two bases. @throws input-invalid */
function checkApart(checkout: Checkout, assembled: readonly Assembled[]): void {
  const places = new Map<string, string>();
  for (const one of assembled) {
    if (one.lock === undefined) continue;
    const place = placeOf(checkout, one);
    const other = places.get(place);
    if (other !== undefined) {
      throw new TreestampError(
        "input-invalid",
        `\`${other}.lock\` and \`${one.input}.lock\` are one file, ${one.lock}.`,
        {
          remedy: "Name a file for each environment: what it lacks depends on its base.",
        },
      );
    }
    places.set(place, one.input);
  }
}

/** @returns what a lock says now; nothing for an environment that names no file for it */
async function writeLock(
  ports: Ports,
  request: Request<"lock">,
  checkout: Checkout,
  assembled: Assembled,
): Promise<readonly LockFacts[]> {
  const { name, recipe, lock, input, method } = assembled;
  if (lock === undefined) {
    ports.log.warning(
      `\`${input}.packages\` are not locked: name a file, such as \`lock: ci/${name || "packages"}.lock\`.`,
    );
    return [];
  }
  const path = placeOf(checkout, assembled);
  // What was written by hand, or by a merge, is written anew.
  const before = await readLock(checkout, assembled).catch((error) => {
    ports.log.warning(messageOf(error));
    return undefined;
  });
  const platform = formatPlatform(ports.platform);
  if (!recipe.platforms.includes(platform)) {
    throw new TreestampError(
      "platform-missing",
      `${lock} is for ${recipe.platforms.join(", ")}, and this machine is ${platform}.`,
      {
        remedy: "Packages are locked on a machine of their platform.",
      },
    );
  }
  const found = await resolved(ports, request, checkout, assembled);
  const after = renewed(before, { packages: method.packages, platforms: recipe.platforms }, { ...found, platform });
  for (const other of recipe.platforms.filter((one) => one !== platform)) {
    const stays = after.platforms.includes(other) ? "stay as they are" : "are missing";
    ports.log.warning(`${lock}: the packages of ${other} ${stays}: a machine of that platform can lock them.`);
  }
  const text = encodeLock(after);
  const { packages: all } = parseLock(text, lock); // what nobody could read is not written
  await replaceFile(checkout.workTree, path, text);
  return [{ environment: name, path: lock, packages: all.length, changes: changesOf(before, after) }];
}

/** Asks the base's package manager, in an environment of the base. */
async function resolved(ports: Ports, request: Request<"lock">, checkout: Checkout, { name, method }: Assembled) {
  const { repository, sources } = checkout;
  const { inputs } = sources.get(name)!;
  const asked = { ...request, environment: name === "" ? undefined : name, recipe: { assemble: inputs.assemble! } };
  const identified = await identify(ports, asked, repository);
  const [[as, base]] = [...identified.recipe.upstreams] as [[string, Recipe]];
  const ready = await makeReady(ports, requestOf(request, base), identifyUpstream(identified, as, base));
  ports.log.info(`Asking the package manager of ${base.origin.environment ?? as} for ${method.packages.join(", ")}.`);
  const cache = await ports.openCache();
  return cache.withIncoming((scratch) =>
    ports.interruptible((signal) =>
      resolveOn({
        sandbox: ready.sandbox,
        packages: method.packages,
        platform: formatPlatform(ports.platform),
        date: request.date,
        environment: ports.environment,
        scratch: join(scratch, "resolve"),
        signal,
        log: ports.log,
      }),
    ),
  );
}

/** @throws not-fixed with everything that is not */
async function check(checkout: Checkout): Promise<LockOutcome> {
  const recipes = new Set([...checkout.sources.values()].flatMap(({ recipe }) => withUpstreams(recipe)));
  // Packages of an `assemble` are told below, with their locks, which these recipes were read without.
  const others = [...recipes].filter(({ method }) => method.kind !== "assemble");
  const unpinned = await unpinnedIn(checkout.repository, others);
  const faults = unpinned.map(
    ({ file, line, message }) => `${textOfPath(file)}${line === undefined ? "" : `:${line}`}: ${message}`,
  );
  const locks: LockFacts[] = [];
  for (const assembled of assembledOf(checkout)) {
    const found = await checkLock(checkout, assembled);
    if (typeof found === "object") locks.push(found);
    else faults.push(found);
  }
  if (faults.length === 0) return { kind: "lock", isWritten: false, locks, images: [] };
  const count = faults.length === 1 ? "One thing is" : `${faults.length} things are`;
  throw new TreestampError("not-fixed", [`${count} not fixed:`, ...new Set(faults)].join("\n  "), {
    remedy: "`treestamp lock` writes locks of packages, and with --bases also the digests of images; then commit that.",
  });
}

/** @returns the lock, or what is wrong with it */
async function checkLock(checkout: Checkout, assembled: Assembled): Promise<LockFacts | string> {
  const { name, lock, input, method, recipe } = assembled;
  if (lock === undefined) return `treestamp.yml: \`${input}.packages\` have no lock`;
  try {
    const found = await readLock(checkout, assembled);
    if (found === undefined) return `${lock}: \`${input}.lock\` is not there`;
    const [fault, ...more] = faultsOf(found, { packages: method.packages, platforms: recipe.platforms });
    if (fault !== undefined) return `${lock}: ${[fault, ...more].join("; ")}`;
    return { environment: name, path: lock, packages: found.packages.length, changes: [] };
  } catch (error) {
    return messageOf(error).replace(/\.$/, "");
  }
}

/** The lock file as it is on disk; undefined if there is none. @throws input-invalid for one that cannot be read */
async function readLock(checkout: Checkout, assembled: Assembled): Promise<Lock | undefined> {
  const text = await readFile(placeOf(checkout, assembled), "utf8").catch(missing(undefined));
  return text === undefined ? undefined : parseLock(text, assembled.lock!);
}

/** @throws input-invalid for a path that leads out of the repository */
function placeOf({ workTree }: Checkout, { lock, input }: Assembled): string {
  return join(workTree, textOfPath(parsePath(lock!, `\`${input}.lock\``)));
}
