/** All kinds of stores, as one piece of the bundle. */
export { layoutStore, soleManifest } from "./layout.ts";
export { openStore } from "./open.ts";
