/**
 * What is signed: an in-toto statement. About an image it carries SLSA provenance, about a run that passed a test result.
 * Sources: in-toto/attestation, spec/v1/statement.md and spec/predicates/test-result.md; slsa.dev/spec/v1.0/provenance.
 */
import { isObjectId } from "../git/tree.ts";
import { hexOf, isDigest } from "../oci/digest.ts";
import type { Digest } from "../oci/port.ts";

export const statementType = "https://in-toto.io/Statement/v1";
export const payloadType = "application/vnd.in-toto+json";
export const provenanceType = "https://slsa.dev/provenance/v1";
export const testResultType = "https://in-toto.io/attestation/test-result/v0.1";
/** Says what the parameters of our provenance mean. */
export const buildType = "https://github.com/treestamp/treestamp/blob/main/docs/attestations.md#v1";

/** Source: in-toto/attestation, spec/v1/resource_descriptor.md. */
export interface Subject {
  readonly name: string;
  readonly digest: Readonly<Record<string, string>>;
}

export interface Statement {
  readonly _type: typeof statementType;
  readonly subject: readonly Subject[];
  readonly predicateType: string;
  readonly predicate: object;
}

/** Something that a digest names: an image's manifest, a snapshot's manifest, a snapshot's content. */
export interface Named {
  readonly name: string;
  readonly digest: Digest;
}

/** Where the files came from. */
export interface SignedSource {
  /** `https://github.com/acme/app`; undefined where nothing tells. */
  readonly repository: string | undefined;
  /** The host's number of the repository, which outlasts its name. */
  readonly repositoryId: string | undefined;
  readonly commit: string;
}

/** How an image was made, for people and for the key. */
export interface SignedRecipe {
  /** The environment of `treestamp.yml`. */
  readonly environment?: string | undefined;
  /** Paths that decide the image. */
  readonly paths: readonly string[];
  readonly dockerfile?: string | undefined;
  readonly target?: string | undefined;
  readonly platforms: readonly string[];
}

/** What a statement about an image says. */
export interface Provenance {
  readonly key: string;
  readonly source: SignedSource;
  readonly recipe: SignedRecipe;
  /** Who built it: a workflow's address, or this program's own name. */
  readonly builder: string;
  /** The run, for people. */
  readonly run?: string | undefined;
}

export function provenanceStatement(
  of: readonly Named[],
  { key, source, recipe, builder, run }: Provenance,
): Statement {
  const uri = source.repository === undefined ? undefined : `git+${source.repository}`;
  return {
    _type: statementType,
    subject: of.map(({ name, digest }) => ({ name, digest: { sha256: hexOf(digest) } })),
    predicateType: provenanceType,
    predicate: {
      buildDefinition: {
        buildType,
        externalParameters: { key, source, recipe },
        resolvedDependencies: [{ ...(uri === undefined ? {} : { uri }), digest: { gitCommit: source.commit } }],
      },
      runDetails: { builder: { id: builder }, ...(run === undefined ? {} : { metadata: { invocationId: run } }) },
    },
  };
}

/** A command that passed. */
export interface PassedRun {
  /** The tree of the commit that was checked. */
  readonly tree: string;
  /** What the record is kept under: core/reuse/. */
  readonly runKey: string;
  /** Of all that the record says. */
  readonly record: Digest;
  /** The run, for people. */
  readonly url?: string | undefined;
  readonly name: string;
}

export function passedStatement({ tree, runKey, record, url, name }: PassedRun): Statement {
  return {
    _type: statementType,
    subject: [{ name, digest: { gitTree: tree } }],
    predicateType: testResultType,
    predicate: {
      result: "PASSED",
      configuration: [
        { name: "run", digest: { gitTree: runKey } },
        { name: "record", digest: { sha256: hexOf(record) } },
      ],
      ...(url === undefined ? {} : { url }),
      passedTests: [name],
    },
  };
}

/** A statement about an image, as it was read. */
export interface ReadProvenance extends Provenance {
  readonly subjects: readonly Named[];
}

/** Reads a statement about an image; undefined for one about anything else, or by another program. */
export function readProvenance(statement: unknown): ReadProvenance | undefined {
  const { _type, subject, predicateType, predicate } = record(statement);
  if (_type !== statementType || predicateType !== provenanceType || !Array.isArray(subject)) return undefined;
  const { buildDefinition, runDetails } = record(predicate);
  const { buildType: type, externalParameters } = record(buildDefinition);
  const { key, source: said, recipe } = record(externalParameters);
  const { repository, repositoryId, commit } = record(said);
  const subjects = subject.map(record).flatMap(({ name, digest }): Named[] => {
    const named = `sha256:${text(record(digest).sha256)}`;
    return typeof name === "string" && isDigest(named) ? [{ name, digest: named }] : [];
  });
  if (type !== buildType) return undefined;
  if (!isObjectId(key) || !isObjectId(commit)) return undefined;
  const { environment, paths, dockerfile, target, platforms } = record(recipe);
  return {
    subjects,
    key,
    source: { repository: text(repository), repositoryId: text(repositoryId), commit },
    recipe: {
      environment: text(environment),
      paths: texts(paths),
      dockerfile: text(dockerfile),
      target: text(target),
      platforms: texts(platforms),
    },
    builder: text(record(record(runDetails).builder).id) ?? "",
    run: text(record(record(runDetails).metadata).invocationId),
  };
}

/** The parts of a statement about a run; undefined for one about anything else. */
export function readPassed(statement: unknown): Pick<PassedRun, "tree" | "runKey" | "record" | "url"> | undefined {
  const { _type, subject, predicateType, predicate } = record(statement);
  if (_type !== statementType || predicateType !== testResultType || !Array.isArray(subject)) return undefined;
  const { result, configuration, url } = record(predicate);
  const tree = record(record(subject[0]).digest).gitTree;
  const [run, said, ...more] = (Array.isArray(configuration) ? configuration : []).map((one) =>
    record(record(one).digest),
  );
  const [runKey, digest] = [run?.gitTree, `sha256:${text(said?.sha256)}`];
  if (result !== "PASSED" || subject.length !== 1 || more.length > 0) return undefined;
  if (!isObjectId(tree) || !isObjectId(runKey) || !isDigest(digest)) return undefined;
  return { tree, runKey, record: digest, url: text(url) };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
