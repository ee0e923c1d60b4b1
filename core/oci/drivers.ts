/** All kinds of stores, as one piece of the bundle. */
export { layoutStore, soleManifest } from "./layout/store.ts";
export { openStore } from "./open.ts";
