/** Which of a job's variables a command gets without naming them. */

const secret = /TOKEN|SECRET|PASS|CREDENTIAL|PRIVATE|KEY|JWT|COOKIE|(?:^|_)O?AUTH(?:_|$)|_(?:PAT|PEM|PWD)$/;

/** Whether a variable's name suggests a secret, which is passed on only by name. */
export function isSecret(name: string): boolean {
  return secret.test(name);
}

/** Those of the variables whose name is wanted. */
export function variablesOf(
  environment: NodeJS.ProcessEnv,
  isWanted: (name: string) => boolean,
): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && isWanted(name)) variables.set(name, value);
  }
  return variables;
}
