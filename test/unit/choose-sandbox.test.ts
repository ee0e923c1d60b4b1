import { describe, expect, test } from "@jest/globals";
import { type Log, silentLog } from "../../core/log.ts";
import { chooseSandbox, type SandboxProbes } from "../../core/sandbox/choose.ts";

const tools = { runtime: { kind: "crun", path: "/usr/bin/crun" }, rights: "root", lower: "kernel" } as const;
const can = {
  mounted: async () => ({ ok: true, tools, why: "" }) as const,
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
    expect(decision).toEqual({ kind: "mounted", tools });
    expect(line).toBe(""); // but for who asks: --debug
  });

  test("is the best that can be had, and the line says what and why nothing better", async () => {
    const extracted = { ...tools, rights: "user namespace", lower: "extracted" } as const;
    const mounted = async () => ({ ok: true, tools: extracted, why: "sudo says: a password is required" }) as const;
    const { decision, line } = await chosen("auto", { mounted, docker: neverAsked });
    expect(decision).toEqual({ kind: "mounted", tools: extracted });
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
