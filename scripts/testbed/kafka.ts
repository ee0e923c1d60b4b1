/** Brings Apache Kafka by Maven, at a pinned version, and the Java that it runs on. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { installMissing } from "./debian-packages.ts";
import { toolsFolder } from "./tools-folder.ts";

const version = "4.1.1";

/** The broker, and its own command line clients as a second opinion. */
const artifacts = ["kafka_2.13", "kafka-tools"];

const programs = [
  // Kafka 4's broker needs Java 17.
  { command: "java", debianPackages: ["default-jre-headless"], why: "runs Kafka" },
  { command: "mvn", debianPackages: ["maven"], why: "brings Kafka and what it is made from" },
];

/**
 * The folder with Kafka's jars, for java's `-cp FOLDER/*`; brought where it is missing.
 * @throws Error
 */
export async function kafkaJars(): Promise<string> {
  await installMissing(programs);
  const folder = join(toolsFolder(), `kafka-${version}`);
  if (existsSync(folder)) return folder;
  process.stderr.write(`treestamp: kafka ${version} is not here; logs are sent to it: getting it with Maven\n`);
  await mkdir(toolsFolder(), { recursive: true });
  const work = await mkdtemp(join(toolsFolder(), "unfinished-"));
  try {
    const dependencies = artifacts.map(
      (name) =>
        `<dependency><groupId>org.apache.kafka</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`,
    );
    await writeFile(
      join(work, "pom.xml"),
      `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>treestamp.test</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>${dependencies.join("\n")}</dependencies></project>`,
    );
    const jars = join(work, "jars");
    const goal = ["-B", "-q", "dependency:copy-dependencies", `-DoutputDirectory=${jars}`, "-DincludeScope=runtime"];
    await promisify(execFile)("mvn", goal, { cwd: work, maxBuffer: 64 << 20 });
    await rename(jars, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return folder;
}
