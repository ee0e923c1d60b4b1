/**
 * Caches of a mounted sandbox: what was saved last, read-only under an overlay of its own, at its place in the environment. In
 * the scratch folder, one folder for each, by its number:
 *
 *     snapshot        where what was saved is: a file that this process has open, or a folder; not there where nothing was
 *     lower, merged   mount points
 *     rw              upper and work folder, which root makes
 *     forgotten       why what the command wrote is not kept; empty, if it is
 *     unmounted       why what was saved is not there; empty, if it is
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { type FileHandle, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isTreestampError, messageOf, TreestampError } from "../errors.ts";
import type { Bind } from "../inputs/openings.ts";
import type { Log } from "../log/log.ts";
import { elevations, type Rights } from "../machine/elevate.ts";
import { outputOf, type ProgramResult, run } from "../machine/process.ts";
import type { MountedTools } from "./mounted-tools.ts";
import type { MountedCache } from "./port.ts";
import { lgetxattr, systemCalls } from "./system-calls.ts";

/** The first of the numbers under which the supervisor has the files open; the last that a shell knows is 9. */
const firstCacheFile = 3;

/** Caches that are laid out for the mount process. */
export interface LaidCaches {
  readonly binds: readonly Bind[];
  /** Says what a command went without; gives what one that has succeeded has changed to those who want it. Nothing is mounted any more. */
  end(succeeded: boolean): Promise<void>;
  close(): Promise<void>;
}

interface Laying {
  readonly scratch: string;
  readonly tools: MountedTools;
  /** Where the mount process finds an open snapshot. */
  readonly placeOf: (saved: NonNullable<MountedCache["saved"]>, snapshot: FileHandle) => Promise<string>;
  readonly log: Log;
}

