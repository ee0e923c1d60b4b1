import { describe, expect, test } from "@jest/globals";
import { TreestampError } from "../../core/errors.ts";
import { type Log, silentLog } from "../../core/log/log.ts";
import { chooseSandbox, type SandboxProbes } from "../../core/sandbox/choose.ts";
import { withFallbacks } from "../../core/sandbox/fallback.ts";
import { type Command, type Sandbox, SandboxRefused } from "../../core/sandbox/port.ts";

const tools = { runtime: { kind: "crun", path: "/usr/bin/crun" }, rights: "root", lower: "kernel" } as const;
const can = {
  mounted: async () => ({ ok: true, tools, otherwise: ["extracted"], why: "" }) as const,
  docker: async () => ({ ok: true, version: "29.0.0" }) as const,
};
const cannot = {
  mounted: async () => ({ ok: false, why: "the kernel has no erofs" }) as const,
  docker: async () => ({ ok: false, why: "no daemon answers" }) as const,
};
const neverAsked = async () => {
  throw new Error("nobody may ask");
};

async function chosen(preference: "auto" | "mounted" | "container", probes: SandboxProbes) {
  const lines: string[] = [];
  const log: Log = { ...silentLog, info: (line) => lines.push(line) };
  return { decision: await chooseSandbox(preference, probes, log), line: lines.join("\n") };
}

describe("the sandbox", () => {
  test("is the mounted snapshot where that is possible; docker is not even asked", async () => {
    const { decision, line } = await chosen("auto", { mounted: can.mounted, docker: neverAsked });
    expect(decision).toEqual({ kind: "mounted", ways: [tools, { ...tools, lower: "extracted" }] });
    expect(line).toBe(""); // but for who asks: --debug
  });

  test("is the best that can be had, and the line says what and why nothing better", async () => {
    const extracted = { ...tools, rights: "user namespace", lower: "extracted" } as const;
    const why = "sudo says: a password is required";
    const mounted = async () => ({ ok: true, tools: extracted, otherwise: [], why }) as const;
    const { decision, line } = await chosen("auto", { mounted, docker: neverAsked });
    expect(decision).toEqual({ kind: "mounted", ways: [extracted] });
    expect(line).toBe(
      "Sandbox: the snapshot, extracted, with crun as root of a user namespace; sudo says: a password is required.",
    );
  });

  test("is a container where no snapshot can be mounted, and the line says why", async () => {
    const { decision, line } = await chosen("auto", { mounted: cannot.mounted, docker: can.docker });
    expect(decision.kind).toBe("container");
    expect(line).toContain("the kernel has no erofs");
  });

  test("is a container where one was asked for; mounting is not even tried", async () => {
    const { decision } = await chosen("container", { mounted: neverAsked, docker: can.docker });
    expect(decision.kind).toBe("container");
  });

  test("is never another one than the one that was asked for", async () => {
    await expect(chosen("mounted", { mounted: cannot.mounted, docker: neverAsked })).rejects.toMatchObject({
      code: "sandbox-failed",
      message: expect.stringContaining("the kernel has no erofs"),
      remedy: expect.not.stringContaining("start docker"),
    });
  });

  test("that cannot be had is an error with every reason, and nothing runs", async () => {
    await expect(chosen("auto", cannot)).rejects.toMatchObject({
      code: "sandbox-failed",
      message: expect.stringMatching(/no erofs.*no daemon answers/),
      remedy: expect.stringContaining("docker"),
    });
  });
});

describe("a sandbox that the machine refuses only when it is set up", () => {
  const command = { argv: ["true"] } as unknown as Command;
  const refused = (why: string) => new SandboxRefused(why, "Ask for less.");

  /** Runs a command with these sandboxes; an error is what one of them throws. */
  async function ran(mounted: readonly [number | Error, ...(number | Error)[]], container?: number | Error) {
    const tried: string[] = [];
    const lines: string[] = [];
    const sandbox = (description: string, kind: Sandbox["kind"], end: number | Error): Sandbox => ({
      kind,
      description,
      run: async () => {
        tried.push(description);
        if (typeof end !== "number") throw end;
        return { exitCode: end };
      },
    });
    const [best, ...others] = mounted.map((end, at) => sandbox(`way ${at + 1}`, "mounted", end));
    const atLast = async (why: string) => {
      lines.push(`docker; ${why}.`);
      return sandbox("docker", "container", container!);
    };
    const log: Log = { ...silentLog, info: (line) => lines.push(line) };
    const all = withFallbacks([best!, ...others], container === undefined ? undefined : atLast, log);
    const end = await all.run(command).catch((error: Error) => error.message);
    return { end, tried, lines };
  }

  test("gives way to the next best, and the log says why each time", async () => {
    expect(await ran([refused("no loop device"), 3], 4)).toEqual({
      end: { exitCode: 3 },
      tried: ["way 1", "way 2"],
      lines: ["Sandbox: way 2; no loop device."],
    });
    expect(await ran([refused("no loop device"), refused("tar: no such owner")], 4)).toEqual({
      end: { exitCode: 4 },
      tried: ["way 1", "way 2", "docker"],
      lines: ["Sandbox: way 2; no loop device.", "docker; not way 1: no loop device; not way 2: tar: no such owner."],
    });
  });

  test("is an error where no container may be used", async () => {
    const { end, tried } = await ran([refused("no loop device"), refused("tar: no such owner")]);
    expect(end).toBe("The environment could not be set up: tar: no such owner.");
    expect(tried).toEqual(["way 1", "way 2"]);
  });

  test("is no reason to start a command twice: whatever failed may have started it", async () => {
    const failed = new TreestampError("sandbox-failed", "The runtime broke.");
    for (const error of [failed, new Error("a defect")]) {
      expect(await ran([error, 0], 0)).toEqual({ end: error.message, tried: ["way 1"], lines: [] });
    }
  });
});
