/** What the host tells about this run: which branch, tag or pull request it is for. */
import { readFile } from "node:fs/promises";
import { messageOf, TreestampError } from "../errors.ts";
import { type HostEvent, type Project, webAddress } from "../git/named-commit.ts";

/**
 * The event by the host's variables; undefined where there is no host that we know, as on a laptop.
 * @throws input-invalid where GitHub's file of the event cannot be read
 */
export async function hostEvent(environment: NodeJS.ProcessEnv): Promise<HostEvent | undefined> {
  if (environment.GITHUB_ACTIONS === "true" && environment.GITHUB_REF) return githubEvent(environment);
  return environment.CIRCLECI === "true" ? circleEvent(environment) : undefined;
}

/** Source: docs.github.com, "Default environment variables" and "Webhook events and payloads". */
async function githubEvent(environment: NodeJS.ProcessEnv): Promise<HostEvent> {
  const { GITHUB_REF: ref = "", GITHUB_SHA: sha, GITHUB_EVENT_NAME: event = "" } = environment;
  const payload = await readPayload(environment.GITHUB_EVENT_PATH);
  const pull = record(payload.pull_request);
  const own = record(payload.repository);
  // For pull_request_target the ref is the base branch, but the run is about the pull request.
  const number = /^refs\/pull\/(\d+)\//.exec(ref)?.[1] ?? (event.startsWith("pull_request") ? pull.number : undefined);
  const isPull = number !== undefined;
  const below = (prefix: string) => (!isPull && ref.startsWith(prefix) ? ref.slice(prefix.length) : undefined);
  const [url, name] = addressOf(environment);
  const project: Record<keyof Project, unknown> = {
    url: own.html_url ?? url,
    name: own.name ?? name,
    description: own.description,
    license: record(own.license).spdx_id,
  };
  return {
    name: "GitHub's event",
    commits: [sha, record(pull.head).sha].filter((one): one is string => typeof one === "string" && one !== ""),
    branch: below("refs/heads/"),
    tag: below("refs/tags/"),
    pullRequest: isPull ? Number(number) : undefined,
    baseBranch: text(record(pull.base).ref),
    defaultBranch: text(own.default_branch),
    isScheduled: event === "schedule",
    isOfItsRef: ["push", "schedule", "workflow_dispatch"].includes(event),
    url:
      url === undefined || !environment.GITHUB_RUN_ID ? undefined : `${url}/actions/runs/${environment.GITHUB_RUN_ID}`,
    project: Object.fromEntries(Object.entries(project).filter(([, value]) => text(value) !== undefined)),
  };
}

function addressOf({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository }: NodeJS.ProcessEnv) {
  if (server === undefined || repository === undefined) return [];
  return [`${server}/${repository}`, repository.slice(repository.indexOf("/") + 1)];
}

async function readPayload(path: string | undefined): Promise<Record<string, unknown>> {
  if (path === undefined || path === "") return {};
  try {
    return record(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    throw new TreestampError("input-invalid", `GitHub's event cannot be read from ${path}: ${messageOf(cause)}.`, {
      remedy: "GITHUB_EVENT_PATH is set by the runner: leave it as it is.",
      cause,
    });
  }
}

/** Source: circleci.com/docs, "Built-in environment variables". The branch of a fork's pull request is `pull/12`. */
function circleEvent(environment: NodeJS.ProcessEnv): HostEvent {
  const { CIRCLE_SHA1: sha, CIRCLE_TAG: tag, CIRCLE_BRANCH: branch, CIRCLE_PROJECT_REPONAME: name } = environment;
  const number = /^pull\/(\d+)/.exec(branch ?? "")?.[1];
  const url = webAddress(environment.CIRCLE_REPOSITORY_URL ?? "");
  return {
    name: "CircleCI's pipeline",
    commits: sha === undefined ? [] : [sha],
    branch: tag || number ? undefined : branch || undefined,
    tag: tag || undefined,
    pullRequest: number === undefined ? undefined : Number(number),
    baseBranch: undefined,
    defaultBranch: undefined,
    isScheduled: false,
    isOfItsRef: true,
    url: environment.CIRCLE_BUILD_URL || undefined,
    project: { ...(url === undefined ? {} : { url }), ...(name === undefined ? {} : { name }) },
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
