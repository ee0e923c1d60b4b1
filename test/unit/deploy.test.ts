/** The manifests of deploy/, as far as that can be said without what takes them: test/long has a real API server. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { inputsOf } from "../../core/inputs/table.ts";
import { clusterFiles, deployFolder, type Manifest, manifestsIn } from "../services/manifests.ts";

const inputs = inputsOf("serve", "cli");
const all = clusterFiles.flatMap(manifestsIn);
const containers = all
  .filter(({ kind }) => kind === "Deployment")
  .flatMap(({ spec }) => spec.template.spec.containers as Manifest[]);
const service = containers.find(({ name }) => name === "service")!;
const compose = (folder: string) => parse(readFileSync(join(deployFolder, folder, "compose.yaml"), "utf8"));
const unit = readFileSync(join(deployFolder, "host/treestamp.service"), "utf8");

/** What is no input of `serve` among these words. */
function unknownFlags(words: readonly string[]): string[] {
  const flags = words.filter((word) => word.startsWith("--")).map((word) => word.slice(2).split("=")[0]!);
  return flags.filter((flag) => !inputs.some(({ name }) => name === flag));
}

function unknownVariables(names: readonly string[]): string[] {
  return names.filter((name) => name !== "HOME" && !inputs.some(({ variable }) => variable === name));
}

test("the service is started with flags and variables that it has", () => {
  const host = compose("host").services.service;
  const exec = /^ExecStart=\S+ (.*)$/m.exec(unit)![1]!.split(" ");
  for (const words of [service.args, host.command, exec]) {
    expect(words[0]).toBe("serve");
    expect(unknownFlags(words)).toEqual([]);
  }
  const optional = all.find(({ metadata }) => metadata.name === "treestamp-environment")!;
  const variables = [...service.env.map(({ name }: { name: string }) => name), ...Object.keys(host.environment)];
  expect(unknownVariables([...variables, ...Object.keys(optional.stringData)])).toEqual([]);
});

describe("in a cluster", () => {
  test("all that is named is there", () => {
    const there = new Set(all.map(({ kind, metadata }) => `${kind} ${metadata.name}`));
    const volumes = all.flatMap(({ spec }) => spec?.template?.spec.volumes ?? []);
    const named = volumes.flatMap(({ secret, persistentVolumeClaim: claim }) => [
      ...(secret ? [`Secret ${secret.secretName}`] : []),
      ...(claim ? [`PersistentVolumeClaim ${claim.claimName}`] : []),
    ]);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !there.has(name))).toEqual([]);
    for (const [flag, name] of [
      ["service-url", "treestamp"],
      ["builder", "buildkitd"],
    ]) {
      const [port] = all.find(({ kind, metadata }) => kind === "Service" && metadata.name === name)!.spec.ports;
      const word = service.args.find((one: string) => one.startsWith(`--${flag}=`));
      expect(new URL(word.replace(/^.*?=/, "")).host).toBe(`${name}:${port.port}`);
    }
  });

  test("nothing has a namespace of its own, a secret's value, or an image that changes", () => {
    expect(all.filter(({ metadata }) => "namespace" in metadata)).toEqual([]);
    const values = all.filter(({ kind }) => kind === "Secret").flatMap(({ stringData }) => Object.values(stringData));
    expect(new Set(values)).toEqual(new Set([""]));
    expect(containers.filter(({ image }) => !/:v?\d+\.\d+\.\d+/.test(image))).toEqual([]);
  });

  test("one service at a time, without root, that tells when it is ready and alive", () => {
    const { spec } = all.find(({ kind, metadata }) => kind === "Deployment" && metadata.name === "treestamp")!;
    expect(spec).toMatchObject({ replicas: 1, strategy: { type: "Recreate" } });
    expect(spec.template.spec.securityContext).toMatchObject({ runAsNonRoot: true });
    const probe = { httpGet: { path: "/healthz" } };
    expect(service).toMatchObject({ readinessProbe: probe, livenessProbe: probe });
    expect(service.securityContext).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true });
  });
});

test("a builder serves nobody without a certificate", () => {
  const { command } = compose("builder").services.buildkitd;
  const inCluster = containers.find(({ name }) => name === "buildkitd")!.args.join(" ");
  for (const words of [command.join(" "), inCluster])
    expect(words).toMatch(/--tlscacert[ =].*--tlscert[ =].*--tlskey[ =]/);
});
