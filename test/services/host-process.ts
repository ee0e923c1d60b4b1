/** `node host-process.ts JSON`: one host in a process of its own, since it speaks through its streams and environment. */
import { TreestampError } from "../../core/errors.ts";
import { circleHost } from "../../core/host/circleci/host.ts";
import { githubHost } from "../../core/host/github/host.ts";
import type { Host } from "../../core/host/port.ts";
import { shellHost } from "../../core/host/shell/host.ts";
import type { WrittenCall } from "../../core/inputs/request.ts";
import type { ImageOutcome } from "../../core/report/outcome.ts";

export const hostNames = ["github", "circleci", "shell"] as const;

export interface HostCall {
  readonly host: (typeof hostNames)[number];
  /** What the shell's words came to, as lists of pairs. */
  readonly written?: readonly (readonly [string, readonly string[]])[];
  readonly does: "read" | "read, then list variables" | "tell" | "fail" | "fail by a defect" | "mask";
}

const outcome: ImageOutcome = {
  ...{ kind: "image", key: "0123", tag: "0123", image: "ghcr.io/acme/build:0123", digest: undefined },
  ...{ state: "present", cacheHit: true, snapshot: "sha256:abc", sandbox: "mounted" },
  ...{ exitCode: 3, outcome: "failure", stages: [{ name: "run", seconds: 1 }] },
};

function open({ host, written }: HostCall): Host {
  if (host === "github") return githubHost("run", process.env);
  if (host === "circleci") return circleHost("run", process.env, (text) => process.stderr.write(text));
  const said: WrittenCall = { written: new Map(written) };
  return shellHost({ verb: "run", said, json: true, debug: false }, process);
}

async function act(call: HostCall): Promise<number> {
  const host = open(call);
  switch (call.does) {
    case "read":
      process.stdout.write(`${JSON.stringify([...(await host.read()).written])}\n`);
      return 0;
    case "read, then list variables":
      await host.read();
      process.stdout.write(JSON.stringify(Object.keys(process.env)));
      return 0;
    case "tell":
      await host.tell(outcome);
      return 0;
    case "fail":
      return host.fail(new TreestampError("input-invalid", "It is wrong.", { remedy: "Mend it." }));
    case "fail by a defect":
      return host.fail(new TypeError("x is not a function"));
    case "mask":
      host.log.mask("hunter2");
      host.log.info("the password hunter2");
      return 0;
  }
}

if (process.argv[1] === import.meta.filename) process.exitCode = await act(JSON.parse(process.argv[2]!) as HostCall);
