/** Random numbers that are the same for the same seed, and random damage to bytes and JSON. */

export interface Random {
  /** An integer from 0 to `limit` - 1. */
  below(limit: number): number;
  /** One of the list. */
  of<T>(list: readonly T[]): T;
}

/** How many times as long as usual tests of random inputs are: TREESTAMP_FUZZ_RUNS=10 and more for a search. */
export const searchFactor = Number(process.env.TREESTAMP_FUZZ_RUNS ?? 1);

/** The numbers of one iteration of one run. Source: mulberry32, in the public domain. */
export function seededRandom(seed: number, iteration: number): Random {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(iteration + 1, 0xc2b2ae35)) >>> 0;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return { below, of: (list) => list[below(list.length)]! };
}

const numbers = [0, 1, 2, 11, 12, 13, 31, 32, 63, 64, 127, 128, 255, 256, 4095, 4096, 4097, 65535, 2 ** 31 - 1];
const largeNumbers = [2 ** 31, 2 ** 32 - 1, 2 ** 40, 2 ** 53 - 1, 2 ** 53];

/**
 * One to four changes of `bytes`: bits flipped, runs removed, doubled or replaced by what stands elsewhere, numbers
 * written over fields, the end cut off.
 * @param unit bytes in which the format counts: most changes begin at its multiples
 */
export function damaged(random: Random, bytes: Buffer, unit: number): Buffer {
  let result = Buffer.from(bytes);
  for (let left = 1 + random.below(4); left > 0 && result.length > 0; left--) {
    const at = placeIn(random, result, unit);
    const length = Math.min(result.length - at, random.of([1, 2, 4, 8, unit, unit * (1 + random.below(8))]));
    const elsewhere = placeIn(random, result, unit);
    const run = result.subarray(elsewhere, elsewhere + length);
    switch (random.below(8)) {
      case 0:
        result[at]! ^= 1 << random.below(8);
        break;
      case 1:
        result[at] = random.below(256);
        break;
      case 2:
        result = Buffer.concat([result.subarray(0, at), result.subarray(at + length)]);
        break;
      case 3:
        result = Buffer.concat([result.subarray(0, at), run, result.subarray(at)]);
        break;
      case 4:
        Buffer.from(run).copy(result, at);
        break;
      case 5:
        writeNumber(random, result, at);
        break;
      case 6:
        result.fill(random.of([0, 0xff, 0x2e, 0x2f, 0x30]), at, at + length);
        break;
      default:
        if (random.below(4) === 0) result = result.subarray(0, at);
        else writeNumber(random, result, at);
    }
  }
  return result;
}

function placeIn(random: Random, bytes: Buffer, unit: number): number {
  const any = random.below(bytes.length);
  return random.below(3) === 0 ? any : Math.floor(any / unit) * unit + random.below(2) * random.below(unit);
}

function writeNumber(random: Random, bytes: Buffer, anywhere: number): void {
  const width = random.of([1, 2, 4, 8]);
  const at = Math.floor(anywhere / width) * width;
  if (at + width > bytes.length) return;
  const value = BigInt(random.of(random.below(4) === 0 ? largeNumbers : numbers));
  const field = Buffer.alloc(8);
  field.writeBigUInt64LE(random.below(8) === 0 ? BigInt.asUintN(64, -value) : value);
  field.copy(bytes, at, 0, width);
}

const digestLike = [
  `sha256:${"0".repeat(64)}`,
  `sha256:${"../".repeat(21)}x`,
  `sha256:../../../../etc/passwd`,
  `sha512:${"0".repeat(128)}`,
  `sha256:${"A".repeat(64)}`,
  `sha256:${"0".repeat(64)}\n`,
  "sha256:",
];
const odd: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e300,
  2 ** 53,
  0,
  "",
  "..",
  "/",
  "__proto__",
  "x".repeat(10_000),
  "\0",
  [],
  {},
  [[]],
  [null],
  [`sha256:${"0".repeat(64)}`],
  ...digestLike,
];

/** One to three changes of a JSON value: values replaced, moved, repeated or taken away at any depth. */
export function damagedJson(random: Random, value: unknown): unknown {
  const root = { value: structuredClone(value) };
  for (let left = 1 + random.below(3); left > 0; left--) {
    const places = [...placesIn(root)];
    const { holder, key } = random.of(places);
    const other = random.of(places);
    switch (random.below(6)) {
      case 0:
        if (Array.isArray(holder)) holder.splice(Number(key), 1);
        else delete holder[key];
        break;
      case 1:
        holder[key] = structuredClone(other.holder[other.key]);
        break;
      case 2:
        holder[random.of(["mediaType", "digest", "size", "annotations", "platform", "layers", "manifests"])] =
          structuredClone(random.of(odd));
        break;
      case 3:
        if (Array.isArray(holder)) holder.push(...structuredClone(holder).slice(0, 8));
        break;
      default:
        holder[key] = structuredClone(random.of(odd));
    }
    if (!("value" in root)) break;
  }
  return root.value;
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function* placesIn(holder: object): Generator<Place, void, undefined> {
  for (const [key, value] of Object.entries(holder)) {
    yield { holder: holder as Record<string, unknown>, key };
    if (typeof value === "object" && value !== null) yield* placesIn(value);
  }
}
