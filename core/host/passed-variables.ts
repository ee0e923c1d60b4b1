/** Which of a job's variables a command gets without naming them: those whose name is wanted. */
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
