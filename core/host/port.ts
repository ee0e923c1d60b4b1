/** Who called us: a step of a GitHub workflow, a step of the CircleCI orb, a person's shell. One port, three drivers. */
import type { Job } from "../cache/job.ts";
import type { Verb } from "../inputs/input.ts";
import type { WrittenCall } from "../inputs/request.ts";
import type { Log } from "../log/log.ts";
import type { Outcome } from "../report/outcome.ts";

/** What the work needs of it. */
export interface Caller {
  readonly log: Log;
  readonly environment: NodeJS.ProcessEnv;
  /** Where a command's standard output goes: to ours, or, where ours is for JSON alone, to standard error. */
  readonly commandOutput: "stdout" | "stderr";
  /** What each command gets without asking for it; nothing if left out. */
  readonly gifts?: Gifts;
  /** True where strangers to each other call on this machine: none gets layers that another's build has left. */
  readonly isForStrangers?: boolean;
  /** The job whose steps share an environment, where the host has one. Its folder is known once one step has pulled. */
  readonly job?: Job;
}

/** One call from its inputs to its end. */
export interface Host<V extends Verb = Verb> extends Caller {
  readonly verb: V;
  /** The call as written: strings. @throws input-invalid */
  read(): Promise<WrittenCall>;
  /** Reports the outcome: outputs, a summary, lines. */
  tell(outcome: Outcome): Promise<void>;
  /** Reports what failed, why, and what to do. @returns the exit code */
  fail(error: unknown): Promise<number>;
}

export interface ResultFile {
  readonly file: string;
  /** Whether only people read it. */
  readonly isProse: boolean;
}

/** What a host gives to every command. */
export interface Gifts {
  readonly variables: ReadonlyMap<string, string>;
  /** Files and folders of this machine that it sees at the same paths. */
  readonly paths: readonly string[];
  /** The same, not to be written. */
  readonly readOnlyPaths: readonly string[];
  /** Folders where programs are looked for before those of the image. */
  readonly searched: readonly string[];
  /** Files of this machine that a command writes its results to, by the variables that name them: those that a later run can repeat. */
  readonly results: ReadonlyMap<string, ResultFile>;
}

/** The run of a workflow, as its host knows it. */
export interface WorkflowRun {
  /** `https://github.com/acme/app` */
  readonly repository: string;
  /** The host's number of the repository. */
  readonly repositoryId: string | undefined;
  /** The commit that the run is of, which its identity names. */
  readonly commit: string;
  /** The workflow's address with its ref. */
  readonly workflow: string | undefined;
  /** The run's own address. */
  readonly run: string | undefined;
  /** A token that says who the run is, for Sigstore; left out where the job may not ask for one. @throws not-attested */
  token?(): Promise<string>;
}
