/** What to do if a registry answers 401 or 403: it depends on our login. */
import type { Refusal } from "./refusal.ts";

/** Whole sentences. @param writes whether the right to write was asked for */
export function loginRemedy(refusal: Refusal, writes: boolean): string {
  const { url, visitor } = refusal;
  const registry = visitor?.registry ?? url.host;
  const account = `Log in with an account that may ${writes ? "write to" : "read"} the repository`;
  const permission = `\`permissions: packages: ${writes ? "write" : "read"}\``;
  const more = writes ? " Pull requests from forks may never write." : ` ${mayNotExist}`;
  if (visitor?.login === undefined) {
    const { loginElsewhere } = visitor ?? {};
    const elsewhere =
      loginElsewhere === undefined
        ? ""
        : `\`username\` and \`password\` are for ${loginElsewhere}, not for ${registry}: the input \`registry\` decides. `;
    const nobody = visitor === undefined ? "" : `; nobody is logged in to ${registry} here`;
    return `${elsewhere}${account} (in GitHub Actions: ${permission}, \`username\` and \`password\`)${nobody}.${more}`;
  }
  if (isWrong(refusal)) {
    return `${registry} does not accept the login from ${visitor.login}: the user name or password is wrong, or has expired.`;
  }
  return `${account}; the login from ${visitor.login} may not (in GitHub Actions: ${permission}, and the package's own settings must give this repository access).${more}`;
}

/** ECR says by 403 that a login has run out: "Your authorization token has expired. Reauthenticate and try again." */
function isWrong({ status, visitor, diagnostics }: Refusal): boolean {
  if (status === 401) return visitor?.isWrong === true;
  return diagnostics.some(({ message }) => /has expired|reauthenticate/i.test(message));
}

const mayNotExist =
  "Some registries, such as GHCR, also answer this for a repository that does not exist: push to it once.";
