/** The action setup, from the committed dist, on machines that have it or lack it, with a stand-in for apt-get. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { version } from "../../core/version.ts";
import { testFolder } from "../fixtures/git.ts";
import { runStep, type Step, type StepResult } from "../services/action-runner.ts";
import { asSudoUser } from "../services/sudo-user.ts";
import { asUnprivilegedUser } from "../services/unprivileged-user.ts";

const dist = join(import.meta.dirname, "../../dist");

const setUp = (folder: string, more: Partial<Step> = {}) =>
  runStep({ uses: "actions/setup", workspace: folder, machine: folder, ...more });

/** What a later `run:` step finds: no Node on PATH but what the step has left. */
function shellAfter({ paths, variables }: StepResult, script: string) {
  const env = { PATH: [...paths, "/usr/bin", "/bin"].join(":"), HOME: "/nonexistent", ...variables };
  const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", script], { encoding: "utf8", env });
  return { status, stdout, stderr };
}

describe("the command", () => {
  test("is on PATH, kept by version in the tool cache, and found there again", async () => {
    using machine = testFolder();
    const first = await setUp(machine.path);
    expect(first).toMatchObject({ exitCode: 0, annotations: [] });
    const [folder] = first.paths;
    const kept = `${machine.path}/tool-cache/treestamp/`;
    expect(folder!.slice(0, kept.length)).toBe(kept);
    expect(folder!.slice(kept.length)).toMatch(new RegExp(`^${version}-sha[0-9a-f]{12}/${process.arch}/bin$`));
    expect(first.outputs).toEqual({ version, path: join(folder!, "treestamp") });
    const { stdout } = shellAfter(first, 'command -v treestamp && treestamp --version && "$TREESTAMP_NODE" --version');
    expect(stdout).toBe(`${first.outputs.path}\n${version}\n${process.version}\n`);

    const { ino, ctimeMs } = statSync(first.outputs.path!);
    const again = await setUp(machine.path);
    expect(again).toMatchObject({ exitCode: 0, outputs: first.outputs, paths: first.paths });
    expect(statSync(first.outputs.path!)).toMatchObject({ ino, ctimeMs });
  });

  test("stands beside other versions, and replaces what a step that was killed has left of its own", async () => {
    using machine = testFolder();
    const home = join(machine.path, "tool-cache/treestamp");
    const other = join(home, `${version}-sha000000000000`);
    mkdirSync(join(other, process.arch, "bin"), { recursive: true });
    writeFileSync(join(other, `${process.arch}.complete`), "");
    const { outputs } = await setUp(machine.path);
    const own = join(outputs.path!, "../..");
    writeFileSync(join(own, "left"), "by it");
    spawnSync("rm", [`${own}.complete`]);
    const result = await setUp(machine.path);
    expect(shellAfter(result, "treestamp --version")).toMatchObject({ status: 0 });
    expect(existsSync(join(own, "left"))).toBe(false);
    expect(existsSync(join(other, process.arch, "bin"))).toBe(true);
    expect(readdirSync(home).length).toBe(2);
  });

  test.each([
    ["there is no tool cache", () => "", ""],
    ["there is none that can be used", (folder: string) => join(folder, "file"), "is not kept in the tool cache"],
  ])("is the action's own where %s", async (_, place, said) => {
    using machine = testFolder();
    writeFileSync(join(machine.path, "file"), "");
    const result = await setUp(machine.path, { env: { RUNNER_TOOL_CACHE: place(machine.path) } });
    expect(result).toMatchObject({ exitCode: 0, annotations: [], paths: [join(dist, "bin")] });
    expect(result.log).toContain(said);
    expect(shellAfter(result, "treestamp --version")).toMatchObject({ status: 0, stdout: `${version}\n` });
  });
});

