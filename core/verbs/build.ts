/** build: make the image and its snapshot, if nobody has. */
import { isTreestampError, TreestampError } from "../errors.ts";
import type { BuildingRequest } from "../inputs/request.ts";
import { listed } from "../log/amounts.ts";
import { timed } from "../log/stages.ts";
import { jobName } from "../machine/job-name.ts";
import type { Lookup, StoredImage } from "../oci/port.ts";
import { together } from "../parallel/together.ts";
import { aloneHere, inTurn } from "../places/alone.ts";
import { type Answer, findOn, isOwed, type Ladder, ladderOf, lookUp, takersOf } from "../places/ladder.ts";
import { publishOn, publishOwed, sendAhead } from "../places/ladder-publish.ts";
import type { PublishedThere, Publishing } from "../places/port.ts";
import { withRights } from "../places/rights.ts";
import type { Held, Turn } from "../places/turn.ts";
import type { Need } from "../places/whole.ts";
import type { Trust } from "../trust/level.ts";
import { type AncestorImage, ancestorOf, layersOf } from "./ancestor.ts";
import type { attestorOf } from "./attest.ts";
import type { readAhead } from "./make.ts";
import type { Ports } from "./ports.ts";
import type { Identified } from "./resolve.ts";
import { isSigned, trustIn } from "./trust.ts";
import { isCi } from "./warnings.ts";

/** A key whose image exists, now if not before. */
export interface Built extends Identified {
  readonly image: StoredImage;
  readonly hit: boolean;
  /** What the store that was asked for said first. */
  readonly lookup: Lookup;
  /** Why it had to be built: a sentence without its stop. */
  readonly missed?: string;
  /** How far its maker is trusted. */
  readonly trust: Trust;
}

/**
 * Finds the image of a key on its ladder; if it is absent, takes the turn, makes it, and publishes it on the first place that
 * takes it. An image that this machine has kept until it can be pushed is published, not made.
 * @param need the parts without which an image counts as absent
 * @throws the reason if a place cannot tell whether it has the image: unknown is never taken for absent; untrusted
 */
export async function ensureBuilt(
  ports: Ports,
  request: BuildingRequest,
  identified: Identified,
  need: Need = { platform: ports.platform },
): Promise<Built> {
  await (await ports.openCache()).useImage(identified.key.tag);
  const asked = ladderOf(ports, identified);
  const answer = await lookUp(asked, need);
  const { lookup } = answer;
  const ladder = await withRights(ports, asked, lookup);
  const isForced = request.force;
  const find = async (first?: Answer) => (isForced ? undefined : findOn(ports, ladder, need, first));
  const hit = async (image: StoredImage): Promise<Built> => {
    return { ...identified, lookup, image, hit: true, trust: await trustIn(ports, request, identified, image) };
  };

  const found = await find(answer);
  if (found !== undefined && !isOwed(found)) return hit(found.image);
  let attest: Publishing["attest"];
  const prepare = async () => {
    if (request.build === "never") throw notBuilt(identified);
    attest = await attestorFor(ports, request, identified, ladder); // a job that cannot sign fails before anything is built
    return timedUpstreams(ports, attest === undefined ? request : signedBelow(request), identified);
  };
  // Before our own turn: nobody waits for us while we wait for others. What is owed is made only if it is damaged.
  const prepared = found === undefined ? await prepare() : undefined;
  return aloneHere(ports, ladder, async (signal) => {
    const found = await find();
    if (found !== undefined && !isOwed(found)) return hit(found.image);
    const reading = new AbortController();
    let below: Making["below"];
    const onClaim = () => {
      if (prepared === undefined) return;
      below ??= beginToRead({ identified, upstreams: prepared }, AbortSignal.any([signal, reading.signal]));
    };
    const waiting = { need, holder: jobName(ports.environment), isForced, signal, onClaim };
    const work = async (turn: Turn): Promise<Built> => {
      if (turn.kind === "built") return hit({ store: identified.store, root: turn.manifest });
      const { isHeld } = turn;
      if (isOwed(found)) await trustIn(ports, request, identified, found.image); // before others get it
      const published = isOwed(found) ? await publishOwed(ports, ladder, found, { isHeld, signal }) : undefined;
      if (published !== undefined) return hit(published);
      const upstreams = prepared ?? (await prepare());
      const stores = [takersOf(ladder)[0].store, identified.store, ports.localStore];
      const ancestor = await ancestorOf(request, identified, stores);
      const missed = await sayWhyMissed(ports, identified, answer, ancestor);
      const making = { identified, ladder, upstreams, below, ancestor, attest };
      const { isAnother, ...image } = await make(ports, request, making, { isHeld, signal });
      const trust = isAnother === true ? await trustIn(ports, request, identified, image) : "built";
      return { ...identified, lookup, image, hit: false, missed, trust };
    };
    return inTurn(ports, ladder, waiting, work).finally(() => reading.abort());
  });
}

/** Starts reading what the image will most likely be made from. A failure is reported only if the result is used. */
function beginToRead(of: Pick<Making, "identified" | "upstreams">, signal: AbortSignal): Making["below"] {
  const { identified, upstreams } = of;
  const below = import("./make.ts").then(({ readAhead }) => readAhead({ ...identified, upstreams }, signal));
  below.catch(() => undefined);
  return below;
}

