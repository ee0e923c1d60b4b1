/** Asking docker's programs: short questions, whose answers are facts about a builder. */
import { messageOf } from "../errors.ts";
import { run } from "../machine/process.ts";

/** What takes longer to answer is taken for dead. Milliseconds. */
const patience = 20_000;

export type Answer = { readonly ok: true; readonly output: string } | { readonly ok: false; readonly reason: string };

/** Runs a program for what it prints. */
export async function answerOf(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  longest: number = patience,
): Promise<Answer> {
  const [program, ...args] = command;
  const signal = AbortSignal.timeout(longest);
  try {
    const { exitCode, stdout, stderr } = await run(program!, args, { env, signal });
    if (exitCode === 0) return { ok: true, output: stdout.toString("utf8").trim() };
    return { ok: false, reason: stderr.trim().split("\n").at(-1) || `${command.join(" ")} ended with ${exitCode}` };
  } catch (error) {
    if (signal.aborted)
      return { ok: false, reason: `no answer to "${command.join(" ")}" in ${longest / 1000} seconds` };
    return { ok: false, reason: messageOf(error) };
  }
}

interface Plugin {
  readonly Name: string;
  readonly Path?: string;
}

/** The buildx program: docker's plugin, by its path, else `buildx` from PATH. @param plugins as `docker info` lists them */
export function buildxAmong(plugins: readonly Plugin[] | null): string {
  return plugins?.find(({ Name }) => Name === "buildx")?.Path ?? "buildx";
}

/** The same where no daemon needs to be, nor a client. Whether it is there, it says itself. */
export async function findBuildx(env: NodeJS.ProcessEnv): Promise<string> {
  // A client before 25 asks its daemon as well: here there is none, and it says what it knows by itself.
  const { DOCKER_CONTEXT, DOCKER_TLS, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH, ...others } = env;
  const alone = { ...others, DOCKER_HOST: "unix:///dev/null" };
  const asked = await answerOf(["docker", "info", "--format", "{{json .ClientInfo.Plugins}}"], alone);
  if (!asked.ok) return "buildx";
  try {
    return buildxAmong(JSON.parse(asked.output));
  } catch {
    return "buildx";
  }
}
