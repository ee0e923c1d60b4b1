/**
 * The part of the mounted sandbox that needs root, as two small shell programs. Everything they handle comes as an
 * argument or stands in the scratch folder, which is their working directory; nothing is ever spliced into their text.
 *
 * Files of the scratch folder, which the caller makes before it starts `supervise`:
 *   control              fifo: a line with a signal's name passes that signal on; its end means that the caller is gone
 *   config.json          the runtime's configuration, or config.head and config.tail around the user to be looked up
 *   failed               why nothing started; emptied by `supervise`, and written by `prepare` where it fails
 *   runtime.log          empty
 *   lower, root          empty folders, the mount points
 * Files that root adds, and removes: rw (upper and work folder, home), state, ns.pid, container.pid.
 */

/**
 * $1 scratch folder, $2 the text of `prepare`, and what `prepare` needs. Its exit code is the command's.
 *
 * The command runs in a process namespace whose first process is the OCI runtime: when that ends, or is killed from here,
 * the kernel ends all of them, and the mount namespace goes with the last one. crun waits for orphans of the command, which
 * are its children then: so they are killed once the command, its first child, is gone.
 */
export const supervise = `
cd "$1" && : >failed || exit 125
scratch=$1 prepare=$2
shift 2
umask 022

# Numbers of the runtime's own children: the command, and orphans of it. Each of the runtime's threads may have some.
children() { cat /proc/"$(cat ns.pid)"/task/*/children; }
(
  while read -r signal; do
    until [ -s container.pid ]; do sleep 0.02; done
    # The runtime passes every signal on but this one, which would end it before it knows the command's exit code.
    if [ "$signal" = KILL ]; then kill -s KILL $(children); else kill -s "$signal" "$(cat ns.pid)"; fi
  done
  : >orphaned
  until [ -s ns.pid ]; do sleep 0.02; done
  kill -s KILL "$(cat ns.pid)"
) <control >/dev/null 2>&1 &
watcher=$!
(
  until [ -s container.pid ]; do sleep 0.02; done
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
unshare --mount --pid --fork --kill-child --propagation private -- sh -c "$prepare" prepare "$@"
code=$?
kill "$watcher" "$reaper" 2>/dev/null
wait "$watcher" "$reaper" 2>/dev/null
rm -rf --one-file-system rw state ns.pid container.pid
if [ -e orphaned ]; then
  cd / && rm -rf --one-file-system "$scratch"
fi
for group in /sys/fs/cgroup/"\${scratch##*/}" /sys/fs/cgroup/*/"\${scratch##*/}"; do
  [ ! -d "$group" ] || rmdir "$group" 2>/dev/null
done
exit "$code"
`;

/**
 * $1 snapshot file, $2 \`crun\` or \`runc\`, $3 path of that program, $4 name of the container,
 * $5 uid:gid of the home folder to be made, or empty, $6 user to be looked up in the image, or empty.
 * Runs as the first process of its own mount and process namespace, and becomes the runtime.
 */
export const prepare = `
fail() { echo "$1" >failed; exit 125; }
snapshot=$1 kind=$2 runtime=$3 name=$4 owner=$5 user=$6

read -r pid rest </proc/self/stat && echo "$pid" >ns.pid || fail "the process cannot find its own number in /proc"
error=$(mount -t proc proc /proc 2>&1) || fail "$error"

# Another process may take the free loop device that mount has just found, so it looks again.
tries=0
until error=$(mount -t erofs -o ro,nodev -- "$snapshot" lower 2>&1); do
  tries=$((tries + 1))
  [ "$tries" -lt 5 ] || fail "$error"
  sleep 0.1
done

# Nothing of the upper folder is to survive, so nothing of it needs to reach the disk (volatile), and a changed owner or mode
# needs no copy of the data (metacopy). Older kernels, and disks that cannot be an upper folder, get less.
layer() {
  mkdir -p rw/upper rw/work && mount -t overlay -o "lowerdir=lower,upperdir=rw/upper,workdir=rw/work$1" overlay root 2>&1
}
error=$(layer ,volatile,metacopy=on,redirect_dir=on) || error=$(layer) || {
  mount -t tmpfs -o mode=755 tmpfs rw && error=$(layer)
} || fail "$error"

# A link here could lead out of the image: it is left to the image.
if [ ! -L root/tmp ] && [ ! -k root/tmp ]; then
  mkdir -p root/tmp && chmod 1777 root/tmp || fail "/tmp cannot be made"
fi
[ -L root/root ] || [ -e root/root ] || mkdir -m 700 root/root || fail "/root cannot be made"

readable() { [ -f "root/etc/$1" ] && [ ! -L "root/etc/$1" ] && [ ! -L root/etc ]; }
if [ -n "$owner" ]; then
  mkdir -m 755 rw/home && chown "$owner" rw/home || fail "the home folder cannot be made"
  if readable passwd; then cat root/etc/passwd >rw/passwd; else echo root:x:0:0:root:/root:/bin/sh >rw/passwd; fi
  if ! grep -q "^[^:]*:[^:]*:\${owner%:*}:" rw/passwd; then
    echo "treestamp:x:$owner::/home/treestamp:/bin/sh" >>rw/passwd
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
exec "$runtime" "$@" --root state --log runtime.log --log-format json run --pid-file container.pid --bundle . "$name"
`;
