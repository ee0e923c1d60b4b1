/** What deploy/ has for a cluster, as objects. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";

export const deployFolder = join(import.meta.dirname, "../../deploy");

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  // biome-ignore lint/suspicious/noExplicitAny: objects of many kinds
  readonly [field: string]: any;
}

/** @throws Error where a file is no YAML, or says a key twice */
export function manifestsIn(file: string): Manifest[] {
  const documents = parseAllDocuments(readFileSync(join(deployFolder, file), "utf8"));
  if (!Array.isArray(documents)) throw new Error(`${file} is empty`);
  return documents.map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0]!.message}`);
    return document.toJS() as Manifest;
  });
}

export const clusterFiles = [
  ...readdirSync(join(deployFolder, "kubernetes")).map((name) => `kubernetes/${name}`),
  "secrets.example.yaml",
];

/** Where objects of its kind are made, below the API server's address. Source: kubernetes.io, "API Overview". */
export function pathOf({ apiVersion, kind }: Manifest, namespace: string): string {
  const group = apiVersion.includes("/") ? `apis/${apiVersion}` : `api/${apiVersion}`;
  const plural = kind.endsWith("y") ? `${kind.slice(0, -1)}ies` : `${kind}s`;
  return `/${group}/namespaces/${namespace}/${plural.toLowerCase()}`;
}
