/** The known name that somebody probably meant, or undefined where none is near: at most a third of its letters differ. */
export function nearestName(written: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((name) => ({ name, distance: editDistance(written.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}

/** What to do about a name that is not known: the nearest one that is, if there is one, and then `rest`. @param show how a name is written */
export function suggesting(
  written: string,
  known: readonly string[],
  rest: string,
  show: (name: string) => string = (name) => name,
): string {
  const near = nearestName(written, known);
  return near === undefined ? rest : `Did you mean ${show(near)}? ${rest}`;
}

/** How many letters have to be put in, left out, replaced, or swapped with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : replaced;
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, replaced, swapped);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}
