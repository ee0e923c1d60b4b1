/** A buildkitd at an address as a builder: by an instance of buildx that exists as long as a build, in a configuration of its own. */
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { makeScratch, sweepScratch } from "../machine/scratch.ts";
import { csvField } from "./build-output.ts";
import { type FoundBuilder, unusable } from "./builder.ts";
import { buildByBuildx } from "./buildx.ts";
import { answerOf, findBuildx } from "./client.ts";
import { engineEnvironment } from "./environment.ts";
import { type Address, certificateFiles, readCertificates, whyUnreachable } from "./reach.ts";

/** Looks whether it listens there. No docker is needed, only buildx. @throws input-invalid for certificates that are none */
export async function probeAddress(address: Address, env: NodeJS.ProcessEnv, log: Log): Promise<FoundBuilder> {
  const certificates = folderOf(address) === undefined ? undefined : await readCertificates(folderOf(address)!);
  const program = await findBuildx(engineEnvironment(env, []));
  const [version, fault] = await Promise.all([
    answerOf([program, "version"], engineEnvironment(env, [])),
    whyUnreachable(address, certificates),
  ]);
  if (!version.ok) {
    return unusable(`buildx does not work (${version.reason})`, "Install docker's buildx plugin, or buildx on PATH.");
  }
  if (fault !== undefined) return unusable(fault, remedyFor(fault));
  return {
    builder: {
      description: `BuildKit at ${address.name}`,
      build: (request) =>
        withInstance(address, { program, env }, (there) =>
          buildByBuildx({ program, speaksOci: true, env: there, log }, request),
        ),
      silence: () => whyUnreachable(address, certificates),
    },
  };
}

function folderOf(address: Address): string | undefined {
  return address.kind === "tcp" ? address.certificates : undefined;
}

function remedyFor(fault: string): string {
  return fault.includes("certificate")
    ? "Check the certificates of both sides: what `builder-certs` names, and what buildkitd was started with (--tlscacert, --tlscert, --tlskey)."
    : "Check that buildkitd listens there, and that this machine may connect to it.";
}

const instance = "treestamp";

/** The user's own configuration of buildx stays as it is. What a killed process leaves, the next one removes. */
async function withInstance<T>(
  address: Address,
  { program, env }: { readonly program: string; readonly env: NodeJS.ProcessEnv },
  work: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  await sweepScratch(tmpdir());
  const scratch = await makeScratch(tmpdir(), "treestamp-");
  try {
    const there = { ...env, BUILDX_CONFIG: scratch, BUILDX_BUILDER: instance };
    const create = [program, "create", "--name", instance, "--driver", "remote", ...optionsFor(address), address.name];
    const made = await answerOf(create, engineEnvironment(there, []));
    if (!made.ok) throw new TreestampError("build-failed", `buildx does not take ${address.name}: ${made.reason}.`);
    return await work(there);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function optionsFor(address: Address): readonly string[] {
  const folder = folderOf(address);
  if (folder === undefined) return [];
  const { ca, cert, key } = certificateFiles;
  const files = { cacert: ca, cert, key };
  const fields = Object.entries(files).map(([option, file]) => csvField(`${option}=${join(folder, file)}`));
  return ["--driver-opt", fields.join(",")];
}
