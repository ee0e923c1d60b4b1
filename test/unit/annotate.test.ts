/** What wins where an image, the commit and the user say different things of it. */
import { describe, expect, test } from "@jest/globals";
import { annotated } from "../../core/oci/annotate.ts";
import { manifestOf, ociIndexMediaType } from "../../core/oci/stored-manifest.ts";
import { ociLabels } from "../../core/tags/labels.ts";

const index = (annotations?: Record<string, string>) =>
  manifestOf(ociIndexMediaType, Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [], annotations })));
const annotationsOf = (...call: Parameters<typeof annotated>) =>
  JSON.parse(annotated(...call).body.toString()).annotations;
const entries = (record: Record<string, string>) => new Map(Object.entries(record));

describe("annotations", () => {
  test("are the user's, then the image's own, then those that we know", () => {
    const known = entries({ a: "known", b: "known", c: "known" });
    expect(annotationsOf(index({ b: "own", c: "own" }), known, entries({ c: "said" }))).toEqual({
      ...{ a: "known", b: "own", c: "said" },
    });
  });

  test("that the user leaves empty are taken away", () => {
    expect(annotationsOf(index({ b: "own" }), entries({ a: "known" }), entries({ a: "", b: "" }))).toEqual({});
  });

  test("that say nothing new leave the image's bytes as they are; and docker's own formats have none", () => {
    const stored = index({ a: "own" });
    expect(annotated(stored, entries({ a: "known" }), new Map())).toBe(stored);
    const dockers = manifestOf("application/vnd.docker.distribution.manifest.v2+json", Buffer.from("{}"));
    expect(annotated(dockers, entries({ a: "known" }), entries({ b: "said" }))).toBe(dockers);
  });
});

test("labels are the user's, then those of the commit; an empty one is taken away", () => {
  const commit = { commit: "c", tree: "t", time: 0, project: { name: "app", license: "" } };
  const said = entries({ "org.opencontainers.image.title": "mine", "org.opencontainers.image.revision": "", own: "x" });
  expect(Object.fromEntries(ociLabels(commit as unknown as Parameters<typeof ociLabels>[0], "1.0", said))).toEqual({
    "dev.treestamp.tree": "t",
    "org.opencontainers.image.created": "1970-01-01T00:00:00Z",
    "org.opencontainers.image.title": "mine",
    "org.opencontainers.image.version": "1.0",
    own: "x",
  });
});
