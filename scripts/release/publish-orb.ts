/**
 * `publish-orb.ts ORB.yml`: publishes a packed orb at CircleCI under the version of this tree, by the real `circleci` program,
 * which takes the token from CIRCLECI_CLI_TOKEN. It can be called again: what is published can never be changed, so a
 * version that is there has to be this very orb.
 */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { version } from "../../core/version.ts";
import { buildMissing, folderOf } from "../testbed/go-tools.ts";
import { circleciTool } from "../testbed/test-tools.ts";

const orb = `treestamp/treestamp@${version}`;

/**
 * @param environment as `circleci` sees it
 * @returns what is true now, for people
 * @throws where CircleCI refuses it, does not answer, or has another orb under this version
 */
export async function publishOrb(file: string, environment: NodeJS.ProcessEnv): Promise<string> {
  await buildMissing([circleciTool]);
  const program = join(folderOf(circleciTool), circleciTool.command);
  const env = { ...environment, CIRCLECI_CLI_TELEMETRY_OPTOUT: "1" };
  const circleci = async (...words: string[]) =>
    (await promisify(execFile)(program, ["--skip-update-check", ...words], { env, maxBuffer: 64 << 20 })).stdout;

  const source = await circleci("orb", "source", orb).catch((error: Error & { stderr?: string }) => {
    if (error.stderr?.includes(`no Orb '${orb}' was found`)) return undefined;
    throw new Error(`Whether ${orb} is published is not known: ${error.stderr ?? error.message}`);
  });
  if (source === undefined) {
    await circleci("orb", "publish", file, orb).catch((error: Error & { stderr?: string }) => {
      throw new Error(`${orb} is not published: ${error.stderr ?? error.message}`);
    });
    return `${orb} is published.`;
  }
  if (source.trim() !== (await readFile(file, "utf8")).trim()) {
    throw new Error(`${orb} is published already, and is another orb than ${file}. It stays: raise the version.`);
  }
  return `${orb} is published already.`;
}

if (import.meta.main) {
  const [file, ...rest] = process.argv.slice(2);
  if (file === undefined || rest.length > 0) throw new Error("Say which file: publish-orb.ts ORB.yml");
  process.stdout.write(`${await publishOrb(file, process.env)}\n`);
}
