/** What the text says; undefined where it is no JSON. For texts from outside, which no message may quote. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
