/** Builds a cluster's API server, and the store that it stands on: some minutes, so not for `npm test`. */

import { join } from "node:path";
import { installMissing } from "./debian-packages.ts";
import { buildMissing, folderOf, type GoTool, neededForGo } from "./go-tools.ts";

const etcd: GoTool = {
  command: "etcd",
  source: "go.etcd.io/etcd/server/v3",
  version: "v3.6.16",
  isRequired: true,
  why: "keeps what a cluster's API server is told",
};

const apiServer: GoTool = {
  command: "kube-apiserver",
  source: "k8s.io/kubernetes/cmd/kube-apiserver",
  version: "v1.36.3",
  staging: "v0.36.3",
  isRequired: true,
  why: "is the API server that workers in a cluster are tested on",
};

/** The paths of both programs; built where they are missing. @throws Error */
export async function clusterPrograms(): Promise<{ readonly etcd: string; readonly apiServer: string }> {
  await installMissing(neededForGo());
  await buildMissing([apiServer, etcd]);
  return { etcd: pathOf(etcd), apiServer: pathOf(apiServer) };
}

function pathOf(tool: GoTool): string {
  return join(folderOf(tool), tool.command);
}
