/** What the build service stands on: where builds run, where sources and logs are kept, who else hears the logs. */
import type { Readable } from "node:stream";

/**
 * Files by name, whole or not there: a folder, or a bucket of S3. Names have letters, digits, `-`, `_` and `.` alone.
 * A folder fails as the machine does (machine-failed), a bucket as a store: store-unreachable, store-denied, store-refused.
 */
export interface Bucket {
  /** For the service's own log: `the folder …`, `the bucket … of S3`. */
  readonly description: string;
  /** Keeps a copy of a file; one of the same name is replaced. @throws also interrupted, by the signal */
  put(name: string, file: string, signal?: AbortSignal): Promise<void>;
  /** @returns undefined where there is none, which only a clear answer says */
  open(name: string): Promise<Readable | undefined>;
  has(name: string): Promise<boolean>;
  /** Nothing is done where there is none. */
  remove(name: string): Promise<void>;
}

/** The build that a line of a log belongs to. */
export interface LogSubject {
  readonly app: string;
  readonly space: string;
  readonly number: number;
}

/** Who hears a build's log as it comes, beside those who ask for it: a topic of Kafka. A sink never fails a build. */
export interface LogSink {
  /** Takes a line without its end, and never waits: what cannot be delivered is dropped, counted and told at the end. */
  write(line: string): void;
  /** Waits until all is delivered, or given up after some seconds. @returns how many lines were lost */
  end(): Promise<number>;
}

/** What `treestamp service-build` does: the first line of its standard input, as JSON. It holds secrets. */
export interface Order {
  readonly source: /** So many bytes follow on standard input. */
    | { readonly kind: "archive"; readonly bytes: number }
    /** The service itself has them, and wants this token. */
    | { readonly kind: "service"; readonly url: string; readonly token: string | undefined }
    /** An image that is copied as it is: `HOST/REPOSITORY:TAG`. */
    | { readonly kind: "image"; readonly reference: string };
  /** `HOST/REPOSITORY`, without a tag. */
  readonly image: string;
  readonly tags: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly noCache: boolean;
  /** By host. */
  readonly logins: Readonly<Record<string, { readonly username: string; readonly password: string }>>;
  /** Hosts that are spoken to without TLS. */
  readonly plainHttp: readonly string[];
  /** More inputs of `push`, by name: where the image is built. */
  readonly inputs: Readonly<Record<string, readonly string[]>>;
}

export interface Job {
  /** Unlike that of any other build: letters, digits, `-`, `_` and `.`. */
  readonly name: string;
  readonly order: Order;
  /** The file of an order whose source is an archive. */
  readonly archive: string | undefined;
  /** Takes what the build prints, as it comes. */
  readonly onOutput: (bytes: Uint8Array) => void;
}

/** How a worker ended. Without a code nobody knows how, which is no success. */
export interface Ending {
  readonly exitCode: number | undefined;
  /** A sentence, where the code does not say it all. */
  readonly reason?: string | undefined;
}

/** A build that was started. */
export interface Running {
  /** What finds it again after this process has died; kept beside the build. */
  readonly handle: string;
  /** Resolves when no process of it is left. */
  readonly ended: Promise<Ending>;
  /** Ends it, in seconds: `ended` then resolves. */
  stop(): void;
}

/** Where builds run: processes on this machine, containers of a docker daemon, jobs of a cluster. */
export interface Workers {
  readonly description: string;
  /** How workers get an archive: with their order, or from the service. */
  readonly archives: "inline" | "service";
  /** @throws tool-missing, sandbox-failed, store-unreachable where it cannot be started */
  start(job: Job): Promise<Running>;
  /** Ends and removes what a service that died has left of a build. Nothing is done where nothing is left. */
  clear(name: string, handle: string | undefined): Promise<void>;
}
