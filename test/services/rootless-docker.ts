/**
 * What a docker daemon without root has around it, in place of RootlessKit: the numbers of a user and those that are given to
 * the user, a network and a /run of its own, and an API that says so. Source: rootlesskit v2, pkg/api/openapi.yaml.
 */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, copyFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { asUnprivilegedUser } from "./unprivileged-user.ts";

export interface RootlessWorld {
  /** The start of the daemons' command line. */
  readonly through: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  close(): void;
}

/** Makes it in the daemon's `folder`, which becomes the user's. `programs` are what the user may not read where it is. */
export async function rootlessWorld(uid: number, folder: string, programs: readonly string[]): Promise<RootlessWorld> {
  for (const program of programs) {
    const name = program.slice(program.lastIndexOf("/") + 1);
    copyFileSync(program, join(folder, name));
    chmodSync(join(folder, name), 0o755);
  }
  const through = [
    ...asUnprivilegedUser(uid, `${folder}-user`),
    ...["unshare", "--user", "--map-root-user", "--map-auto", "--net", "--mount"],
    ...["sh", "-c", 'mount -t tmpfs tmpfs /run && exec "$@"', "sh"],
  ];
  const info = {
    ...{ apiVersion: "1.1.1", version: "2.3.5", stateDir: folder, childPID: 1 },
    networkDriver: { driver: "none", dns: [], childIP: "127.0.0.1" },
    portDriver: { driver: "none", protos: ["tcp"] },
  };
  const api = createServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(info));
  });
  await once(api.listen(join(folder, "api.sock")), "listening");
  execFileSync("chown", ["-R", `${uid}:${uid}`, folder]);
  chownSync(join(folder, "api.sock"), uid, uid);
  const env = {
    XDG_RUNTIME_DIR: folder,
    ROOTLESSKIT_STATE_DIR: folder,
    HOME: folder,
    PATH: `${folder}:${process.env.PATH}`,
  };
  return { through, env, close: () => void api.close() };
}
