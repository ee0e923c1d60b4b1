/** What every sandbox gives to a command; the tests beside this file hold each driver to it, on the real kernel. */
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, test as anyTest, beforeAll, beforeEach, describe, expect } from "@jest/globals";
import type { Bind, Device } from "../../core/inputs/openings.ts";
import { silentLog } from "../../core/log/log.ts";
import type { Rights } from "../../core/machine/elevate.ts";
import { run } from "../../core/machine/process.ts";
import { layoutStore, soleManifest } from "../../core/oci/layout/store.ts";
import { parseManifest } from "../../core/oci/manifest.ts";
import type { Descriptor } from "../../core/oci/port.ts";
import { describeTools, type Lower } from "../../core/sandbox/mounted-tools.ts";
import { starterFor } from "../../core/sandbox/starter.ts";
import { packSnapshot } from "../../core/snapshot/pack.ts";
import { makeBusyboxBase } from "../services/base-image.ts";
import { type DockerOptions, type RunningDocker, startDocker } from "../services/docker.ts";
import { loopDevices } from "../services/processes.ts";
import { type SandboxCaller, sandboxCaller } from "../services/sandbox-caller.ts";
import { failedExitCode, type SandboxJob } from "../services/sandbox-process.ts";
import { asSudoUser } from "../services/sudo-user.ts";
import { asUnprivilegedUser } from "../services/unprivileged-user.ts";

export interface Driver {
  readonly name: string;
  /**
   * What is tested: all; all, with fewer of the cases that our own starter and scripts decide, which are the same on every
   * driver; what rights change, of a runtime that is tested with others; or what tells two drivers apart that share most.
   */
  readonly tested: "all" | "mostly" | "rights" | "briefly";
  /** Whether a folder can keep what commands write. */
  readonly keeps: boolean;
  /** Who calls: the uid and gid of the process that has the sandbox. */
  readonly caller: number;
  /** The start of a command line that makes a caller who is not root; by default one who may use sudo. */
  readonly through?: (folder: string) => string[];
  job(): Promise<SandboxJob["driver"]>;
}

let folder: string;
let snapshot: string;
let image: Descriptor;
let daemons: Partial<Record<DockerOptions["store"], Promise<RunningDocker>>> = {};

/** A driver that needs no engine, in the words of its tools. */
export function mounted(kind: "crun" | "runc", rights: Rights, lower: Lower, tested: Driver["tested"] = "all"): Driver {
  return {
    tested,
    name: `${describeTools({ runtime: { kind, path: "" }, rights, lower })}`,
    keeps: true,
    caller: rights === "root" ? 0 : 1001,
    ...(rights === "user namespace" ? { through: (folder) => asUnprivilegedUser(1001, folder) } : {}),
    job: async () => {
      const path = (await run("sh", ["-c", 'command -v "$1"', "sh", kind])).stdout.toString().trim();
      if (path === "") throw new Error(`${kind} is not on PATH: run the tests by npm test, which installs it.`);
      const extracted = await mkdtemp(join(folder, "extracted-"));
      if (rights !== "root") await chown(extracted, 1001, 1001);
      return { kind: "mounted", snapshot, extracted, tools: { runtime: { kind, path }, rights, lower } };
    },
  };
}

/** The driver that uses a container of a real daemon. */
export function container(store: DockerOptions["store"], caller: number, tested: Driver["tested"] = "all"): Driver {
  const by = caller === 0 ? "" : ", called by a user who is not root";
  return {
    name: `a container of Docker 29 (${store} image store)${by}`,
    tested,
    keeps: false,
    caller,
    job: async () => {
      daemons[store] ??= startDocker({ store });
      const docker = await daemons[store];
      await chmod(docker.host.slice("unix://".length), 0o666);
      await chmod(dirname(docker.host.slice("unix://".length)), 0o755);
      return { kind: "docker", host: docker.host, layout: join(folder, "base"), image };
    },
  };
}

