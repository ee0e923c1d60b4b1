/** A machine that has other files at their usual places. */

const script = `
mount -t tmpfs none "$1" && shift
while [ "$1" != -- ]; do
  mkdir -p "\${1%/*}" && cp "$2" "$1" && shift 2
done
shift
exec "$@"`;

/**
 * The start of a command line whose program finds these files alone in `folder`, such as /etc: by their whole paths, the
 * files that they are copies of. Nobody else sees them.
 */
export function inOwnFolder(folder: string, files: Readonly<Record<string, string>>): string[] {
  return ["unshare", "--mount", "sh", "-euc", script, "sh", folder, ...Object.entries(files).flat(), "--"];
}
