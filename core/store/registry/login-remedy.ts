/** What to do where a registry says 401 or 403: it depends on who we were to it. */
import type { Refusal } from "./refusal.ts";

/** Whole sentences. @param writes whether the right to write was asked for */
export function loginRemedy({ status, url, visitor }: Refusal, writes: boolean): string {
  const registry = visitor?.registry ?? url.host;
  const [packages, doing] = writes ? ["write", "write to"] : ["read", "read"];
  const absent = writes ? "" : ` ${mayNotExist}`;
  const { login, loginElsewhere } = visitor ?? {};
  if (login === undefined) {
    const elsewhere = `\`username\` and \`password\` are for ${loginElsewhere}, not for ${registry}: the input \`registry\` says for which. `;
    return `${loginElsewhere === undefined ? "" : elsewhere}Log in with an account that may ${doing} the repository (in GitHub Actions: \`permissions: packages: ${packages}\`, \`username\` and \`password\`); nobody is logged in to ${registry} here.${absent}`;
  }
  if (status === 401 && visitor?.isWrong) {
    return `${registry} does not accept this login, which is from ${login}: the user name or the password is wrong, or has expired.`;
  }
  const forks = writes ? " Pull requests from forks may never write." : "";
  return `Log in with an account that may ${doing} the repository; the login from ${login} may not (in GitHub Actions: \`permissions: packages: ${packages}\`, and the package's own settings must give this repository access).${forks}${absent}`;
}

const mayNotExist =
  "Some registries, GHCR among them, answer so for a repository that does not exist, too: then push to it once.";
