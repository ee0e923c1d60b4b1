/** Brings node_modules to what the lock file says; does nothing where it is so already. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
}

/** What is missing or different in `root`/node_modules, as a clause; undefined where it agrees with the lock file. */
function disagreement(root: string): string | undefined {
  const locked = packagesOf(join(root, "package-lock.json"));
  let present: Map<string, LockedPackage>;
  try {
    // npm's own record of what it laid there; it lists no package that it left out for another platform.
    present = packagesOf(join(root, "node_modules/.package-lock.json"));
  } catch {
    return "node_modules is not there";
  }
  for (const [path, wanted] of locked) {
    const found = present.get(path);
    if (found === undefined ? wanted.optional !== true : !same(found, wanted)) return `${path} is not the locked one`;
  }
  for (const path of present.keys()) if (!locked.has(path)) return `${path} is not in the lock file`;
  return undefined;
}

function packagesOf(file: string): Map<string, LockedPackage> {
  const { packages } = JSON.parse(readFileSync(file, "utf8")) as { packages: Record<string, LockedPackage> };
  return new Map(Object.entries(packages).filter(([path]) => path !== ""));
}

function same(a: LockedPackage, b: LockedPackage): boolean {
  return a.version === b.version && a.integrity === b.integrity;
}

const root = join(import.meta.dirname, "..");
const reason = disagreement(root);
if (reason !== undefined) {
  process.stderr.write(`treestamp: npm ci: ${reason}\n`);
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
}