/** What an image is made from, as one stage: in a graph, most of the wait may be there. */
async function timedUpstreams(
  ports: Ports,
  request: BuildingRequest,
  identified: Identified,
): Promise<Making["upstreams"]> {
  const names = [...identified.recipe.upstreams.keys()];
  if (names.length === 0) return new Map();
  return timed(identified.stages, "upstreams", async (describe) => {
    describe({ note: names.join(", ") });
    const { ensureUpstreams } = await import("./upstreams.ts");
    return ensureUpstreams(ports, request, identified);
  });
}

/** The error about an image that others are to build. */
function notBuilt({ key, store, recipe }: Identified): TreestampError {
  const { environment } = recipe.origin;
  const which = environment === undefined ? "" : ` --environment ${environment}`;
  return new TreestampError(
    "not-built",
    `${store.location} has no ${key.tag} yet, and \`build: never\` leaves it to others.`,
    {
      remedy: `Run \`treestamp build${which}\` first, where images may be pushed: in a job before this one, or on the default branch.`,
    },
  );
}

interface Making {
  readonly identified: Identified;
  readonly ladder: Ladder;
  /** What it is made from. */
  readonly upstreams: ReadonlyMap<string, StoredImage>;
  /** What was read of that ahead. */
  readonly below: ReturnType<typeof readAhead> | undefined;
  readonly ancestor: AncestorImage | undefined;
  readonly attest: Publishing["attest"];
}

/** What is signed is made from nothing that nobody has signed: else the signature would be good for that, too. */
function signedBelow<R extends BuildingRequest>(request: R): R {
  return request.verify === "when-present" ? { ...request, verify: "required" } : request;
}

async function attestorFor(...asked: Parameters<typeof attestorOf>): Promise<Publishing["attest"]> {
  return asked[1].attest ? (await import("./attest.ts")).attestorOf(...asked) : undefined;
}

/** Makes the image, and publishes it: the engine's layers go to a registry while the snapshot is packed. */
async function make(
  ports: Ports,
  request: BuildingRequest,
  { identified, ladder, upstreams, below, ancestor, attest }: Making,
  { isHeld, signal }: Pick<Held, "isHeld"> & { readonly signal: AbortSignal },
): Promise<PublishedThere> {
  const [cache, { makeImages }, { packImages, relativesFor }] = await Promise.all([
    ports.openCache(),
    import("./make.ts"),
    import("./pack.ts"),
  ]);
  return cache.withIncoming(async (scratch) => {
    const begun = performance.now();
    const { recipe } = identified;
    const isBelieved = async ({ image }: AncestorImage) =>
      attest === undefined || isSigned(ports, request, identified.repository, image);
    const relative = ancestor !== undefined && (await isBelieved(ancestor)) ? ancestor : undefined;
    const reading = relativesFor(ports, takersOf(ladder)[0].store, relative, { recipe, signal });
    reading.catch(() => undefined); // looked at once there is something to pack
    const layersFrom = recipe.method.kind === "dockerfile" ? await layersOf(ports, request, ancestor) : undefined;
    const making = makeImages(ports, request, { ...identified, upstreams, below, layersFrom }, { scratch, signal });
    const made = await making.catch(notMade(recipe.origin.environment));
    const pack = async (both: AbortSignal) => {
      const relatives = await reading;
      const publication = await packImages(ports, { made, identified, relatives }, { scratch, signal: both });
      return { publication, since: performance.now() }; // uploading that takes longer than packing is publishing
    };
    const [packed, known] = await together(signal, pack, (both) => sendAhead(ports, ladder, made, both));
    const publishing = { ...packed, ...(attest && { attest }), isHeld, isForced: request.force, signal };
    const published = await publishOn(ports, known, publishing, begun);
    await made.keepBeside?.(published.store);
    return published;
  });
}

/** Says which environment cannot be made: it may be below the one that was asked for. */
function notMade(environment: string | undefined): (error: unknown) => never {
  return (error) => {
    if (environment === undefined || !isTreestampError(error) || error.code === "interrupted") throw error;
    const { code, message, remedy, output } = error;
    throw new TreestampError(code, `Environment ${environment}: ${message}`, {
      ...(remedy === undefined ? {} : { remedy }),
      ...(output === undefined ? {} : { output }),
      cause: error,
    });
  };
}

/** Logs why this key was not built before: what changed in the recipe since the last image. @returns the same in short */
async function sayWhyMissed(
  ports: Ports,
  { key, repository, recipe }: Identified,
  { lookup, place: { store: asked } }: Answer,
  ancestor: AncestorImage | undefined,
): Promise<string> {
  const { environment } = recipe.origin;
  const what = environment === undefined ? key.tag : `${key.tag} (${environment})`;
  if (lookup.state === "absent" && lookup.lost !== undefined) {
    ports.log.info(`Miss: ${asked.location} has ${what} in part only: ${lookup.lost}. It is built again.`);
    return `${asked.location} has it in part only: ${lookup.lost}`;
  }
  const since = ancestor && `since ${ancestor.commit.slice(0, 12)}, ${listed(ancestor.changes)}`;
  const isAbsent = lookup.state !== "unknown";
  const miss = `${asked.location} ${isAbsent ? "has no" : "cannot be asked for"} ${what}`;
  ports.log.info(`Miss: ${miss}${since === undefined ? (isAbsent ? " yet" : "") : `: ${since}`}.`);
  const isUntold = recipe.method.kind !== "image" && since === undefined && isAbsent;
  if (isUntold && isCi(ports.environment) && (await repository.isShallow())) {
    ports.log.warning(
      "What changed since the last image cannot be told: this checkout has no history. `fetch-depth: 20` of actions/checkout gives it some.",
    );
  }
  return since ?? (isAbsent ? `${asked.location} has no image of it yet` : `${asked.location} cannot be asked for it`);
}
