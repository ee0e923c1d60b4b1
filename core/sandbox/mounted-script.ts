/**
 * The part of the mounted sandbox that needs root, as two small shell programs. Everything they handle comes as an
 * argument or stands in the scratch folder, which is their working directory; nothing is ever spliced into their text.
 * Starting a program costs more than most of what happens here, so what the shell itself can do, it does.
 *
 * Files of the scratch folder, which the caller makes before it starts `supervise`:
 *   control              fifo: a line with a signal's name passes that signal on; its end means that the caller is gone
 *   config.head          the runtime's configuration up to the end of its variables, and
 *   config.tail          what comes behind the user
 *   places               lines of what the command needs: `writePlaces` says which
 *   failed               why nothing started; emptied by `prepare` once all is mounted
 *   runtime.log          empty
 *   lower, root          empty folders, the mount points
 *   caches               a folder for each cache: see mounted-caches.ts
 * Files that root adds, and removes: rw (upper and work folder, own folders, and `ours`, the names in the upper folder that are
 * there for the command alone, each ended by NUL; or a link to a folder that keeps them), state, container.pid, config.json, own,
 * forgotten (see `prepare`).
 *
 * What root opens and mounts here by name is in the scratch folder or in one that keeps, both in the cache folder. No
 * command sees that, so none could have put a symbolic link there; one that is there all the same is refused.
 */
import { listenTo } from "./controlled.ts";
import { insideImage } from "./inside-image-script.ts";
import { closeSaved, mountCaches, openSaved } from "./mounted-caches.ts";
import { ownFolders, trustedWorkspace } from "./own-folders-script.ts";

/**
 * $1 scratch folder, $2 snapshot, as a file or extracted, $3 the folder that holds what commands write for the next one, or empty:
 * a job's, or one of a build, which has a file `of-a-build` and goes with the process that has made it,
 * $4 the text of `prepare`, and what `prepare` needs. Its exit code is the command's.
 *
 * The lock of the job's folder is held until nothing has the overlay mounted: two on one upper folder would destroy it.
 *
 * The snapshot is opened here and never again: what the caller names is a file that it has open, through /proc, which the
 * process namespace of `prepare` does not show.
 *
 * The command runs in a process namespace whose first process, the only child of unshare, is the OCI runtime: when that
 * ends, or is killed from here, the kernel ends all of them, and the mount namespace goes with the last one. crun waits for
 * orphans of the command, which are its children then: so they are killed once the command, its first child, is gone.
 */
