/** The configuration of an image that is made on another one's, by the rules that docker has for Dockerfiles. */
import type { ImageSettings } from "../inputs/assemble.ts";
import { parseImageConfig } from "../oci/image-config.ts";

/** Who and when, in the image's history. */
export interface Step {
  /** What was done, for people. */
  readonly createdBy: string;
  /** Seconds since 1970. */
  readonly epoch: number;
  /** Whether it left a layer. */
  readonly hasLayer: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** What an image inherits from its base. All else tells how the base was built. Source: image-spec, config.md. */
const inherited = ["architecture", "os", "os.version", "os.features", "variant", "author"];

/**
 * Variables and labels are added to the base's, or replace them; anything else replaces what the base has. An entrypoint takes the
 * base's `cmd` away, since that was its argument. What the base wants to happen in images made of it (ONBUILD) does not.
 * @param base its configuration, JSON
 * @returns all but the layers
 * @throws image-invalid
 */
export function derivedConfig(base: string, settings: ImageSettings, step: Step): Json {
  const { env } = parseImageConfig(base);
  const whole = JSON.parse(base) as Json;
  const { OnBuild: _, ...config } = (whole.config ?? {}) as Json;
  const created = new Date(step.epoch * 1000).toISOString().replace(".000Z", "Z");
  const kept = inherited.flatMap((name) => (whole[name] === undefined ? [] : [[name, whole[name]]]));
  return {
    created,
    ...(Object.fromEntries(kept) as Json),
    config: { ...config, ...settingsOf(config, env, settings) },
    ...historyOf(whole, { created, created_by: step.createdBy, ...(step.hasLayer ? {} : { empty_layer: true }) }),
  };
}

/** True where an image made on this base would have instructions to follow that only an engine can. */
export function hasTriggers(base: string): boolean {
  const { config } = JSON.parse(base) as { config?: { OnBuild?: unknown } };
  return Array.isArray(config?.OnBuild) && config.OnBuild.length > 0;
}

function settingsOf(config: Json, env: ReadonlyMap<string, string>, settings: ImageSettings): Json {
  const { workdir, user, entrypoint, cmd } = settings;
  const variables = new Map([...env, ...sorted(settings.env)]);
  const labels = new Map([...Object.entries((config.Labels ?? {}) as Json), ...sorted(settings.labels)]);
  const command = cmd ?? (entrypoint === undefined ? undefined : []);
  return {
    ...(variables.size === 0 ? {} : { Env: [...variables].map(([name, value]) => `${name}=${value}`) }),
    ...(labels.size === 0 ? {} : { Labels: Object.fromEntries(labels) }),
    ...(workdir === undefined ? {} : { WorkingDir: workdir }),
    ...(user === undefined ? {} : { User: user }),
    ...(entrypoint === undefined ? {} : { Entrypoint: orNull(entrypoint) }),
    ...(command === undefined ? {} : { Cmd: orNull(command) }),
  };
}

/** The key does not know in which order they were written. */
function sorted(map: ReadonlyMap<string, string>): [string, string][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** As docker writes a list without words. */
function orNull(words: readonly string[]): readonly string[] | null {
  return words.length === 0 ? null : words;
}

/** The base's history and one step more, unless the base tells none, or one that does not fit its layers. */
function historyOf(base: Json, step: Json): Json {
  const { diff_ids: layers } = (base.rootfs ?? {}) as { diff_ids?: readonly unknown[] };
  const history = base.history as readonly Json[] | undefined;
  if (!Array.isArray(history)) return {};
  const told = history.filter(({ empty_layer: isEmpty }) => isEmpty !== true);
  return told.length === layers?.length ? { history: [...history, step] } : {};
}
