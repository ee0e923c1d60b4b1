/**
 * Folders of the image that belong to who runs the command. An image's files are root's, and the caller on a CI machine is
 * not root: so it could neither install into the image's virtual environment nor write to a compiler's cache.
 *
 * Each such folder is an overlay of its own, whose lower folder shows what belongs to the folder's owner as the user's
 * (an id-mapped mount): nothing is copied. Where the kernel or perl cannot, the owners are changed in the overlay.
 *
 * Without being told, the caller gets what no package manager of a distribution looks after: /usr/local, /opt, /srv, and
 * folders beside those of the Filesystem Hierarchy Standard, such as /go, /app and /venv. Programs with the set-user-id bit, such
 * as sudo, and the settings in /etc stay root's.
 */

/** Folders that belong to a distribution, to the machine, or to users. Source: FHS 3.0; ostree, snap. */
const systemFolders = [
  ...[
    "afs",
    "bin",
    "boot",
    "dev",
    "etc",
    "home",
    "lib",
    "lib32",
    "lib64",
    "libexec",
    "libx32",
    "lost+found",
    "media",
    "mnt",
  ],
  ...["ostree", "proc", "root", "run", "sbin", "snap", "sys", "sysroot", "tmp", "usr", "var"],
];

/** True for a folder in the image's root that is the caller's unasked; so is usr/local. */
export function isLocalFolder(name: string): boolean {
  return /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name) && !systemFolders.includes(name);
}

/** The part of /etc/gitconfig that makes git and libgit2 trust the workspace, regardless of its owner. */
export const trustedWorkspace = "[safe]\n\tdirectory = *\n";

/**
 * Program of perl. Arguments: the number of unshare(2); uid and gid of the user, or two empty ones to leave the owners; options of the
 * overlays; then folders from the image's root on, without links in their paths. Prints each folder that is an overlay now, one
 * a line; the others are not in the image. Exits with 1, with nothing mounted, where the kernel maps no numbers. The numbers
 * of the newer system calls are the same on all machines. Source: mount_setattr(2), user_namespaces(7), Linux's syscall tables.
 */
const overlays = String.raw`
use strict;
my ($unshare, $uid, $gid, $options, @folders) = @ARGV;
my ($open_tree, $move_mount, $mount_setattr, $mount) = (428, 429, 442, $unshare == 272 ? 165 : 40);
my ($here, $none) = (-100, "");
sub is_folder {
  my ($path, $rest) = @_;
  for (split "/", $rest) { $path .= "/$_"; return 0 if -l $path || !-d _ }
  return 1;
}
@folders = grep { is_folder("lower", $_) && is_folder("root", $_) } @folders;

sub numbers {
  my ($from, $to) = @_;
  return "0 0 4294967295\n" if $to eq "" || $from == $to;
  my ($low, $high) = sort { $a <=> $b } $from, $to;
  my @lines = ("$from $to 1", "$to $from 1");
  for ([0, $low], [$low + 1, $high], [$high + 1, 4294967295]) {
    push @lines, "$_->[0] $_->[0] " . ($_->[1] - $_->[0]) if $_->[1] > $_->[0];
  }
  return join("\n", @lines) . "\n";
}
my %spaces;
sub space {
  my ($from_uid, $from_gid) = @_;
  return $spaces{"$from_uid:$from_gid"} //= do {
    pipe(my $ready, my $tell) && pipe(my $wait, my $go) or exit 1;
    my $child = fork // exit 1;
    if ($child == 0) {
      close $go;
      syscall($unshare + 0, 0x10000000) == 0 or exit 1;
      syswrite $tell, ".";
      sysread $wait, my $end, 1;
      exit 0;
    }
    close $tell;
    (sysread($ready, my $byte, 1) // 0) == 1 or exit 1;
    for (["uid", $from_uid, $uid], ["gid", $from_gid, $gid]) {
      open(my $map, ">", "/proc/$child/$_->[0]_map") or exit 1;
      syswrite($map, numbers($_->[1], $_->[2])) or exit 1;
      close $map;
    }
    open(my $space, "<", "/proc/$child/ns/user") or exit 1;
    close $go;
    waitpid $child, 0;
    $space;
  };
}

my @mapped;
for my $folder (@folders) {
  my $from = "lower/$folder";
  my (undef, undef, $mode, undef, $from_uid, $from_gid) = stat $from;
  my $tree = syscall($open_tree, $here, $from, 0x80001);
  exit 1 if $tree < 0;
  my $attributes = pack "QQQQ", 0x00100000, 0, 0, fileno(space($from_uid, $from_gid));
  syscall($mount_setattr, $tree, $none, 0x1000, $attributes, 32) == 0 or exit 1;
  push @mapped, [$folder, $tree, $mode & 07777, $uid eq "" ? ($from_uid, $from_gid) : ($uid, $gid)];
}
sub attach {
  my ($target, $data) = @_;
  my $type = "overlay";
  return syscall($mount, $type, $target, $type, 4, $data) == 0;
}
mkdir "rw/own";
for (@mapped) {
  my ($folder, $tree, $mode, @owner) = @$_;
  my $place = "rw/own/" . unpack("H*", $folder);
  my $new = mkdir $place;
  mkdir "$place/$_" for qw(lower upper work);
  chown(@owner, "$place/upper") && (!$new || chmod $mode, "$place/upper") or die "$folder: $!\n";
  my ($lower, $target) = ("$place/lower", "root/$folder");
  syscall($move_mount, $tree, $none, $here, $lower, 4) == 0 or die "$folder: $!\n";
  my $data = "lowerdir=$lower,upperdir=$place/upper,workdir=$place/work";
  attach($target, $data . $options) || attach($target, $data) or die "$folder: $!\n";
  print "$folder\n";
}
`;

/** Shell functions of `prepare`; they need those of `insideImage`. */
export const ownFolders = `
# Prints the folders that no package manager of a distribution looks after.
local_folders() {
  for folder in lower/*; do
    folder=\${folder#lower/}
    case $folder in
      ${systemFolders.join(" | ")}) ;;
      *[!A-Za-z0-9._-]* | .*) ;;
      *) echo "$folder" ;;
    esac
  done
  echo usr/local
}
# Changes the owners in the overlay: what is the folder's owner's becomes the user's.
give() {
  set -- "$1" $(stat -c '%u %g' "$1")
  [ "$2" = "$uid" ] || find "$1" -xdev -user "$2" -exec chown -h "$uid" {} + || return 1
  [ "$3" = "$gid" ] || find "$1" -xdev -group "$3" -exec chown -h ":$gid" {} +
}
# $1 number of unshare(2), or empty where it is not known, $2 \`own\` to give the folders to the user, or \`keep\` where only
# another user of this environment has them, $3 options of overlays, then folders.
own_folders() {
  number=$1 whose=$2 options=$3
  shift 3
  as_uid=$uid as_gid=$gid
  [ "$whose" = own ] || as_uid= as_gid=
  if [ -z "$number" ] || ! command -v perl >/dev/null; then
    false
  else
    perl -e '${overlays}' "$number" "$as_uid" "$as_gid" "$options" "$@" >own 2>failed
    case $? in 0) ;; 1) false ;; *) exit 125 ;; esac
  fi || true >own
  : >failed
  [ "$whose" = own ] || return 0
  for folder; do
    if ! grep -qxF -- "$folder" own && resolve "$folder" && [ -d "$inside" ]; then give "$inside" || return 1; fi
  done
}
`;
