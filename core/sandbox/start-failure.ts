import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TreestampError } from "../errors.ts";
import { type Command, SandboxRefused } from "./port.ts";
import type { NotStarted } from "./start-report.ts";

/**
 * Why the command did not start, from what the scratch folder's `failed` and `runtime.log` say; `undefined` where it did, or
 * where its own program could not be started. A working directory that its user may not enter is the command's own failure.
 * @throws sandbox-failed for every other reason, `SandboxRefused` where nothing could be mounted
 */
export async function whyNotPrepared(
  scratch: string,
  command: Command,
  exitCode: number,
): Promise<NotStarted | undefined> {
  const failed = (await readFile(join(scratch, "failed"), "utf8")).trim();
  if (failed !== "") throw refusal(failed); // whatever the exit code: the command has not run
  if (exitCode === 0) return undefined;
  const complaints = errorsIn(await readFile(join(scratch, "runtime.log"), "utf8"));
  if (complaints.length === 0) return undefined;
  const why = complaints.join("; ");
  const denied = /permission denied|operation not permitted/i.test(why);
  if (denied && /\b(chdir|cwd)\b/.test(why)) {
    return {
      exitCode: 126,
      message: `${command.workingDirectory} cannot be the working directory: the command's user may not enter it. Choose another \`working-directory\` or \`user\`.`,
    };
  }
  const program = command.argv[0] ?? "";
  if (!namesProgram(why, program)) throw failure(why);
  if (denied) return { exitCode: 126, message: `${program} cannot be executed: permission denied.` };
  if (/not found|no such file/i.test(why)) return { exitCode: 127, message: `${program}: not found in the image.` };
  throw failure(why);
}

/** Where no starter of ours stands between: crun has the program in backquotes, runc has `exec: "…"` or `exec …`. */
function namesProgram(why: string, program: string): boolean {
  return why.includes(`\`${program}\``) || /\bexec(utable)?\b/.test(why);
}

/** Messages of level error in a runtime's log, one JSON object a line. */
function errorsIn(log: string): string[] {
  return log
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { level?: string; msg?: string })
    .filter((entry) => entry.level === "error" || entry.level === "fatal")
    .map((entry) => entry.msg ?? "");
}

/** Why the runtime was not even started. Another sandbox must not hide what the user can fix. */
function refusal(why: string): TreestampError {
  const lasting = /the image has no user|is a symbolic link|is no file|no space left|another command is running/i.test(
    why,
  );
  return lasting ? failure(why) : new SandboxRefused(why.replace(/\.$/, ""), failure(why).remedy!);
}

function failure(why: string): TreestampError {
  const remedy = /the image has no user/.test(why)
    ? "Set `user` to a name from the image's /etc/passwd, to numbers (uid:gid), or to `caller`."
    : /of the image is a symbolic link/.test(why)
      ? "The environment mounts its own folder there: remove the link in the Dockerfile."
      : /no space left/i.test(why)
        ? "Free some space, or set `cache-folder` to a folder on another disk."
        : /another command is running/.test(why)
          ? "Steps of a job share one environment, one at a time: let the other command end first."
          : "Set `sandbox` to container, or see with --debug what this machine lacks.";
  return new TreestampError("sandbox-failed", `The environment could not be set up: ${why}.`, { remedy });
}
