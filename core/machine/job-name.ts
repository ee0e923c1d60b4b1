/** Who we are to other jobs: what a person who waits for us would like to look at. Nothing that is secret. */
import { hostname } from "node:os";

/** Source: docs.github.com, "Default environment variables"; circleci.com/docs, "Built-in environment variables". */
export function jobName(environment: NodeJS.ProcessEnv): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = environment;
  if (environment.GITHUB_ACTIONS === "true" && server && repository && run) {
    const { GITHUB_RUN_ATTEMPT: attempt = "1", GITHUB_JOB: job = "" } = environment;
    return `${server}/${repository}/actions/runs/${run}/attempts/${attempt} (${job})`;
  }
  if (environment.CIRCLECI === "true" && environment.CIRCLE_BUILD_URL) return environment.CIRCLE_BUILD_URL;
  return `process ${process.pid} on ${hostname()}`;
}