export const supervise = `
cd "$1" || exit 125
scratch=$1 snapshot=$2 job=$3 prepare=$4
shift 4
umask 022
exec 8<"$snapshot"
${openSaved}
if [ -n "$job" ]; then
  [ -f "$job/lock" ] && [ ! -L "$job/lock" ] || { echo "$job/lock is no file" >failed; exit 125; }
  # A command that was killed may take some moments to be gone.
  why="flock cannot be found"
  command -v flock >/dev/null && why="another command is running in this job's environment" &&
    exec 9<"$job/lock" && flock --timeout 3 9 || { echo "$why" >failed; exit 125; }
  ln -s "$job" rw
fi

# The runtime's number: the child of our last child. Asked of the kernel, for after the caller's death this folder may be
# swept away at any time. The kernel's lists have no end of line, so read fails, and has read them.
find_runtime() {
  list= runtime=
  read -r list <"/proc/$$/task/$$/children"
  for parent in $list; do :; done
  read -r runtime rest <"/proc/$parent/task/$parent/children" || [ -n "$runtime" ]
}
# Numbers of the runtime's own children: the command, and orphans of it. Each of the runtime's threads may have some.
children() { find_runtime && cat /proc/"$runtime"/task/*/children; }
(
  exec 8<&- 9<&- ${closeSaved}
  ${listenTo("control")}
  while read -r signal; do
    until [ -s container.pid ] || [ ! -e control ]; do sleep 0.02; done
    # The runtime passes every signal on but this one, which would end it before it knows the command's exit code.
    if [ "$signal" = KILL ]; then kill -s KILL $(children); else find_runtime && kill -s "$signal" "$runtime"; fi
  done
  true >orphaned # not \`:\`, which would end this shell where the folder is gone
  # Until it has worked, which ends us, too: so early, our last child may still be another one.
  while [ -e /proc/$$ ]; do
    ! find_runtime || kill -s KILL "$runtime"
    sleep 0.05
  done
) </dev/null >/dev/null 2>&1 &
watcher=$!
(
  exec 8<&- 9<&- ${closeSaved}
  until [ -s container.pid ]; do
    [ -e /proc/$$ ] || exit # somebody killed that shell alone
    sleep 0.1
  done
  # Which of them is the command: its number in its own namespace is the one that the runtime wrote down.
  command=$(grep -l "^NSpid:.*[[:space:]]$(cat container.pid)$" $(printf '/proc/%s/status ' $(children)))
  command=\${command#/proc/}
  [ -z "$command" ] || tail -f /dev/null -s 0.1 --pid "\${command%/status}"
  while orphans=$(children) && [ -n "$orphans" ]; do
    kill -s KILL $orphans
    sleep 0.02
  done
) >/dev/null 2>&1 &
reaper=$!
# Should somebody kill this shell alone, such as the kernel for want of memory, unshare dies with it, and all the rest with that.
mortal=
command -v setpriv >/dev/null && mortal="setpriv --pdeathsig KILL --"
$mortal unshare --mount --pid --fork --kill-child --mount-proc --propagation private -- \\
  sh -c "$prepare" prepare "$snapshot" "$@"
code=$?
kill "$watcher" "$reaper" 2>/dev/null
wait "$watcher" "$reaper" 2>/dev/null
rm -rf --one-file-system rw state container.pid passwd
if [ -e orphaned ]; then
  [ ! -e "$job/of-a-build" ] || rm -rf --one-file-system "$job"
  cd / && rm -rf --one-file-system "$scratch"
fi
for group in /sys/fs/cgroup/"\${scratch##*/}" /sys/fs/cgroup/*/"\${scratch##*/}"; do
  [ ! -d "$group" ] || rmdir "$group" 2>/dev/null
done
exit "$code"
`;

/**
 * Program of perl. Arguments: the number of mount(2), and further options of the overlay. Exits with 1, with nothing mounted,
 * where the kernel mounts no file. Source of the flags, read-only and without devices: mount(2).
 */
const mounts = `
my ($mount, $options) = @ARGV;
sub attach { my @arguments = @_; return syscall($mount + 0, @arguments) == 0 }
attach("/proc/self/fd/8", "lower", "erofs", 5, 0) or exit 1;
exit if -l "rw" || -e "rw";
mkdir "rw" and mkdir "rw/upper" and mkdir "rw/work" or exit;
print 1 if attach("overlay", "root", "overlay", 0, "lowerdir=lower,upperdir=rw/upper,workdir=rw/work$options");
`;

/**
 * $1 folder of an extracted snapshot, $2 how the snapshot comes under the overlay, $3 numbers of the system calls mount and
 * unshare, or empty where they are not known, $4 further options of the overlays, $5 \`crun\` or \`runc\`, $6 path of that
 * program, $7 name of the container, $8 uid:gid:further,groups of the user, or empty for one to be looked up: $9. The
 * snapshot's file is open as 8. Runs as the first process of its own mount and process namespace, and becomes the runtime.
 */
