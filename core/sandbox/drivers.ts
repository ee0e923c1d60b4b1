/** All kinds of sandboxes, as one piece of the bundle: only what runs commands loads it. */

export { parseImageConfig } from "../oci/image-config.ts";
export { chooseContainer, chooseSandbox, probeDockerContainers } from "./choose.ts";
export { dockerSandbox } from "./docker.ts";
export { withFallbacks } from "./fallback.ts";
export { mountedSandbox } from "./mounted.ts";
export { probeMounted } from "./mounted-tools.ts";
