/** Inputs about the environment, and what runs in it. */
import { calls, everywhere, type Input } from "../input.ts";

export const runRows: readonly Input[] = [
  {
    name: "run",
    kind: "text",
    description: "Script to run in the environment, by `shell`.",
    verbs: ["run"],
    places: ["action"],
  },
  {
    name: "image-command",
    kind: "boolean",
    default: "false",
    description:
      "Run the image's own command, its ENTRYPOINT and CMD, instead of `run` or `phases`. Without one of the three, nothing is started.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "phases",
    kind: "scripts",
    placeholder: "NAME=SCRIPT",
    description:
      "Scripts with names, such as lint and test, to run in one environment instead of `run`: each is timed and has a group in the log and an outcome of its own.",
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
      "Phases that run side by side, by their names, such as `lint typing test`; each of the others waits for those before it. `true` runs all at the same time. The output of each is shown as a whole when it ends.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "fail-fast",
    kind: "boolean",
    default: "true",
    negated:
      "Run all phases to their end, even after one has failed. The exit code is still that of the first failure.",
    description:
      "The first phase that fails ends those that run, and the others are skipped. With `false` all run to their end. The exit code is that of the first failure either way.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "shell",
    kind: "text",
    choices: ["bash", "sh"],
    default: "bash",
    description: "Shell of the script or of the phases: `bash -e -o pipefail` or `sh -e`, as in a step of a workflow.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "working-directory",
    kind: "text",
    short: "w",
    placeholder: "DIR",
    description:
      "Where the command starts. Default: the current directory, which the environment sees at the same place.",
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
      "Variables for the command: `NAME=VALUE`, or `NAME` to hand on its value from here. In a workflow, those that GitHub itself sets need no asking, tokens excepted.",
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
      "Longest time the command may take, such as `90s`, `10m` or `1h30m`: then it is ended with all its processes, the exit code is 124 and the outcome timed-out. Default: no limit.",
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
      "Who the command runs as: `caller` (so that the files it makes are yours), `image` (the image's USER), or `uid[:gid]`.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "security-opt",
    kind: "text",
    choices: ["seccomp=unconfined"],
    description:
      "As docker has it: `seccomp=unconfined` lets the command make all system calls, which a sandbox within needs (Chromium's, bubblewrap, podman or buildah). Default: docker's own profile.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "writable",
    kind: "list",
    placeholder: "DIR",
    description:
      "Folders of the image that the command may write although they are root's, such as `/var/lib/tool`. What is in `/usr/local`, `/opt`, `/srv` and folders like `/go` or `/app` the caller may write unasked. Not part of the key.",
    verbs: ["run"],
    places: everywhere,
  },
  {
    name: "volumes",
    kind: "list",
    short: "v",
    placeholder: "HOST:CONTAINER[:ro]",
    description:
      "Folders, files and sockets of this machine that the command sees, as docker's `-v` takes them: `~/.m2:/root/.m2`, `/var/run/docker.sock:/var/run/docker.sock`.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "devices",
    kind: "list",
    placeholder: "HOST[:CONTAINER[:rwm]]",
    description: "Devices of this machine that the command may open, as docker's `--device` takes them: `/dev/kvm`.",
    verbs: ["run"],
    places: calls,
  },
  {
    name: "sandbox",
    kind: "text",
    choices: ["auto", "mounted", "container"],
    default: "auto",
    description:
      "How the environment is made: the mounted snapshot, or a container of the engine where mounting is impossible.",
    verbs: ["pull", "run"],
    places: calls,
  },
];
