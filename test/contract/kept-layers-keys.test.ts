/** What a build by buildah must not take from the builds before it, though buildah itself looks at words that are the same. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { makeMarkedBase } from "../services/base-image.ts";
import type { Options } from "../services/engines.ts";
import { type Keeping, startKeeping } from "../services/keeping.ts";

let under: Keeping;
beforeAll(async () => {
  under = await startKeeping();
});
afterAll(() => under?.stop());

type Recipe = readonly [dockerfile: readonly string[], options?: Options];

/** Two builds of the same words, or of words of which buildah looks at the same, which make different images. */
const differing: Readonly<Record<string, () => readonly [Recipe, Recipe]>> = {
  "the value of an argument that a variable takes": () => {
    const dockerfile = ["FROM base:1", "RUN true", "ARG A", "ENV X=$A"];
    return [
      [dockerfile, { buildArgs: new Map([["A", "1"]]) }],
      [dockerfile, { buildArgs: new Map([["A", "2"]]) }],
    ];
  },
  "the default of an argument": () => [
    [["FROM base:1", "RUN true", "ARG A=1", "LABEL x=$A"]],
    [["FROM base:1", "RUN true", "ARG A=2", "LABEL x=$A"]],
  ],
  "an argument before the first FROM": () => [
    [["ARG A=1", "FROM base:1", "RUN true", "ARG A", "WORKDIR /$A", "COPY a ."], { files: { a: "a" } }],
    [["ARG A=2", "FROM base:1", "RUN true", "ARG A", "WORKDIR /$A", "COPY a ."], { files: { a: "a" } }],
  ],
  "arguments whose values look like other arguments": () => {
    const dockerfile = ["FROM base:1", "ARG A", "ARG B", 'RUN echo "$A" > /a'];
    const values = (A: string, B: string) => ({ buildArgs: new Map(Object.entries({ A, B })) });
    return [
      [dockerfile, values("x B=y", "z")],
      [dockerfile, values("x", "y B=z")],
    ];
  },
  "the owner of a new folder": () => [
    [["FROM base:1", "COPY --chown=1:1 empty/ /new/"], { files: { "empty/a": "" } }],
    [["FROM base:1", "COPY --chown=2:2 empty/ /new/"], { files: { "empty/a": "" } }],
  ],
  "the mode of a file": () => [
    [["FROM base:1", "COPY --chmod=600 a /a"], { files: { a: "a" } }],
    [["FROM base:1", "COPY --chmod=644 a /a"], { files: { a: "a" } }],
  ],
  "the name of a file": () => [
    [["FROM base:1", "COPY a /d/"], { files: { a: "a", b: "a" } }],
    [["FROM base:1", "COPY b /d/"], { files: { a: "a", b: "a" } }],
  ],
  "whose folder a WORKDIR is": () => [
    [["FROM base:1", "RUN true", "USER 1", "WORKDIR /w"]],
    [["FROM base:1", "RUN true", "USER 2", "WORKDIR /w"]],
  ],
  "the network": () => {
    const dockerfile = [
      "FROM base:1",
      "RUN grep -c : /proc/net/dev > /networks; echo $(wc -l < /proc/net/dev) > /lines",
    ];
    return [
      [dockerfile, { network: "host" }],
      [dockerfile, { network: "none" }],
    ];
  },
  "a proxy, of which no ARG speaks": () => {
    const dockerfile = ["FROM base:1", 'RUN echo "$HTTP_PROXY" > /proxy'];
    const proxy = (url: string) => ({ buildArgs: new Map([["HTTP_PROXY", url]]) });
    return [
      [dockerfile, proxy("http://one.example")],
      [dockerfile, proxy("http://two.example")],
    ];
  },
  "the configuration of a base image with the same layers": () => {
    const dockerfile = ["FROM base:1", 'RUN echo "$V" > /v'];
    const based = (V: string): Recipe => {
      const base = makeMarkedBase(join(under.folder, `base-${V}`), undefined, { Env: ["PATH=/bin", `V=${V}`] });
      const source = { kind: "layout", folder: base.folder } as const;
      return [dockerfile, { bases: [{ name: "base:1", digest: base.digest, source }] }];
    };
    return [based("1"), based("2")];
  },
};

test.each(Object.entries(differing))("no image of another build where it differs in %s", async (_what, both) => {
  const [one, other] = both();
  const first = await under.keeping.build(...one);
  const second = await under.buildLikeAlone(...other);
  expect(second.top.digest).not.toBe(first.top.digest);
});
