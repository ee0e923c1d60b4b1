/** Starts a command by our own starter, and puts in words what that reports. */
import { chmodSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { getSystemErrorName } from "node:util";
import type { Log } from "../log/log.ts";
import { firstBytes } from "../machine/first-bytes.ts";
import { isWithin } from "../machine/mounts.ts";
import { run } from "../machine/process.ts";
import { defaultPath, type ImageConfig } from "../oci/image-config.ts";
import type { Command } from "./port.ts";
import { noInterpreter, placesOf, starterFor } from "./starter.ts";

/** Where starter and report stand inside. */
const inside = { starter: "/run/treestamp-start", report: "/run/treestamp-not-started" };

/** Why the command did not start, as a shell has it: 127 where it is not there, 126 where it cannot be invoked. */
export interface NotStarted {
  readonly exitCode: 126 | 127;
  readonly message: string;
}

/**
 * What is started instead, in a scratch folder: the command by way of the starter; itself where this machine has none.
 * @param probed whether the starter has to prove first that programs can be started in the folder: its disk may be mounted
 * `noexec`, and the container's system be another than Linux
 */
export async function withStarter(
  command: Command,
  image: ImageConfig,
  scratch: string,
  probed: boolean,
): Promise<Command> {
  const program = starterFor(process.arch);
  if (program === undefined) return command;
  const [starter, report] = [join(scratch, "starter"), join(scratch, "report")];
  writeFileSync(starter, program);
  writeFileSync(report, "");
  chmodSync(starter, 0o755); // for every user, under every umask
  chmodSync(report, 0o666);
  if (probed && !(await runsAlone(starter))) return command;
  const words = [inside.report, ...placesOfCommand(command, image), "", ...command.argv];
  return {
    ...command,
    argv: [inside.starter, ...words],
    binds: [
      ...command.binds,
      { source: starter, target: inside.starter, readOnly: true },
      { source: report, target: inside.report, readOnly: false },
    ],
  };
}

/** Without words the starter does nothing, and ends well. */
function runsAlone(starter: string): Promise<boolean> {
  return run(starter, []).then(
    ({ exitCode }) => exitCode === 0,
    () => false,
  );
}

/** What the starter has reported; undefined where it has started the command, which may have written there, too. */
export async function startReport(
  scratch: string,
  command: Command,
  image: ImageConfig,
  exitCode: number,
): Promise<NotStarted | undefined> {
  if (exitCode !== 126 && exitCode !== 127) return undefined;
  const report = await firstBytes(join(scratch, "report"), 3);
  if (report.length !== 2) return undefined;
  const places = placesOfCommand(command, image);
  const place = places[report[1]!] ?? command.argv[0] ?? "";
  return inWords(report[0]!, place, command);
}

function placesOfCommand({ argv, env }: Command, image: ImageConfig): readonly string[] {
  return placesOf(argv[0] ?? "", env.get("PATH") ?? (image.env.get("PATH") || defaultPath));
}

async function inWords(error: number, place: string, command: Command): Promise<NotStarted> {
  const program = command.argv[0] ?? "";
  const cannot = (why: string): NotStarted => ({ exitCode: 126, message: `${place} cannot be executed: ${why}` });
  switch (error === noInterpreter ? "no interpreter" : getSystemErrorName(-error)) {
    case "ENOENT": {
      const otherwise = program === "bash" ? ", or set the input `shell` to sh" : "";
      const isLine = /\s/.test(program) && command.argv.length === 1;
      const remedy = isLine
        ? "It is one word with blanks in it: remove the quotes, or let a shell split it: sh -c."
        : program.includes("/")
          ? "Check the path."
          : `Install it in the Dockerfile${otherwise}.`;
      return { exitCode: 127, message: `${JSON.stringify(program).slice(1, -1)}: not found in the image. ${remedy}` };
    }
    case "no interpreter":
      return cannot(await whatRuns(place, command));
    case "EACCES":
      return cannot(
        `permission denied to ${userOf(command)}. It is not executable (chmod +x), it is a folder, or a folder above it is closed to this user: then move it in the Dockerfile, or choose another \`user\`.`,
      );
    case "ENOEXEC":
      return cannot(
        "it is neither a program for this machine nor a script: a script's first line is `#!` and the program that runs it.",
      );
    case "E2BIG":
      return cannot("its arguments and variables are too long. Pass them in a file.");
    default:
      return cannot(`the kernel says ${getSystemErrorName(-error)}.`);
  }
}

/** Says why a command did not start: to who reads its output, or in the log. */
export function sayNotStarted({ output }: Command, why: string, log: Log): void {
  if (typeof output === "function") output(why);
  else log.warning(why);
}

/** Says which interpreter of a file is missing, where the file can be read from here. */
async function whatRuns(place: string, command: Command): Promise<string> {
  const path = onMachine(resolve(command.workingDirectory, place), command);
  const start = path === undefined ? "" : (await firstBytes(path, 256).catch(() => Buffer.alloc(0))).toString("latin1");
  const [, interpreter, end] = /^#![ \t]*([^\s]+)[^\r\n]*(\r?)/.exec(start) ?? [];
  if (end === "\r") {
    return `it has Windows line ends (CRLF), so ${interpreter} is looked up with a carriage return at the end of its name. Convert it, and make git keep it that way: \`*.sh text eol=lf\` in .gitattributes.`;
  }
  if (interpreter !== undefined) {
    return `${interpreter}, which its first line names, is not in the image. Install it in the Dockerfile.`;
  }
  return "what should run it is not in the image: the program named in a script's first line (with Windows line ends, CRLF, a carriage return is part of that name), or the loader of a binary for another C library.";
}

/** Where a path of the command is on this machine; undefined for what is in the image. */
function onMachine(path: string, { binds }: Command): string | undefined {
  for (const { source, target } of binds.toReversed()) {
    if (isWithin(target, path)) return join(source, relative(target, path));
  }
  return undefined;
}

function userOf({ user }: Command): string {
  return user === "caller" ? `uid ${process.getuid!()}` : user === "image" ? "the image's user" : `user ${user}`;
}
