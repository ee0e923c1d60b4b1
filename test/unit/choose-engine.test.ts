import { expect, test } from "@jest/globals";
import { chooseEngine } from "../../core/engine/choose.ts";
import type { Engine, Probe } from "../../core/engine/port.ts";
import { silentLog } from "../../core/log/log.ts";

const found = (name: Engine["name"]) => async (): Promise<Probe> => ({
  engine: { name, description: `${name} 99`, build: async () => {} },
});
const missing = (reason: string, remedy: string) => async (): Promise<Probe> => ({ engine: undefined, reason, remedy });
const noDocker = missing("its daemon does not answer", "Start docker.");
const noBuildah = missing("buildah is not installed", "Install buildah.");
const unasked = () => Promise.reject(new Error("nobody wants to know"));

test("auto takes docker where it works, and does not ask for buildah", async () => {
  const engine = await chooseEngine("auto", { docker: found("docker"), buildah: unasked }, silentLog);
  expect(engine.name).toBe("docker");
});

test("auto takes buildah where docker does not work, and the log says why", async () => {
  const lines: string[] = [];
  const log = { ...silentLog, info: (line: string) => void lines.push(line) };
  const engine = await chooseEngine("auto", { docker: noDocker, buildah: found("buildah") }, log);
  expect(engine.name).toBe("buildah");
  expect(lines).toEqual(["Engine: buildah 99; docker cannot be used: its daemon does not answer."]);
});

test("an engine that was asked for is never replaced by another", async () => {
  const choice = chooseEngine("docker", { docker: noDocker, buildah: found("buildah") }, silentLog);
  await expect(choice).rejects.toMatchObject({
    code: "tool-missing",
    message: "The engine docker was requested: docker cannot be used: its daemon does not answer.",
    remedy: "Start docker.",
  });
});

test("without any engine the error lists what was tried and what to do", async () => {
  await expect(chooseEngine("auto", { docker: noDocker, buildah: noBuildah }, silentLog)).rejects.toMatchObject({
    code: "tool-missing",
    message:
      "No engine can build the image: docker cannot be used: its daemon does not answer; " +
      "buildah cannot be used: buildah is not installed.",
    remedy: "Start docker. Or: Install buildah.",
  });
});
