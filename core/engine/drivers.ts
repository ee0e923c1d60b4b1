/** All kinds of engines, as one piece of the bundle: only a build loads it. */
export { probeBuildah } from "./buildah.ts";
export { chooseEngine } from "./choose.ts";
export { probeDocker } from "./docker.ts";
