/**
 * Finds inputs of a Dockerfile that the key cannot see because nothing fixes their bytes: images without a digest,
 * downloads without a checksum. Source of the syntax: docs.docker.com, "Dockerfile reference".
 */

import type { Repository } from "../git/repository.ts";
import { dockerfileText } from "./context.ts";
import type { Recipe } from "./recipe.ts";

export interface Unpinned {
  /** Line of the Dockerfile, from 1. */
  readonly line: number;
  /** What is not fixed, and how to fix it: one sentence without its full stop. */
  readonly message: string;
}

/** What the recipe's Dockerfile takes from outside without fixing it. */
export async function unpinnedIn(repository: Repository, recipe: Recipe): Promise<Unpinned[]> {
  const text = await dockerfileText(repository, recipe);
  return unpinnedInputs(
    text,
    recipe.bases.map(({ name }) => name),
    recipe.buildArgs,
  );
}

/**
 * @param bases names that the recipe fixes by digest
 * @param buildArgs the recipe's arguments, which an ARG before the first FROM may be set by
 */
export function unpinnedInputs(
  dockerfile: string,
  bases: readonly string[],
  buildArgs: ReadonlyMap<string, string>,
): Unpinned[] {
  const found: Unpinned[] = [];
  const args = new Map<string, string>();
  const stages = new Set<string>();
  let stageCount = 0;

  const image = (line: number, reference: string, where: string) => {
    const name = reference.replace(/\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))/g, (whole, braced, otherwise, bare) => {
      return args.get(braced ?? bare) ?? otherwise ?? whole;
    });
    if (name === "scratch" || name === "" || bases.includes(name) || stages.has(name.toLowerCase())) return;
    if (/@sha256:[0-9a-f]{64}$/.test(name)) return;
    const tag = /:([^/:]+)$/.exec(name)?.[1];
    const moves = tag === undefined || tag === "latest" ? ", which is whatever is newest on the day" : "";
    found.push({
      line,
      message: `${where} ${name} is not fixed by a digest${moves}: write ${name}@sha256:…, or name it under \`base\``,
    });
  };

  for (const { line, word, rest } of instructionsOf(dockerfile)) {
    const flag = (name: string) => new RegExp(`(?:^|\\s)--${name}=(\\S+)`).exec(rest)?.[1];
    if (word === "ARG" && stageCount === 0) {
      for (const [, name, value] of rest.matchAll(/(\w+)(?:=("[^"]*"|\S*))?/g)) {
        const set = buildArgs.get(name!) ?? value?.replace(/^"(.*)"$/, "$1");
        if (set !== undefined) args.set(name!, set);
      }
    } else if (word === "FROM") {
      const [reference = "", as, stage] = rest.replace(/^(--\S+\s+)+/, "").split(/\s+/);
      image(line, reference, "FROM");
      if (as?.toUpperCase() === "AS" && stage !== undefined) stages.add(stage.toLowerCase());
      stages.add(String(stageCount++));
    } else if (word === "COPY" && flag("from") !== undefined) {
      image(line, flag("from")!, "COPY --from");
    } else if (word === "ADD" && flag("checksum") === undefined) {
      for (const [url] of rest.matchAll(/\bhttps?:\/\/[^\s"\],]+/g)) {
        if (/\.git(#.*)?$/.test(url) && /#[0-9a-f]{40}/.test(url)) continue; // a commit
        found.push({ line, message: `ADD ${url} has no checksum: write ADD --checksum=sha256:… ${url}` });
      }
    }
  }
  return found;
}

/** The instructions with their first line; continued lines joined, comments and here-documents left out. */
function* instructionsOf(dockerfile: string): Generator<{ line: number; word: string; rest: string }> {
  const lines = dockerfile.split(/\r?\n/);
  const continuation = /^#\s*escape\s*=\s*`/im.test(lines.slice(0, 5).join("\n")) ? "`" : "\\";
  for (let at = 0; at < lines.length; at++) {
    const line = at + 1;
    if (/^\s*(#|$)/.test(lines[at]!)) continue;
    let text = "";
    for (; at < lines.length; at++) {
      const part = lines[at]!.trimEnd();
      if (text !== "" && /^\s*(#|$)/.test(part)) continue;
      text += part.endsWith(continuation) ? `${part.slice(0, -1)} ` : part;
      if (!part.endsWith(continuation)) break;
    }
    const [, word = "", rest = ""] = /^\s*(\w+)\s+(.*)$/s.exec(text) ?? [];
    for (const [, , end] of /^(RUN|COPY|ADD)$/i.test(word) ? rest.matchAll(/<<-?(["']?)([A-Za-z_]\w*)\1/g) : []) {
      const last = lines.findIndex((candidate, index) => index > at && candidate.replace(/^\t+/, "") === end);
      at = last < 0 ? lines.length : last;
    }
    yield { line, word: word.toUpperCase(), rest: rest.trim() };
  }
}
