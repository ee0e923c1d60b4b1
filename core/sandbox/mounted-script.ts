/**
 * The part of the mounted sandbox that needs root, as two small shell programs. Everything they handle comes as an
 * argument or stands in the scratch folder, which is their working directory; nothing is ever spliced into their text.
 * Starting a program costs more than most of what happens here, so what the shell itself can do, it does.
 *
 * Files of the scratch folder, which the caller makes before it starts `supervise`:
 *   control              fifo: a line with a signal's name passes that signal on; its end means that the caller is gone
 *   config.json          the runtime's configuration, or config.head and config.tail around the user to be looked up
 *   failed               why nothing started; emptied by `prepare` once all is mounted
 *   runtime.log          empty
 *   lower, root          empty folders, the mount points
 * Files that root adds, and removes: rw (upper and work folder, home; or a link to a folder that keeps them), state,
 * container.pid, passwd, forgotten (see `prepare`).
 *
 * What root opens and mounts here by name is in the scratch folder or in one that keeps, both in the cache folder. No
 * command sees that, so none could have put a symbolic link there; one that is there all the same is refused.
 */

/**
 * $1 scratch folder, $2 snapshot, as a file or extracted, $3 folder that keeps what commands write, or empty, $4 the text of
 * `prepare`, and what `prepare` needs. Its exit code is the command's.
 *
 * The lock of a folder that keeps is held until nothing has the overlay mounted: two on one upper folder would destroy it.
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
scratch=$1 snapshot=$2 kept=$3 prepare=$4
shift 4
umask 022
exec 8<"$snapshot"
if [ -n "$kept" ]; then
  [ -f "$kept/lock" ] && [ ! -L "$kept/lock" ] || { echo "$kept/lock is no file" >failed; exit 125; }
  # A command that was killed may take some moments to be gone.
  why="flock cannot be found"
  command -v flock >/dev/null && why="another command is running in this job's environment" &&
    exec 9<"$kept/lock" && flock --timeout 3 9 || { echo "$why" >failed; exit 125; }
  ln -s "$kept" rw
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
  exec 8<&- 9<&-
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
) <control >/dev/null 2>&1 &
watcher=$!
(
  exec 8<&- 9<&-
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
unshare --mount --pid --fork --kill-child --mount-proc --propagation private -- \\
  sh -c "$prepare" prepare "$snapshot" "$@"
code=$?
kill "$watcher" "$reaper" 2>/dev/null
wait "$watcher" "$reaper" 2>/dev/null
rm -rf --one-file-system rw state container.pid passwd
if [ -e orphaned ]; then
  cd / && rm -rf --one-file-system "$scratch"
fi
for group in /sys/fs/cgroup/"\${scratch##*/}" /sys/fs/cgroup/*/"\${scratch##*/}"; do
  [ ! -d "$group" ] || rmdir "$group" 2>/dev/null
done
exit "$code"
`;

/**
 * $1 folder of an extracted snapshot, $2 how the snapshot comes under the overlay, $3 number of the system call mount, or
 * empty where it is not known, $4 further options of the overlay, $5 \`crun\` or \`runc\`, $6 path of that program,
 * $7 name of the container, $8 uid:gid of the home folder to be made, or empty, $9 user to be looked up in the image, or
 * empty. The snapshot's file is open as 8. Runs as the first process of its own mount and process namespace, and becomes
 * the runtime.
 */
export const prepare = `
fail() { echo "$1" >failed; exit 125; }
folder=$1 lower=$2 syscall=$3 options=$4 kind=$5 runtime=$6 name=$7 owner=$8 user=$9

# Linux 6.12 and later mount the file itself. mount(8) before 2.41 puts a loop device under it, which has to wait until all
# of a file that was just fetched is on the disk, and then reads small files four times slower. So perl calls mount(2).
read_only_no_devices=5
attach_file() {
  [ -n "$syscall" ] && perl -e '($number, $flags, @names) = @ARGV; exit(syscall($number + 0, @names, $flags + 0, 0) != 0)' \
    "$syscall" "$read_only_no_devices" /proc/self/fd/8 lower erofs 2>/dev/null
}
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

# Older kernels, and disks that cannot be an upper folder, get less than the options that are asked for.
layer() { mount -t overlay -o "lowerdir=lower,upperdir=rw/upper,workdir=rw/work$1" overlay root 2>failed; }
# The work folder is never used again: that it was mounted with \`volatile\` would forbid it.
for made in rw/upper rw/work rw/home; do
  [ ! -L "$made" ] || fail "$made is a symbolic link, which treestamp never makes"
done
folders() { { [ ! -e rw/work ] || rm -rf --one-file-system rw/work; } && mkdir -p rw/upper rw/work 2>failed; }
folders && { layer "$options" || layer; } || {
  [ ! -L rw ] || cat failed >forgotten # memory keeps nothing for the next command
  mount -t tmpfs -o mode=755 tmpfs rw 2>failed && folders && layer
} || exit 125
: >failed

# A link here could lead out of the image: it is left to the image.
if [ ! -L root/tmp ] && [ ! -k root/tmp ]; then
  mkdir -p root/tmp && chmod 1777 root/tmp || fail "/tmp cannot be made"
fi
[ -L root/root ] || [ -e root/root ] || mkdir -m 700 root/root || fail "/root cannot be made"

readable() { [ -f "root/etc/$1" ] && [ ! -L "root/etc/$1" ] && [ ! -L root/etc ]; }
if [ -n "$owner" ]; then
  { [ -d rw/home ] || mkdir -m 755 rw/home; } && chown -h "$owner" rw/home || fail "the home folder cannot be made"
  if readable passwd; then cat root/etc/passwd >passwd; else echo root:x:0:0:root:/root:/bin/sh >passwd; fi
  if ! grep -q "^[^:]*:[^:]*:\${owner%:*}:" passwd; then
    echo "treestamp:x:$owner::/home/treestamp:/bin/sh" >>passwd
  fi
fi

number() { case $1 in "" | *[!0-9]*) false ;; esac; }
if [ -n "$user" ]; then
  wanted=\${user%%:*} group= uid= gid= login= more=
  case $user in *:*) group=\${user#*:} ;; esac
  if readable passwd; then
    while IFS=: read -r entry _ entry_uid entry_gid _ || [ -n "$entry" ]; do
      if [ "$entry" = "$wanted" ] || [ "$entry_uid" = "$wanted" ]; then
        uid=$entry_uid gid=$entry_gid login=$entry
        break
      fi
    done <root/etc/passwd
  fi
  if [ -z "$uid" ]; then
    number "$wanted" || fail "the image has no user $wanted"
    uid=$wanted gid=0
  fi
  if [ -n "$group" ]; then
    gid=
    if number "$group"; then gid=$group; fi
  fi
  if readable group; then
    while IFS=: read -r entry _ entry_gid members || [ -n "$entry" ]; do
      [ -z "$group" ] || [ "$entry" != "$group" ] || gid=$entry_gid
      case ",$members," in *",$login,"*)
        if [ -n "$login" ] && [ -z "$group" ] && number "$entry_gid"; then more=$more,$entry_gid; fi ;;
      esac
    done <root/etc/group
  fi
  number "$uid" && number "$gid" || fail "the image has no user and group $user"
  { cat config.head; printf '{"uid":%s,"gid":%s,"additionalGids":[%s]}' "$uid" "$gid" "\${more#,}"; cat config.tail; } >config.json
fi

if [ "$kind" = crun ]; then
  # crun 1.8 refuses a machine that has both versions of cgroups, even when told to use none of them.
  [ ! -d /sys/fs/cgroup/unified ] || mount -t tmpfs -o ro tmpfs /sys/fs/cgroup || fail "/sys/fs/cgroup cannot be hidden"
  set -- --cgroup-manager=disabled
else
  set --
fi
exec "$runtime" "$@" --root state --log runtime.log --log-format json run --pid-file container.pid --bundle . "$name" 8<&- 9<&-
`;
