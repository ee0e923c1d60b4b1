/** Inputs about the environment, and what runs in it. */
import { calls, everywhere, type Input } from "../input.ts";

export const runRows: readonly Input[] = [
  {
    name: "run",
    kind: "text",
    description: "Script to run in the environment, with `shell`.",
    verbs: ["run"],
    places: ["action"],
  },
  {
    name: "image-command",
    kind: "boolean",
    default: "false",
    description:
      "Run the image's own command, its ENTRYPOINT and CMD, instead of `run` or `phases`. One of the three is required.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "phases",
    kind: "scripts",
    placeholder: "NAME=SCRIPT",
    description:
      "Named scripts, such as lint and test, to run in one environment instead of `run`: each has its own time, group in the log, and outcome.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "parallel",
    kind: "list",
    commas: true,
    placeholder: "PHASES",
    alone: true,
    description:
      "Names of phases that run side by side, such as `lint,typing,test`; every other phase waits for those before it. `true` runs all at once. The output of each appears when it ends.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "fail-fast",
    kind: "boolean",
    default: "true",
    negated: "Run all phases to the end, even after one has failed. The exit code is still that of the first failure.",
    description:
      "Whether the first phase that fails stops the running ones and skips the rest. `false` runs all of them to the end. Either way, the exit code is that of the first failure.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "shell",
    kind: "text",
    choices: ["bash", "sh"],
    default: "bash",
    description: "Shell for the script or phases: `bash -e -o pipefail` or `sh -e`, as in a workflow step.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "working-directory",
    kind: "text",
    short: "w",
    placeholder: "DIR",
    description:
      "Where the command starts. Default: the current directory, which has the same path in the environment.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "env",
    kind: "list",
    short: "e",
    names: "variable",
    placeholder: "NAME[=VALUE]",
    description:
      "Variables for the command: `NAME=VALUE`, or `NAME` to pass its value on. In a workflow, the variables that GitHub sets are passed on by themselves, except tokens.",
    circleci: {
      description:
        "Variables for the command: `NAME=VALUE`, or `NAME` to pass the job's value on. `CI`, `CIRCLECI` and `CIRCLE_…` are passed on by themselves, except tokens and keys.",
    },
    verbs: ["run"],
    places: calls,
  },
  {
    name: "timeout",
    kind: "text",
    placeholder: "TIME",
    description:
      "Time limit for the command, such as `90s`, `10m` or `1h30m`. After that it is ended with all its processes; the exit code is 124 and the outcome timed-out. Default: no limit.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "user",
    kind: "text",
    short: "u",
    placeholder: "USER",
    default: "caller",
    description:
      "User that the command runs as: `caller` (so that the files it makes are yours), `image` (the image's USER), or `uid[:gid]`.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "security-opt",
    kind: "text",
    choices: ["seccomp=unconfined"],
    description:
      "As for docker: `seccomp=unconfined` allows all system calls, which a sandbox inside the command needs (Chromium's, bubblewrap, podman, buildah). Default: docker's default profile.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "writable",
    kind: "list",
    placeholder: "DIR",
    description:
      "Folders of the image that the command may write to although they belong to root, such as `/var/lib/tool`. `/usr/local`, `/opt`, `/srv` and folders like `/go` or `/app` need not be named. Not part of the key.",
    verbs: ["run"],
    places: everywhere,
  },
  {
    name: "volumes",
    kind: "list",
    short: "v",
    placeholder: "HOST:CONTAINER[:ro]",
    description:
      "Folders, files and sockets of this machine that the command sees, written as for docker's `-v`: `~/.m2:/root/.m2`, `/var/run/docker.sock:/var/run/docker.sock`.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "devices",
    kind: "list",
    placeholder: "HOST[:CONTAINER[:rwm]]",
    description: "Devices of this machine that the command may open, written as for docker's `--device`: `/dev/kvm`.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "sandbox",
    kind: "text",
    choices: ["auto", "mounted", "container"],
    default: "auto",
    description:
      "How to make the environment: mount the snapshot, or use a container of the engine where mounting is impossible.",
    verbs: ["pull", "run", "lock"],
    places: calls,
  },
];