/** Where two drivers share most of their code, these tell the rest apart. */
const brief = new Set([
  "a folder keeps what commands write for the next one, also of one that was killed",
  "%i is handed on",
  "standard input is handed through to its end",
  "one that is alone sees neither our input, nor the machine's name, network and hosts",
  "is the caller, known by a name, with a home that can be written",
  "has no capabilities unless it is root, and then no more than in a container",
  "the workspace is at its own path, and what is made there belongs to the caller",
  "what is written to the root is seen by the command, and gone with it",
  "run one after the other in one environment",
  "an abort ends the command and all that it started",
  "nothing is left when the calling process is killed",
]);
const briefTest = Object.assign(
  (...declared: Parameters<typeof anyTest>) => brief.has(String(declared[0])) && anyTest(...declared),
  {
    each: ((cases: readonly never[]) =>
      (...declared: [string, (value: never) => Promise<void>]) =>
        brief.has(declared[0]) && anyTest.each(cases)(...declared)) as unknown as typeof anyTest.each,
  },
);

/** Declares the tests of each driver. */
export function sandboxContract(drivers: readonly Driver[]): void {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "treestamp-sandbox-"));
    await chmod(folder, 0o755);
    const { folder: base } = makeBusyboxBase(join(folder, "base"));
    const store = layoutStore(base);
    const stored = await soleManifest(base);
    image = stored.descriptor;
    const manifest = parseManifest(stored);
    if (manifest.kind !== "manifest") throw new Error("The base image is no single image.");
    const layers = manifest.layers.map((descriptor) => ({ descriptor, open: () => store.readBlob(descriptor) }));
    snapshot = (await packSnapshot({ layers, folder: join(folder, "packed"), log: silentLog })).rawFile;
  });
  afterAll(async () => {
    for (const docker of Object.values(daemons)) await (await docker).stop();
    daemons = {};
    await rm(folder, { recursive: true, force: true });
  });

  describe.each(drivers)("$name", (tried) => {
    const { tested, keeps, caller, job, through = (folder: string) => asSudoUser(caller, folder) } = tried;
    const test = tested === "briefly" ? briefTest : anyTest;
    const testRuntime = tested === "rights" ? briefTest : test;
    let driver: SandboxJob["driver"];
    let calls: SandboxCaller;
    let scratch: string;
    let workspace: string;
    const makePlaces = async (...places: string[]) => {
      for (const place of places) {
        await mkdir(place, { recursive: true });
        await chown(place, caller, caller);
        await chmod(place, 0o755);
      }
    };
    beforeAll(async () => {
      driver = await job();
      calls = sandboxCaller(caller === 0 ? [] : through(join(folder, "user")));
      const own = await mkdtemp(join(folder, "driver-"));
      scratch = join(own, "scratch"); // one for all, as a machine has: each command leaves it empty
      await makePlaces(own, scratch);
    });
    afterAll(() => calls.close());
    beforeEach(async () => {
      const own = await mkdtemp(join(folder, "case-"));
      workspace = join(own, "work space");
      await makePlaces(own, workspace);
    });

    interface Case {
      readonly env?: Record<string, string>;
      readonly imageEnv?: Record<string, string>;
      readonly imageUser?: string;
      readonly user?: string;
      readonly workingDirectory?: string;
      readonly binds?: readonly Bind[];
      readonly devices?: readonly Device[];
      readonly writable?: readonly string[];
      readonly abort?: SandboxJob["abort"];
      /** Milliseconds between the abort and the kill. */
      readonly grace?: number;
      readonly output?: "stdout" | "stderr" | "lines";
      readonly kept?: string;
      readonly phases?: SandboxJob["phases"];
      /** Nothing on standard input, and nothing of the machine's. */
      readonly isAlone?: boolean;
    }

    const jobOf = (argv: readonly string[], given: Case): SandboxJob => ({
      driver,
      scratch,
      image: {
        env: Object.entries(given.imageEnv ?? { PATH: "/bin" }),
        user: given.imageUser ?? "",
        workingDir: "/",
        entrypoint: [],
        cmd: [],
      },
      command: {
        argv,
        env: Object.entries(given.env ?? {}),
        workingDirectory: given.workingDirectory ?? "/",
        user: given.user ?? "caller",
        binds: given.binds ?? [],
        devices: given.devices ?? [],
        writable: given.writable ?? [],
        output: given.output ?? "stdout",
        ...(given.grace === undefined ? {} : { grace: given.grace }),
        ...(given.isAlone ? { input: "none" as const, secluded: { network: "none" as const } } : {}),
      },
      ...(given.kept === undefined ? {} : { kept: given.kept }),
      ...(given.abort === undefined ? {} : { abort: given.abort }),
      ...(given.phases === undefined ? {} : { phases: given.phases }),
    });

    /** Starts a command from a process of its own, whose streams and signals the test holds; `stdio` are pipes. */
    const start = (argv: readonly string[], given: Case & { readonly terminal?: Terminal } = {}): ChildProcess => {
      const program = join(import.meta.dirname, "../services/sandbox-process.ts");
      const line = [process.execPath, program, JSON.stringify(jobOf(argv, given))];
      if (given.terminal !== undefined) line.unshift(...inTerminal(given.terminal));
      const [first, ...rest] = caller === 0 ? line : [...through(join(folder, "user")), ...line];
      const stdio: StdioOptions = given.abort === "by a message" ? ["pipe", "pipe", "pipe", "ipc"] : "pipe";
      return spawn(first!, rest, { stdio });
    };

    /** Runs a command to its end. */
    const sandboxed = (argv: readonly string[], given: Case = {}) => calls.run(jobOf(argv, given));
    /** Runs a shell text and gives its standard output; it must end well. */
    const shell = async (text: string, given: Case = {}) => {
      const { code, stdout, stderr } = await sandboxed(["/bin/sh", "-c", text], given);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      return stdout.trim();
    };

    /** A command that says `ready`, and a word by which it and its children are found among all processes. */
    const startLong = async (trap = "", given: Case = {}) => {
      const marker = `marker-${randomBytes(8).toString("hex")}`;
      const text = `${trap}\n(while :; do sleep 1; done; : ${marker}) &\necho ready; while :; do sleep 0.1; done; : ${marker}`;
      const child = start(["/bin/sh", "-c", text], given);
      await once(child.stdout!, "data");
      return { child, marker };
    };

    /** Waits up to half a minute for everything to be gone: processes, mounts, loop devices, files, control groups. */
    const nothingIsLeft = async (marker = "no such marker") => {
      for (const end = Date.now() + 30_000; (await left(marker, scratch)).length > 0 && Date.now() < end; )
        await delay(50);
      expect(await left(marker, scratch)).toEqual([]);
    };

    if (keeps) {
      test("a folder keeps what commands write for the next one, also of one that was killed", async () => {
        const kept = join(dirname(scratch), "kept");
        await mkdir(kept);
        await writeFile(join(kept, "lock"), "");
        for (const place of [kept, join(kept, "lock")]) await chown(place, caller, caller);
        await shell("echo 1 >/tmp/made; echo 2 >~/made", { kept });
        await shell("rm -r /home/builder; mv /etc/group /etc/groups; chmod 700 /tmp/made", { kept, user: "0:0" });
        const { child } = await startLong("echo 3 >/tmp/last", { kept });
        child.kill("SIGKILL");
        const seen = await shell("cat /tmp/made ~/made /tmp/last; ls /etc/groups /home; stat -c %a /tmp/made", {
          kept,
        });
        expect(seen.split("\n")).toEqual(expect.arrayContaining(["1", "2", "3", "/etc/groups", "700"]));
        expect(seen).not.toContain("builder");
        expect(await shell("ls /tmp /etc")).not.toMatch(/made|groups/);
      });
    }

    describe("exit codes", () => {
      // Drivers that share most share these out among them.
      const codes = { all: [0, 1, 125, 126, 127, 255], mostly: [1, 126, 255], rights: [0, 1], briefly: [0, 125, 127] };
      testRuntime.each(codes[tested])("%i is handed on", async (code) => {
        expect(await sandboxed(["/bin/sh", "-c", `exit ${code}`])).toEqual({ code, stdout: "", stderr: "" });
      });

      testRuntime("a command that a signal ended is 128 and the signal's number", async () => {
        expect(await sandboxed(["/bin/sh", "-c", "kill -KILL $$"])).toMatchObject({ code: 137 });
        expect(await sandboxed(["/bin/sh", "-c", "kill -TERM $$"])).toMatchObject({ code: 143 });
      });
    });

    describe("a command that cannot start", () => {
      const files: readonly (readonly [name: string, content: string | Buffer, mode: number])[] = [
        ["crlf", "#!/bin/sh\r\necho ran\r\n", 0o755],
        ["no-interpreter", "#!/usr/bin/no-such-python3\n", 0o755],
        ["interpreter-denied", "#!/etc/passwd\n", 0o755],
        ["not-executable", "#!/bin/sh\n", 0o644],
        ["other-machine", starterFor(process.arch === "x64" ? "arm64" : "x64")!, 0o755],
        ["no-program", "this is no program\n", 0o755],
        ["empty", "", 0o755],
        ["private/tool", "#!/bin/sh\n", 0o755],
      ];
      /** A workspace with these files, of which `private` is root's alone. */
      const prepared = async (): Promise<Case> => {
        await mkdir(join(workspace, "private"), { recursive: true });
        for (const [name, content, mode] of files) {
          await writeFile(join(workspace, name), content);
          await chmod(join(workspace, name), mode);
        }
        await chmod(join(workspace, "private"), 0o700);
        await chown(join(workspace, "private"), 0, 0);
        return { binds: [{ source: workspace, target: workspace, readOnly: false }], workingDirectory: workspace };
      };
      /** Code and words are ours, and the runtime's are not to be seen. */
      const refused = async (program: string, given: Case, code: number, ...words: string[]) => {
        const { stderr, ...result } = await sandboxed([program, "word"], given);
        expect({ program, ...result }).toEqual({ program, code, stdout: "" });
        for (const word of [program, ...words, "warning: "]) expect(stderr).toContain(word);
        expect(stderr.trim().split("\n")).toHaveLength(1);
      };

      const refusals: readonly (readonly [program: string, code: number, words: string])[] = [
        ["no-such-program", 127, "not found in the image. Install it"],
        ["./no-interpreter", 126, "/usr/bin/no-such-python3, which its first line names, is not in the image"],
        ["/bin/no-such-program", 127, "not found in the image. Check the path"],
        ["./no-such-program", 127, "not found in the image"],
        ["/bin/sh/x", 127, "not found in the image"],
        ["", 127, "not found in the image"],
        ["./crlf", 126, "it has Windows line ends (CRLF), so /bin/sh is looked up"],
        ["./interpreter-denied", 126, "permission denied"],
        ["./not-executable", 126, "permission denied"],
        ["./other-machine", 126, "neither a program for this machine"],
        ["./no-program", 126, "nor a script"],
        ["./empty", 126, "nor a script"],
        ["/etc", 126, "it is a folder"],
        ["/etc/passwd", 126, "permission denied"],
      ];
      test.each(refusals.slice(0, tested === "all" ? undefined : 2))(
        "%j is %i, in words",
        async (program, code, words) => {
          await refused(program, await prepared(), code, words);
        },
      );

      test("because its user lacks the right exits with 126 and names the user", async () => {
        const given = { ...(await prepared()), user: "4711:4712" };
        await refused(
          "./private/tool",
          given,
          126,
          "./private/tool cannot be executed: permission denied to user 4711:4712",
        );
        const inPath = { ...given, env: { PATH: `/bin:${workspace}/private` } };
        await refused("tool", inPath, 126, `${workspace}/private/tool cannot be executed`, "another `user`");
      });

      test("says why to the reader of its lines", async () => {
        const { stderr, stdout, code } = await sandboxed(["no-such-program"], { output: "lines" });
        expect({ stderr, code }).toEqual({ stderr: "", code: 127 });
        expect(stdout).toMatch(/^line: no-such-program: not found in the image\. Install it in the Dockerfile.*\n$/);
      });

      test("is found in the folders of PATH one after the other, its words arrive as they are", async () => {
        const given = { ...(await prepared()), env: { PATH: `/nowhere:${workspace}:/bin` } };
        expect(await sandboxed(["printf", "<%s>", "", "a b", "$HOME"], given)).toEqual({
          ...{ code: 0, stderr: "", stdout: "<><a b><$HOME>" },
        });
      });
    });

    describe("streams", () => {
      testRuntime("are no terminal where we have none, and one of the same size where we have one", async () => {
        // docker's client gives a container its terminal's size once it has started. busybox exits with 0 before that, too.
        const size = 'until [ -n "$(stty size 2>/dev/null)" ]; do sleep 0.1; done; stty size; read -r line';
        const what = ["/bin/sh", "-c", `if tty >/dev/null; then ${size}; else test -t 1 || echo none; fi`];
        expect((await sandboxed(what)).stdout).toBe("none\n");
        // script(1) may lose what was printed right before the end: so the command waits until that was seen.
        const child = start(what, { terminal: { rows: 33, columns: 77 } });
        let printed = "";
        for await (const part of child.stdout!) {
          printed += part;
          if (printed.includes("77") && !child.stdin!.writableEnded) child.stdin!.end("\n");
        }
        expect(printed.replace(/[\r\n^@\0\b]|\^D/g, "").trim()).toBe("33 77");
      });

      testRuntime("standard output and error stay apart", async () => {
        expect(await sandboxed(["/bin/sh", "-c", "echo out; echo err >&2"])).toEqual({
          code: 0,
          stdout: "out\n",
          stderr: "err\n",
        });
      });

      testRuntime("standard output goes to standard error where ours is kept for something else", async () => {
        const result = await sandboxed(["/bin/sh", "-c", "echo out; echo err >&2"], { output: "stderr" });
        expect(result).toMatchObject({ code: 0, stdout: "" });
        // A runtime that copies two streams does not keep the order between them.
        expect(result.stderr.split("\n").sort()).toEqual(["", "err", "out"]);
      });

      testRuntime("standard input is handed through to its end", async () => {
        const input = "a line\n".repeat(100_000);
        expect((await finished(start(["/bin/cat"]), input)).stdout).toBe(input);
      });

      testRuntime("one that is alone sees neither our input, nor the machine's name, network and hosts", async () => {
        const script =
          "cat; hostname; ls /sys/class/net; cat /sys/class/net/lo/flags; grep -v -e ^# -e ^$ /etc/resolv.conf; grep localhost /etc/hosts | wc -l";
        const { code, stdout } = await finished(start(["/bin/sh", "-c", script], { isAlone: true }), "ours\n");
        expect({ code, lines: stdout.split("\n") }).toEqual({
          code: 0,
          lines: ["localhost", "lo", "0x9", "nameserver 127.0.0.1", "2", ""],
        });
      });

      testRuntime("much output arrives whole", async () => {
        const { stdout } = await sandboxed(["/bin/sh", "-c", "yes 0123456789abcde | head -c 5000000"]);
        expect(stdout.length).toBe(5_000_000);
      });
    });

    describe("environment", () => {
      testRuntime("is the image's, with the command's on top, and nothing of the caller's", async () => {
        const names = await shell("env", {
          imageEnv: { PATH: "/bin", FROM_IMAGE: "1", BOTH: "image" },
          env: { BOTH: "command", WITH: "a b\n'c' \"d\" $e =f" },
        });
        expect(names).toContain("FROM_IMAGE=1\n");
        expect(names).toContain("BOTH=command\n");
        expect(names).toContain("WITH=a b\n'c' \"d\" $e =f");
        expect(names).not.toContain("NODE_OPTIONS");
      });

      testRuntime(
        "has a PATH where the image says none; working directory and host name are as one expects",
        async () => {
          const seen = await shell("echo $PATH; pwd; hostname", { imageEnv: {}, workingDirectory: "/home/builder" });
          expect(seen.split("\n")).toEqual([
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "/home/builder",
            hostname(),
          ]);
        },
      );

      testRuntime("arguments arrive as they are", async () => {
        const argv = ["/bin/echo", "a b", "", "$HOME", "`id`", "'", '"', "\\", "-n", "ü", "*"];
        expect((await sandboxed(argv)).stdout).toBe(`${argv.slice(1).join(" ")}\n`);
      });
    });

    describe("the user", () => {
      test("is the caller, known by a name, with a home that can be written", async () => {
        const home = caller === 0 ? "/root" : "/home/treestamp";
        expect(await shell('echo $(id -u):$(id -g) $HOME; touch "$HOME/file" && echo written; whoami')).toBe(
          `${caller}:${caller} ${home}\nwritten\n${caller === 0 ? "root" : "treestamp"}`,
        );
      });

      test("can be a number that the image does not know, with a home and a name all the same", async () => {
        expect(await shell('id -u; touch "$HOME/file" && whoami', { user: "4711:4712" })).toBe("4711\ntreestamp");
      });

      if (!keeps) {
        test("has an image in the daemon, which is made again where somebody has removed it", async () => {
          await shell("true");
          if (driver.kind !== "docker") throw new Error("A driver that keeps nothing is a container.");
          const env = { PATH: process.env.PATH, DOCKER_HOST: driver.host };
          const filter = ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", "treestamp-run"];
          const names = (await run("docker", filter, { env })).stdout.toString().trim().split("\n");
          expect(await run("docker", ["image", "rm", ...names], { env })).toMatchObject({ exitCode: 0 });
          expect(await shell("echo again")).toBe("again");
        });
      }

      test("can be the image's own, by name, with its home and groups", async () => {
        const given = { user: "image", imageUser: "builder" };
        expect(await shell("echo $(id -u):$(id -g) $HOME", given)).toBe("1000:1000 /home/builder");
        expect(await shell("id -u", { user: "image" })).toBe("0");
        expect(await shell("id -u", { user: "builder" })).toBe("1000");
      });

      test("that the image does not have is a failure of the sandbox, not of the command", async () => {
        const { code, stderr } = await sandboxed(["/bin/true"], { user: "nobody-here" });
        expect({ code, stderr }).toEqual({ code: failedExitCode, stderr: expect.stringContaining("nobody-here") });
      });

      test("has no capabilities unless it is root, and then no more than in a container", async () => {
        const held = (user: string) => shell("grep -E 'CapEff|CapBnd' /proc/self/status | tr -d '\\n\\t '", { user });
        // Docker's default set without CAP_MKNOD.
        expect(await held("0:0")).toBe("CapEff:00000000a00425fbCapBnd:00000000a00425fb");
        expect(await held("4711:4712")).toMatch(/^CapEff:0{16}CapBnd:/);
      });
    });

    describe("files", () => {
      const here = (): Case => ({
        binds: [{ source: workspace, target: workspace, readOnly: false }],
        workingDirectory: workspace,
      });

      test("the workspace is at its own path, and what is made there belongs to the caller", async () => {
        expect(await shell("pwd; echo made >file; mkdir -p a/b; ln -s x link", here())).toBe(workspace);
        const { uid, gid } = await stat(join(workspace, "file"));
        expect([uid, gid]).toEqual([caller, caller]);
        expect(await readFile(join(workspace, "file"), "utf8")).toBe("made\n");
      });

      test("a command of another uid makes files of that uid", async () => {
        await chmod(workspace, 0o777);
        await shell("echo made >file", { ...here(), user: "1001:1001" });
        expect((await stat(join(workspace, "file"))).uid).toBe(1001);
      });

      test("a read-only bind cannot be written", async () => {
        const binds = [{ source: workspace, target: "/mnt/workspace", readOnly: true }];
        const { code } = await sandboxed(["/bin/touch", "/mnt/workspace/file"], { binds });
        expect(code).not.toBe(0);
        expect(await readdir(workspace)).toEqual([]);
      });

      test("a bind whose source is missing is a failure of the sandbox", async () => {
        const binds = [{ source: join(workspace, "missing"), target: "/mnt", readOnly: false }];
        expect(await sandboxed(["/bin/true"], { binds })).toMatchObject({ code: failedExitCode });
      });

      test("what is written to the root is seen by the command, and gone with it", async () => {
        const user = { user: "0:0" };
        expect(
          await shell(
            "echo new >/etc/passwd; rm /bin/yes; echo x >/new; cat /etc/passwd /new; ls /bin/yes 2>/dev/null || echo gone",
            user,
          ),
        ).toBe("new\nx\ngone");
        expect(await shell("grep -c root /etc/passwd; ls /bin/yes; ls /new 2>/dev/null || echo gone", user)).toBe(
          "1\n/bin/yes\ngone",
        );
      });

      test("/sys and the kernel's settings cannot be written, also by root", async () => {
        const { stderr } = await sandboxed(
          ["/bin/sh", "-c", "echo x >/sys/kernel/profiling; echo 1 >/proc/sys/vm/swappiness"],
          { user: "0:0" },
        );
        expect(stderr.match(/Read-only file system/g)).toHaveLength(2);
      });

      test("/tmp and /dev/shm are for everybody, /dev has its devices, names resolve as on the machine, only its own processes are seen", async () => {
        const text = [
          "stat -c '%a' /tmp /dev/shm; touch /tmp/a /dev/shm/a; echo x >/dev/null; head -c 3 /dev/zero | wc -c",
          "head -c 3 /dev/urandom | wc -c; ls -d /dev/pts/ptmx /dev/fd/0 /sys/class/net/lo",
          'for file in resolv.conf hosts; do echo "= $file"; cat /etc/$file; echo; done',
          'echo "= processes"; ls /proc | grep -E "^[0-9]+$"',
        ].join("\n");
        const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
        const files = ["resolv.conf", "hosts"];
        const outside = await Promise.all(files.map((file) => readFile(join("/etc", file), "utf8")));
        const [seen = "", ...shown] = (await shell(text, { user: "4711:4712" })).split(/^= .*\n/m);
        expect(lines(seen)).toEqual(["1777", "1777", "3", "3", "/dev/fd/0", "/dev/pts/ptmx", "/sys/class/net/lo"]);
        expect(shown.slice(0, 2).map(lines)).toEqual(outside.map(lines));
        expect(lines(shown[2]!).length).toBeLessThan(8);
      });
    });

    describe("phases", () => {
      const phases = async (...scripts: string[]) => JSON.parse((await sandboxed([], { phases: scripts })).stdout);

      testRuntime("run one after the other in one environment", async () => {
        const wrote = await phases("echo 1 >/tmp/made", "[ $(cat /tmp/made) = 1 ]", "exit 3", "true");
        expect(wrote).toMatchObject({ exitCode: 3, outcomes: ["success", "success", "failure", "skipped"] });
      });

      testRuntime.each([
        ["all processes", "kill -9 -1", "kill -INT -1; sleep 5", "kill -TERM -1; sleep 5"],
        ["its process group", 'trap "kill -9 0" EXIT; false', "kill -HUP 0; sleep 5", "kill -QUIT 0; sleep 5"],
        ["its parent", "kill -9 $PPID; sleep 0.3; exit 3", "kill -TERM $PPID; sleep 0.3; exit 3"],
        [
          "the report",
          'rm -rf $(dirname $0)/*; : >$(dirname $0)/events; echo "end 1 0 1.0" >>$(dirname $0)/events; exit 3',
        ],
        ["the next script", "for script in $(dirname $0)/*.script; do echo true >$script; rm $script; done; exit 3"],
      ])("that kill or overwrite %s have failed", async (_what, ...scripts) => {
        // Our own script in the environment is the same on every driver, and what ends it for good differs.
        for (const script of tested === "briefly" ? scripts.slice(0, 1) : scripts) {
          const { exitCode, outcomes } = await phases(script, "true");
          expect({ script, outcomes }).toEqual({ script, outcomes: ["failure", "skipped"] });
          expect(exitCode).toBeGreaterThan(0);
        }
        await nothingIsLeft();
      });

      testRuntime("cannot change a later one", async () => {
        const change =
          "for script in $(dirname $0)/*.script; do { echo true >$script; } 2>/dev/null || rm -f $script || true; done";
        expect(await phases(change, "exit 3")).toMatchObject({ exitCode: 3, outcomes: ["success", "failure"] });
      });
    });

    describe("ending", () => {
      test.each(["kill -9 -1; exit 3", "kill -9 $PPID; exit 3", "kill -9 0"])(
        "%s does not make a command succeed",
        async (script) => {
          const { code } = await sandboxed(["/bin/sh", "-c", script]);
          expect(code).toBeGreaterThan(0);
          await nothingIsLeft();
        },
      );

      test("a command leaves nothing behind, nor do the processes that it started", async () => {
        const marker = `marker-${randomBytes(8).toString("hex")}`;
        await shell(`(while :; do sleep 1; done; : ${marker}) >/dev/null 2>&1 & echo x >/tmp/file`);
        await nothingIsLeft(marker);
      });

      test("SIGHUP, SIGINT and SIGTERM reach the command once, and its answer is the exit code", async () => {
        const traps = ["HUP", "INT"].map((name) => `trap 'echo got SIG${name}' ${name}; `).join("");
        const { child, marker } = await startLong(`${traps}trap 'echo got SIGTERM; sleep 0.3; exit 51' TERM`);
        const ended = finished(child, "");
        for (const signal of ["SIGHUP", "SIGINT"] as const) {
          const answer = once(child.stdout!, "data");
          child.kill(signal);
          await answer;
        }
        child.kill("SIGTERM");
        expect(await ended).toMatchObject({ code: 51, stdout: "got SIGHUP\ngot SIGINT\ngot SIGTERM\n" });
        await nothingIsLeft(marker);
      });

      test("a command without a handler ends by SIGTERM", async () => {
        const { child, marker } = await startLong();
        const ended = finished(child, "");
        child.kill("SIGTERM");
        expect(await ended).toMatchObject({ code: 143 });
        await nothingIsLeft(marker);
      });

      test("an abort ends the command and all that it started", async () => {
        const { child, marker } = await startLong("", { abort: "by a message" });
        const ended = finished(child, "");
        child.send("abort");
        expect(await ended).toMatchObject({ code: 143 });
        await nothingIsLeft(marker);
      });

      test("an abort at once ends it, too", async () => {
        const { code } = await finished(start(["/bin/sleep", "60"], { abort: "at once" }), "");
        expect(code).not.toBe(0);
        await nothingIsLeft();
      });

      test("a command that ignores the signal is killed after its grace period", async () => {
        const { child, marker } = await startLong("trap '' TERM", { abort: "by a message", grace: 500 });
        const ended = finished(child, "");
        child.send("abort");
        expect(await ended).toMatchObject({ code: 137 });
        await nothingIsLeft(marker);
      });

      test("nothing is left when the calling process is killed", async () => {
        const { child, marker } = await startLong("trap '' TERM INT HUP");
        child.kill("SIGKILL");
        await once(child, "exit");
        await nothingIsLeft(marker);
      });

      test("nor when another process sweeps its folder away at the same moment", async () => {
        const { child, marker } = await startLong("trap '' TERM INT HUP");
        const names = await readdir(scratch);
        child.kill("SIGSTOP");
        // The runtime may still write its state there: once more, then.
        for (const name of names) await rm(join(scratch, name), { recursive: true, force: true, maxRetries: 5 });
        child.kill("SIGKILL");
        await once(child, "exit");
        await nothingIsLeft(marker);
      });

      test("several commands at once do not disturb each other", async () => {
        const numbers = [0, 1, 2, 3, 4, 5, 6, 7].slice(0, tested === "all" ? 8 : 4);
        const outcomes = await Promise.all(
          numbers.map((n) =>
            finished(start(["/bin/sh", "-c", `echo ${n} >/tmp/file; sleep 0.2; cat /tmp/file; exit ${n}`]), ""),
          ),
        );
        expect(outcomes).toEqual(numbers.map((n) => ({ code: n, stdout: `${n}\n`, stderr: "" })));
        await nothingIsLeft();
      });
    });
  });
}

