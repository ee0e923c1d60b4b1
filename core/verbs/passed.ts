/** passed: what is proved of a commit's files. */
import type { Repository } from "../git/repository.ts";
import type { Request } from "../inputs/request.ts";
import type { PassedOutcome } from "../report/outcome.ts";
import { proofsOf } from "../reuse/proofs.ts";
import type { Ports } from "./ports.ts";
import { identify } from "./resolve.ts";
import { recordStores } from "./reuse.ts";

/** Lists the runs that have passed on the files of a revision, by default HEAD. @throws why it is not known what a store has */
export async function passed(ports: Ports, request: Request<"passed">, repository: Repository): Promise<PassedOutcome> {
  const { commit, tree } = await repository.resolve(request.ref ?? "HEAD");
  const { store } = await identify(ports, request, repository);
  return { kind: "passed", commit, tree, runs: await proofsOf(await recordStores(ports, store), tree) };
}