/** Lays out the folders. One whose snapshot cannot be opened begins empty: that costs time, and fails nothing. */
export async function layCaches(caches: readonly MountedCache[], laying: Laying): Promise<LaidCaches> {
  const { scratch, tools, log } = laying;
  const opened: FileHandle[] = [];
  const folders: string[] = [];
  const close = async () => {
    for (const file of opened) await file.close();
  };
  try {
    for (const [number, cache] of caches.entries()) {
      const folder = join(scratch, "caches", `${number}`);
      for (const name of ["lower", "merged"]) mkdirSync(join(folder, name), { recursive: true });
      for (const name of ["forgotten", "unmounted"]) writeFileSync(join(folder, name), "");
      folders.push(folder);
      if (cache.saved === undefined) continue;
      const snapshot = await cache.saved.open().catch((error: unknown) => {
        writeFileSync(join(folder, "unmounted"), messageOf(error)); // such as one that was pruned meanwhile
      });
      if (snapshot === undefined) continue;
      opened.push(snapshot);
      writeFileSync(join(folder, "snapshot"), `${await laying.placeOf(cache.saved, snapshot)}\n`);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    binds: caches.map(({ target }, number) => ({ source: join(folders[number]!, "merged"), target, readOnly: false })),
    async end(succeeded) {
      for (const [number, { name, take }] of caches.entries()) {
        const folder = folders[number]!;
        const unmounted = await readFile(join(folder, "unmounted"), "utf8");
        if (unmounted !== "") log.warning(`The cache ${name} was empty for this command: ${unmounted.trim()}.`);
        const forgotten = await readFile(join(folder, "forgotten"), "utf8");
        if (take === undefined || !succeeded) continue;
        if (forgotten !== "")
          log.warning(`The cache ${name} is not saved: it was in memory, since ${forgotten.trim()}.`);
        else {
          const bytes = await bytesWritten(folder, tools).catch(saying(name, log));
          if (bytes !== undefined) await take(contentOf(folder, tools), bytes);
        }
      }
    },
    close,
  };
}

/** Program of perl: mounts a file, read-only, without devices and set-user-id. Arguments: the number of mount(2), the file, the folder. */
const mountFile = `
my ($mount, $file, $folder) = @ARGV;
my $type = "erofs";
exit(syscall($mount + 0, $file, $folder, $type, 7, 0) == 0 ? 0 : 1);
`;

/** Shell function: shows in the folder $2 what was saved, $1; as $lower says, by mount(2) if $syscalls has its number. */
const attach = `
attach_saved() {
  case $lower in
    kernel)
      { [ -n "$syscalls" ] && perl -e '${mountFile}' "\${syscalls%% *}" "$1" "$2" 2>/dev/null; } ||
        mount --no-canonicalize -t erofs -o ro,nodev,nosuid -- "$1" "$2"
      ;;
    erofsfuse) erofsfuse "$1" "$2" >&2 ;;
    extracted) mount --bind -- "$1" "$2" ;;
  esac
}
`;

/** Part of `supervise`: opens what was saved, each under its own number. Numbers of folders are ours, and nothing but digits. */
export const openSaved = `
for saved in caches/*/snapshot; do
  [ -e "$saved" ] || continue
  number=\${saved#caches/}
  IFS= read -r source <"$saved"
  eval "exec $((\${number%/snapshot} + ${firstCacheFile}))<\\"\\$source\\""
done
`;
/** Closes all that \`openSaved\` may have opened. */
export const closeSaved = "3<&- 4<&- 5<&- 6<&- 7<&-";

/**
 * Part of \`prepare\`: mounts the caches where the command's binds expect them, and makes them the user's. What cannot be shown
 * leaves a cache empty, and a disk that cannot be under an overlay leaves it in memory: neither ends the command.
 */
export const mountCaches = `
${attach}
layer_cache() { mount -t overlay -o "lowerdir=$at/lower,upperdir=$at/rw/upper,workdir=$at/rw/work$1" overlay "$at/merged" 2>>"$at/forgotten"; }
folders_of_cache() {
  mkdir -p "$at/rw/upper" "$at/rw/work" && chown "$uid:$gid" "$at/rw/upper" || return
  [ ! -e "$at/snapshot" ] || [ -s "$at/unmounted" ] || chmod --reference="$at/lower" "$at/rw/upper" 2>/dev/null || true
}
mount_cache() {
  at=caches/$1
  if [ -e "$at/snapshot" ]; then
    source=/proc/self/fd/$(($1 + ${firstCacheFile}))
    [ "$lower" != extracted ] || IFS= read -r source <"$at/snapshot"
    attach_saved "$source" "$at/lower" 2>"$at/unmounted" && true >"$at/unmounted"
  fi
  folders_of_cache && { layer_cache "$options" || layer_cache "\${options#,volatile}" || layer_cache ""; } &&
    { true >"$at/forgotten"; return; }
  mount -t tmpfs -o mode=755 tmpfs "$at/rw" && folders_of_cache && layer_cache ""
}
# The same as make_folder, for the user: what is made on the way, such as ~/.cache, other tools write to as well.
make_own_folder() {
  resolve "$1" || return 1
  first=
  made=$inside
  until [ -e "$made" ]; do first=$made made=\${made%/*}; done
  make_folder "$1" 755 && { [ -z "$first" ] || chown -R "$uid:$gid" "$first"; }
}
for cache in caches/*/; do
  [ -d "$cache" ] || continue
  cache=\${cache#caches/}
  mount_cache "\${cache%/}" || fail "a cache cannot be mounted"
done
`;

/** $1 the folder of a cache, $2 how snapshots are mounted, $3 the number of mount(2), or empty. */
const begin = `
cd "$1" || exit 125
lower=$2 syscalls=$3
${attach}
show_saved() {
  if [ -e snapshot ] && [ ! -s unmounted ]; then
    IFS= read -r source <snapshot
    attach_saved "$source" lower || exit 125
  fi
}
`;

/**
 * $4 options of the overlay. Prints what is there now, as a tar archive: the upper folder over what was saved, mounted where nobody
 * sees it.
 */
const read = `
${begin}
show_saved
mount -t overlay -o "ro,lowerdir=rw/upper:lower$4" overlay merged || exit 125
exec tar --create --file=- --format=posix --pax-option=delete=atime,delete=ctime --sort=name --numeric-owner --directory=merged .
`;

/** What the overlay of a command has written, an overlay that only reads has to be told. */
const readOptions: Readonly<Record<Rights, string>> = {
  root: ",metacopy=on,redirect_dir=follow",
  sudo: ",metacopy=on,redirect_dir=follow",
  "user namespace": ",userxattr",
};

/**
 * Program of perl. Argument: the number of lgetxattr(2). Reads `TYPE SIZE NAME`, each ended by NUL, of what stands in an upper folder,
 * and prints the first name whose content is new. The overlay keeps no data of a file whose times alone were set, and marks it
 * (metacopy); and tools open empty files to lock them.
 */
const findNews = `
my ($lgetxattr) = @ARGV;
my $buffer = "\\0" x 4096;
sub marked { my ($name, $mark) = @_; $mark = "trusted.overlay.$mark"; return syscall($lgetxattr + 0, $name, $mark, $buffer, 4096) >= 0 }
$/ = "\\0";
while (<STDIN>) {
  chomp;
  my ($type, $size, $name) = split(/ /, $_, 3);
  my $saved = "../../lower/$name";
  if ($type eq "f" && -f $saved && !-l $saved) {
    next if $size == 0 && -z $saved;
    next if $size > 0 && marked($name, "metacopy") && !marked($name, "redirect");
  }
  next if $type eq "d" && -d $saved && !-l $saved && !marked($name, "opaque") && !marked($name, "redirect");
  print $name;
  exit;
}
`;

/** $1 to $3 as of \`read\`, $4 the number of lgetxattr(2), or empty. Prints how many bytes were written, if any content is new. */
const list = `
${begin}
show_saved
cd rw/upper && find . -maxdepth 0 -printf "" || exit 125
news() { find . -mindepth 1 -printf "%y %s %p\\0"; }
if [ -n "$4" ] && command -v perl >/dev/null; then found=$(news | perl -e '${findNews}' "$4"); else found=$(news | head -c 1); fi
[ -z "$found" ] || du -s --block-size=1 .
`;

/** How many bytes a command has written; undefined where no content is new. */
async function bytesWritten(folder: string, tools: MountedTools): Promise<number | undefined> {
  const [program, ...args] = aside(list, folder, tools, lgetxattr);
  const result = await run(program!, args);
  check("listed", result);
  return result.stdout.length === 0 ? undefined : Number.parseInt(result.stdout.toString("latin1"), 10);
}

/** All that is there now, as a tar archive. It ends with an error where it is not whole. */
function contentOf(folder: string, tools: MountedTools): AsyncIterable<Buffer> {
  return outputOf(aside(read, folder, tools, readOptions[tools.rights]), {}, (result) => check("read", result));
}

/** The command line of a script that mounts where nobody sees it. In another locale, tar would take names for text. */
function aside(script: string, folder: string, { rights, lower }: MountedTools, last: string): readonly string[] {
  const [mount = ""] = systemCalls.split(" ");
  const namespaces = ["unshare", "--mount", "--propagation", "private", "--"];
  return [
    ...elevations[rights],
    "env",
    "LC_ALL=C",
    ...namespaces,
    "sh",
    "-c",
    script,
    "sh",
    folder,
    lower,
    mount,
    last,
  ];
}

/** The command has succeeded, whatever becomes of its cache. */
function saying(name: string, log: Log): (error: unknown) => undefined {
  return (error) => {
    if (!isTreestampError(error) || error.code === "interrupted") throw error;
    log.warning(`The cache ${name} is not saved: ${error.message}`);
  };
}

/** @throws sandbox-failed */
function check(done: string, { exitCode, stderr }: ProgramResult): void {
  if (exitCode === 0) return;
  const [why = ""] = stderr.trim().split("\n");
  throw new TreestampError("sandbox-failed", `A cache could not be ${done}: ${why.replace(/\.$/, "")}.`, {
    remedy: "Caches are read by GNU tar and GNU find: install them.",
  });
}
