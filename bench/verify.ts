/** What it costs to verify who built an image that is there: whole processes on a hit, with and without. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gitEnvironment, repositoryIn } from "../test/fixtures/git.ts";
import { makeBusyboxBase } from "../test/services/base-image.ts";
import { claimsOf, startSigstore } from "../test/services/sigstore.ts";
import { alternate, eachRound, wallTime } from "./measure.ts";
import { run, treestamp } from "./programs.ts";
import type { Found } from "./results.ts";
import type { World } from "./world.ts";

export async function measureVerify(world: World): Promise<readonly Found[]> {
  const { host } = await world.registry();
  const work = join(world.work, "verify");
  const [folder, base] = [join(work, "repository"), join(work, "base")];
  for (const made of [folder, base]) await mkdir(made, { recursive: true });
  const image = makeBusyboxBase(base);
  const repository = repositoryIn(folder);
  repository.git("init", "-q", "-b", "main", "--template=");
  repository.write({ Dockerfile: "FROM base\nRUN echo built > /built\n" });
  const sigstore = await startSigstore(claimsOf(repository.commit("first")));
  world.defer(sigstore.stop);
  const root = join(work, "root.json");
  await writeFile(root, JSON.stringify(sigstore.root()));
  const env = { ...process.env, ...gitEnvironment, ...sigstore.job(), NODE_COMPILE_CACHE: join(work, "compiled") };
  const words = [
    ...["build", "-C", folder, "--store", `${host}/verify`, "--cache-folder", join(work, "cache")],
    ...["--base", `base=oci-layout://${image.folder}@${image.digest}`, "--engine", "buildah"],
    ...["fulcio", "rekor"].flatMap((service) => ["--sigstore", `${service}=${sigstore.address}`]),
    ...["--sigstore", `root=${root}`],
  ];
  await run(treestamp(...words, "--attest"), env);
  const hit = (verify: string) => wallTime(verify, () => run(treestamp(...words, "--verify", verify), env));
  const measured = await alternate([hit("required"), hit("off")], 2 * world.rounds.short, world.say);
  const beyond = eachRound((verified, not) => 1000 * (verified - not), measured("required"), measured("off"));
  return [{ name: "verify-hit", ours: beyond }];
}
