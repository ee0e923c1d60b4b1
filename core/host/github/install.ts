/** Installs the programs that a runner lacks, by its own package manager, with all that this prints in the job's log. */
import * as core from "@actions/core";
import { exec } from "@actions/exec";
import { TreestampError } from "../../errors.ts";
import { elevateWith, elevations, probeElevation, rootRights } from "../../machine/elevate.ts";
import { kernelHas } from "../../machine/kernel.ts";
import { installation, isInstalled, lackingPrograms, type Manager, managers } from "../../machine/packages.ts";

const becomeRoot = "Run the job as root, or give its user a sudo that asks for no password.";
/** What is done without erofsfuse. */
const extracted = "Snapshots are extracted instead of mounted.";

/** @throws tool-missing where a program that is needed is missing and cannot be installed */
export async function installMissing(environment: NodeJS.ProcessEnv): Promise<void> {
  const path = environment.PATH ?? "";
  const isThere = async (program: string) => isInstalled(program, path);
  const lacking = () => lackingPrograms(isThere, () => kernelHas("erofs", path));
  const { needed, helpful } = await lacking();
  const programs = [...needed, ...helpful].join(", ");
  if (programs === "") {
    core.info("All programs are there: nothing is installed.");
    return;
  }
  const manager = await managerAmong(isThere);
  const probe = await probeElevation(rootRights(), environment, ["true"]);
  if (manager === undefined || !probe.ok) {
    const failure = probe.ok
      ? lacks(programs, `there is none of ${managers.join(", ")} to install them`)
      : lacks(programs, `may not install them: ${probe.why}`, becomeRoot);
    if (needed.length > 0) throw failure;
    core.info(`${failure.message} ${extracted}`);
    return;
  }
  await core.group(`Install ${programs} (${manager})`, async () => {
    const { refresh } = installation(manager, []);
    if (refresh !== undefined && (await asRoot(refresh, environment)) !== 0) {
      core.info("The list of packages is not up to date; what it has is installed.");
    }
    await install(manager, needed, environment);
    await install(manager, helpful, environment).catch(({ message }: Error) => {
      core.info(`${message} ${extracted}`);
    });
  });
  const still = (await lacking()).needed.join(", ");
  if (still !== "") throw lacks(still, `${manager} has not put them on PATH`);
}

async function install(manager: Manager, programs: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  if (programs.length === 0) return;
  const exitCode = await asRoot(installation(manager, programs).install, environment);
  if (exitCode !== 0)
    throw lacks(programs.join(", "), `${manager} ended with exit code ${exitCode}; its output is in the log`);
}

/** The variables that a package manager gets: sudo passes none on by itself. */
const handedOn = /^(PATH|DEBIAN_FRONTEND|(https?|no)_proxy)$/i;

/** Runs a command line. @returns its exit code */
async function asRoot(line: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const env = { ...environment, DEBIAN_FRONTEND: "noninteractive" } as Record<string, string>;
  const chosen = Object.fromEntries(Object.entries(env).filter(([name]) => handedOn.test(name)));
  const [program, ...words] = [...elevateWith(elevations[rootRights()], chosen), ...line];
  return exec(program!, words, { env, ignoreReturnCode: true });
}

async function managerAmong(isThere: (program: string) => Promise<boolean>): Promise<Manager | undefined> {
  for (const manager of managers) if (await isThere(manager)) return manager;
  return undefined;
}

function lacks(programs: string, why: string, remedy = ""): TreestampError {
  const otherwise = "Install them beforehand: in the runner's image, or in that of the job's container.";
  const remedies = [remedy, otherwise].filter((sentence) => sentence !== "").join(" Or: ");
  return new TreestampError("tool-missing", `This runner lacks ${programs}, and ${why}.`, { remedy: remedies });
}