describe("install", () => {
  /** A machine whose PATH has these programs and a package manager that writes down its calls, and puts `brings` on PATH. */
  function machineWith(folder: string, there: readonly string[], { brings = ["crun", "buildah"], exitCode = 0 } = {}) {
    const bin = join(folder, "bin");
    mkdirSync(bin);
    for (const name of ["sh", "env", "true", "cp", "mount", "touch", "unshare", "setpriv", "sudo", "id"]) {
      symlinkSync(spawnSync("which", [name], { encoding: "utf8" }).stdout.trim(), join(bin, name));
    }
    const program = (name: string, script: string) => writeFileSync(join(bin, name), script, { mode: 0o755 });
    for (const name of there) program(name, "#!/bin/sh\n");
    const calls = join(folder, "calls");
    const lines = [
      "#!/bin/sh",
      `echo "$(id -u), $DEBIAN_FRONTEND: $*" >>${calls}`,
      'case " $* " in',
      '*" update "*) echo "Hit:1 a mirror"; exit 100 ;;',
      `*) echo "Setting up packages"; for name in ${brings.join(" ")}; do cp ${bin}/env ${bin}/$name; done; exit ${exitCode} ;;`,
      "esac",
    ];
    program("apt-get", `${lines.join("\n")}\n`);
    const step = { with: { install: "true" }, env: { PATH: bin } };
    return { bin, step, calls: () => (existsSync(calls) ? readFileSync(calls, "utf8").split("\n").slice(0, -1) : []) };
  }

  /** The one annotation of a step that has failed, and has left nothing. */
  function failureOf(result: StepResult, folder: string): string {
    expect(result).toMatchObject({ exitCode: 1, paths: [], outputs: {}, annotations: [{ level: "error" }] });
    expect(existsSync(join(folder, "tool-cache"))).toBe(false);
    return result.annotations[0]!.message;
  }

  test.each([
    ["root", () => ({})],
    ["a user who may use sudo", (users: string) => ({ through: asSudoUser(1001, users), owner: 1001 })],
  ])("as %s installs what is missing, and nothing else, though the list of packages is old", async (_, caller) => {
    using machine = testFolder();
    using users = testFolder();
    chmodSync(machine.path, 0o755);
    const { step, calls } = machineWith(machine.path, ["git"]);
    const result = await setUp(machine.path, { ...step, ...caller(users.path) });
    expect(result).toMatchObject({ exitCode: 0, annotations: [], outputs: { version } });
    const options = "0, noninteractive: -q -o DPkg::Lock::Timeout=120";
    expect(calls()).toEqual([
      `${options} update`,
      expect.stringMatching(`^${options} .*install -y --no-install-recommends crun buildah$`),
    ]);
    const [group] = /^::group::Install crun, buildah \(apt-get\)$[\s\S]*?^::endgroup::$/m.exec(result.raw) ?? [];
    expect(group).toMatch(/Hit:1 a mirror[\s\S]*Setting up packages/);
  });

  test("starts no package manager where nothing is missing, and none unless it is asked", async () => {
    using machine = testFolder();
    const { step, calls } = machineWith(machine.path, ["git", "crun", "buildah"]);
    expect(await setUp(machine.path, step)).toMatchObject({ exitCode: 0, annotations: [] });
    using other = testFolder();
    const lacking = machineWith(other.path, []);
    expect(await setUp(other.path, { env: lacking.step.env })).toMatchObject({ exitCode: 0, annotations: [] });
    expect([...calls(), ...lacking.calls()]).toEqual([]);
  });

  test.each([
    [
      "fails, with its exit code",
      { exitCode: 100 },
      "This runner lacks crun, buildah, and apt-get ended with exit code 100; its output is in the log. Install them beforehand",
    ],
    [
      "does not put them on PATH",
      { brings: ["crun"] },
      "This runner lacks buildah, and apt-get has not put them on PATH. Install them beforehand",
    ],
  ])("fails where the package manager %s", async (_, how, says) => {
    using machine = testFolder();
    const result = await setUp(machine.path, machineWith(machine.path, ["git"], how).step);
    expect(failureOf(result, machine.path)).toContain(says);
  });

  test("fails where there is no package manager that it knows", async () => {
    using machine = testFolder();
    const { bin, step } = machineWith(machine.path, ["git"]);
    spawnSync("rm", [join(bin, "apt-get")]);
    const says =
      "This runner lacks crun, buildah, and there is none of apt-get, dnf, apk to install them. Install them beforehand";
    expect(failureOf(await setUp(machine.path, step), machine.path)).toContain(says);
  });

  test("fails where the runner's user may not install anything", async () => {
    using machine = testFolder();
    using users = testFolder();
    const { step, calls } = machineWith(machine.path, ["git"]);
    chmodSync(machine.path, 0o755);
    const through = asUnprivilegedUser(1001, users.path);
    const result = await setUp(machine.path, { ...step, through, owner: 1001 });
    const message = failureOf(result, machine.path);
    expect(message).toContain(
      "This runner lacks crun, buildah, and may not install them: root is needed, and sudo says:",
    );
    expect(message).toContain(
      "Run the job as root, or give its user a sudo that asks for no password. Or: Install them",
    );
    expect(calls()).toEqual([]);
  });
});