interface Terminal {
  readonly rows: number;
  readonly columns: number;
}

/** The start of a command line whose rest runs in a terminal of this size. Source: script(1). */
function inTerminal({ rows, columns }: Terminal): string[] {
  const text = `stty rows ${rows} cols ${columns}; exec "$@"`;
  return ["sh", "-c", 'quoted=$(printf "\'%s\' " "$@"); exec script -qec "$0 sh $quoted" /dev/null', `sh -c '${text}'`];
}

/** What a sandbox that is over should not have left: in words, empty where all is well. */
async function left(marker: string, scratch: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (line.includes(marker) || (line.includes(scratch) && !line.includes("jest")))
      found.push(`process ${pid}: ${line}`);
  }
  const mounts = (await readFile("/proc/mounts", "utf8")).split("\n");
  found.push(...mounts.filter((line) => line.includes(scratch.replaceAll(" ", "\\040"))));
  found.push(...loopDevices().filter((line) => line.includes(snapshot)));
  found.push(...(await readdir(scratch)).map((name) => `scratch ${name}`));
  return found;
}

/** @param input all of its standard input, which stays open where it is undefined */
async function finished(child: ChildProcess, input?: string) {
  const parts: Record<"stdout" | "stderr", string[]> = { stdout: [], stderr: [] };
  child.stdout!.setEncoding("utf8").on("data", (part: string) => parts.stdout.push(part));
  child.stderr!.setEncoding("utf8").on("data", (part: string) => parts.stderr.push(part));
  child.stdin!.on("error", () => {});
  if (input !== undefined) child.stdin!.end(input);
  const [code] = await once(child, "close");
  return { code: code as number, stdout: parts.stdout.join(""), stderr: parts.stderr.join("") };
}