export const prepare = `
fail() { echo "$1" >failed; exit 125; }
folder=$1 lower=$2 syscalls=$3 options=$4 kind=$5 runtime=$6 name=$7 numbers=$8 user=$9
${insideImage}${ownFolders}
# Linux 6.12 and later mount the file itself. mount(8) before 2.41 puts a loop device under it, which has to wait until all
# of a file that was just fetched is on the disk, and then reads small files four times slower. So perl calls mount(2), and
# does it for the overlay, too, where nothing is kept: then $layered says so.
layered=
attach_file() { [ -n "$syscalls" ] && layered=$(perl -e '${mounts}' "\${syscalls% *}" "$options" 2>/dev/null); }
# Another process may take the free loop device that mount has just found, so it looks again.
attach_loop() {
  for delay in 0.1 0.1 0.1 0.1 0; do
    mount --no-canonicalize -t erofs -o ro,nodev -- /proc/self/fd/8 lower 2>failed && return
    sleep "$delay"
  done
  exit 125
}
case $lower in
  kernel) attach_file || attach_loop ;;
  erofsfuse) erofsfuse /proc/self/fd/8 lower >failed 2>&1 || exit 125 ;;
  extracted) mount --bind -- "$folder" lower 2>failed || exit 125 ;;
esac

# Older kernels, and disks that cannot be an upper folder, get less than the options that are asked for; but a layer is never made of
# what an overlay with the kernel's own defaults holds.
layer() { mount -t overlay -o "lowerdir=lower,upperdir=rw/upper,workdir=rw/work$1" overlay root 2>failed; }
# The work folder is never used again: that it was mounted with \`volatile\` would forbid it.
for made in rw/upper rw/work rw/own; do
  [ ! -L "$made" ] || fail "$made is a symbolic link, which treestamp never makes"
done
folders() { { [ ! -e rw/work ] || rm -rf --one-file-system rw/work rw/own/*/work; } && mkdir -p rw/upper rw/work 2>failed; }
building= home_is_ours=
while IFS= read -r place; do
  case $place in building) building=1 ;; home) home_is_ours=1 ;; esac
done <places
[ -n "$layered" ] || { folders && { layer "$options" || layer "\${options#,volatile}" || { [ -z "$building" ] && layer; }; }; } || {
  [ -z "$building" ] || exit 125 # what is in memory here is gone with the command
  cat failed >forgotten # memory is scarcer than a disk, and keeps nothing for the next command
  mount -t tmpfs -o mode=755 tmpfs rw 2>failed && folders && layer
} || exit 125
: >failed

# Older runtimes make the files of /dev by its path from outside, and through a link there on the machine.
for made in dev proc sys; do
  [ ! -L "root/$made" ] || fail "/$made of the image is a symbolic link"
  make_folder "/$made" 755 || fail "/$made cannot be made"
done
make_folder /tmp 1777 && { [ -n "$building" ] || [ -k "$inside" ] || chmod 1777 "$inside"; } || fail "/tmp cannot be made"
make_folder /var/tmp 1777 && make_folder /run 755 && make_folder /root 700 || fail "/var/tmp, /run or /root cannot be made"

number() { case $1 in "" | *[!0-9]*) false ;; esac; }
uid= gid= more= login= home=
# Finds the line of the image's passwd whose number is $1, or with $2 also whose name is $1.
find_line() {
  find_file /etc/passwd || return 1
  while IFS=: read -r login _ entry_uid entry_gid _ home _ || [ -n "$login" ]; do
    [ "$entry_uid" != "$1" ] && [ "\${2:+$login}" != "$1" ] || return 0
  done <"$inside"
  login= home=
  return 1
}
if [ -n "$numbers" ]; then
  uid=\${numbers%%:*} more=,\${numbers##*:} gid=\${numbers#*:}
  gid=\${gid%%:*}
  ! find_line "$uid" || known=1
else
  wanted=\${user%%:*} group=
  case $user in *:*) group=\${user#*:} ;; esac
  if find_line "$wanted" or-name; then
    known=1 uid=$entry_uid gid=$entry_gid
  else
    number "$wanted" || fail "the image has no user $wanted"
    uid=$wanted gid=0
  fi
  if [ -n "$group" ]; then
    gid=
    if number "$group"; then gid=$group; fi
  fi
  if find_file /etc/group; then
    while IFS=: read -r entry _ entry_gid members || [ -n "$entry" ]; do
      [ -z "$group" ] || [ "$entry" != "$group" ] || gid=$entry_gid
      case ",$members," in *",$login,"*)
        if [ -n "$login" ] && [ -z "$group" ] && number "$entry_gid"; then more=$more,$entry_gid; fi ;;
      esac
    done <"$inside"
  fi
  number "$uid" && number "$gid" || fail "the image has no user and group $user"
fi

# The runtime takes HOME from the image's passwd where nobody says another. A home that its user cannot write is none.
variables=
if [ "$uid" = 0 ]; then fallback=/root; else fallback=/home/treestamp; fi
usable() { [ "$home" != / ] && resolve "$home" && [ -d "$inside" ] && [ -n "$(find "$inside" -prune -user "$uid" -perm -300)" ]; }
if [ -z "\${known-}" ] || { [ -n "$home_is_ours" ] && ! usable; }; then
  make_folder "$fallback" 755 && chown "$uid:$gid" "$inside" || fail "the home folder cannot be made"
  [ -z "$home_is_ours" ] || variables=",\\"HOME=$fallback\\""
fi
if [ -z "\${known-}" ] && [ "$uid" != 0 ]; then
  make_file /etc/passwd && [ -f "$inside" ] || fail "/etc/passwd cannot be made"
  [ -s "$inside" ] || echo root:x:0:0:root:/root:/bin/sh >>"$inside"
  [ -z "$(tail -c 1 "$inside")" ] || echo >>"$inside"
  echo "treestamp:x:$uid:$gid::$fallback:/bin/sh" >>"$inside"
fi

# What is to be the user's, then what is to be there for mounts.
writable_whose=own
[ "$uid" != 0 ] || writable_whose=keep
while IFS= read -r place; do
  case $place in
    "local "*) own_folders "\${syscalls#* }" "\${place#* }" "$options" $(local_folders) || fail "the image's folders cannot be given to $uid" ;;
    "writable "*)
      resolve "\${place#* }" && { [ -d "$inside" ] || { mkdir -p "$inside" && chown "$uid:$gid" "$inside"; }; } &&
        own_folders "\${syscalls#* }" "$writable_whose" "$options" "\${inside#root/}" || fail "\${place#* } cannot be made writable" ;;
  esac
done <places
${mountCaches}
while IFS= read -r place; do
  case $place in
    "cache "*) make_own_folder "\${place#* }" || fail "the image has no folder \${place#* }, and something else is at that path" ;;
    "folder "*) make_folder "\${place#* }" 755 || fail "the image has no folder \${place#* }, and something else is at that path" ;;
    "file "*) make_file "\${place#* }" || fail "the image has no file \${place#* }, and something else is at that path" ;;
  esac
done <places

# Every user may work in the workspace. git refuses a repository of another user, and libgit2 reads no variables.
if [ -z "$building" ] && [ -d root/etc ] && resolve /etc/gitconfig && { [ -f "$inside" ] || [ ! -e "$inside" ]; }; then
  { [ -s "$inside" ] && grep -qF 'directory = *' "$inside"; } || printf %s '${trustedWorkspace}' >>"$inside"
fi

umask 077
cat config.head - config.tail >config.json <<end
$variables],"user":{"uid":$uid,"gid":$gid,"additionalGids":[\${more#,}]}
end
umask 022

if [ "$kind" = crun ]; then
  # crun 1.8 refuses a machine that has both versions of cgroups, even when told to use none of them.
  [ ! -d /sys/fs/cgroup/unified ] || mount -t tmpfs -o ro tmpfs /sys/fs/cgroup || fail "/sys/fs/cgroup cannot be hidden"
  set -- --cgroup-manager=disabled
else
  set --
fi
exec "$runtime" "$@" --root state --log runtime.log --log-format json run --pid-file container.pid --bundle . "$name" 8<&- 9<&- ${closeSaved}
`;
