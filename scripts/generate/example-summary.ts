/** The job whose summary the README shows: a hit on a machine that has nothing yet, with times and sizes that the bench measured. */
import type { Results } from "../../bench/results.ts";
import type { ImageOutcome } from "../../core/report/outcome.ts";

/** @throws Error where the results lack a figure or a note that it takes */
export function exampleOutcome({ figures, notes }: Results): ImageOutcome {
  const seconds = (name: string) => {
    const figure = figures.find((candidate) => candidate.name === name);
    if (figure === undefined) throw new Error(`bench/results.json has no figure "${name}".`);
    return figure.ours.median;
  };
  const noted = (about: string, name: string) => {
    const value = notes[about]?.[name];
    if (value === undefined) throw new Error(`bench/results.json has no note "${name}" of "${about}".`);
    return typeof value === "number" ? value : value.median;
  };
  const stage = (name: string) => ({ name, seconds: noted("stages of a first command, 1 Gbit/s", name) });
  const chunks = noted("the image", "chunks");
  // Each job of the bench is its figure less that of a command that does nothing.
  const phase = (name: string, figure: string) => ({
    ...{ name, outcome: "success" as const, exitCode: 0 },
    seconds: seconds(figure) - seconds("first-command-containerd"),
  });
  const phases = [phase("load modules", "job-modules-containerd"), phase("go build", "job-go-containerd")];
  const key = "8f3c1d0a5b7e4926c18d20fb3a9e65d7704b1c2f";
  return {
    kind: "image",
    key,
    tag: key,
    image: `ghcr.io/acme/app/build:${key}`,
    digest: "sha256:4c1f0e6b92a7d35818bb7c20e9f6a1d4530c87be6f2d19a40e5b83c7d61f92aa",
    state: "present",
    cacheHit: true,
    buildSeconds: seconds("build-and-publish"),
    snapshot: "sha256:b7d90a3c5e81f4266d0c9b1ea47f35d82190ce6b7fa84d53e0276c1b98a5d40e",
    sandbox: "mounted",
    exitCode: 0,
    outcome: "success",
    phases,
    stages: [
      stage("key"),
      { ...stage("lookup"), note: "present" },
      { ...stage("fetch"), bytes: noted("the image", "frames (bytes)"), note: `${chunks} of ${chunks} chunks` },
      { name: "run", seconds: phases.reduce((sum, phase) => sum + phase.seconds, 0), note: "exit code 0" },
    ],
  };
}
