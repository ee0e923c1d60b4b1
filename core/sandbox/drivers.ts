/** All kinds of sandboxes, as one piece of the bundle: only what runs commands loads it. */
export { chooseContainer, chooseSandbox, probeDockerContainers } from "./choose.ts";
export { dockerSandbox } from "./docker.ts";
export { withFallbacks } from "./fallback.ts";
export { parseImageConfig } from "./image-config.ts";
export { mountedSandbox } from "./mounted.ts";
export { probeMounted } from "./mounted-tools.ts";
