/** Which variables of a job a command may have without being named. */

const secret = /TOKEN|SECRET|PASS|CREDENTIAL|PRIVATE|KEY|JWT|COOKIE|(?:^|_)O?AUTH(?:_|$)|_(?:PAT|PEM|PWD)$/;

/** Whether a variable's name says that its value is for those alone who are named. */
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
