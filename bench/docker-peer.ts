/** The peer: what people do with docker. */
import type { RunningDocker } from "../test/services/docker.ts";
import { run, settle } from "./programs.ts";

export interface DockerPeer {
  /** Brings the daemon to where a new machine's is: no image, no layer, no build cache. */
  forgetAll(): Promise<void>;
  pull(reference: string): Promise<void>;
  /** True where the daemon has the image. */
  has(reference: string): Promise<boolean>;
  /** Pulls where the daemon does not have it. */
  ensure(reference: string): Promise<void>;
  /** From nothing to the end of a first command. */
  pullAndRun(reference: string, ...command: string[]): Promise<void>;
  /** Runs a command in a new container of a local image. @returns what it printed */
  runIn(reference: string, ...command: string[]): Promise<string>;
  readonly env: NodeJS.ProcessEnv;
}

export function dockerPeer({ env }: RunningDocker): DockerPeer {
  const docker = (...args: string[]) => run(["docker", ...args], env);
  const pull = async (reference: string) => void (await docker("pull", "--quiet", reference));
  const has = async (reference: string) => (await docker("image", "ls", "--quiet", reference)) !== "";
  // The network of the host, as treestamp run has it: no bridge to set up.
  const runIn: DockerPeer["runIn"] = (reference, ...command) =>
    docker("run", "--rm", "--network=host", reference, ...command);
  return {
    env,
    pull,
    has,
    async forgetAll() {
      const images = (await docker("image", "ls", "--all", "--quiet")).split("\n").filter(Boolean);
      if (images.length > 0) await docker("image", "rm", "--force", ...new Set(images));
      await docker("system", "prune", "--all", "--force");
      const left = await docker("image", "ls", "--all", "--quiet");
      if (left !== "") throw new Error(`docker still has an image: ${left}`);
      await settle();
    },
    async ensure(reference) {
      if (!(await has(reference))) await pull(reference);
    },
    runIn,
    async pullAndRun(reference, ...command) {
      await pull(reference);
      await runIn(reference, ...command);
    },
  };
}
