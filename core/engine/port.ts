/** An engine turns a build context into an OCI image layout. docker and buildah are drivers of this one port. */
import type { BaseImage } from "../inputs/base.ts";
import type { BuildSecret } from "../inputs/secrets.ts";
import type { ByteSource, Descriptor, LayerCompression } from "../oci/port.ts";

export interface BuildRequest {
  /** The build context: a tar stream, the same bytes each time. */
  readonly context: ByteSource;
  readonly dockerfile: {
    /** Where it is inside the context. */
    readonly path: string;
    /** Its content, so that nobody has to look for it in the context. */
    readonly text: string;
  };
  readonly target: string | undefined;
  readonly buildArgs: ReadonlyMap<string, string>;
  /** Labels of the image's configuration. */
  readonly labels: ReadonlyMap<string, string>;
  /** `linux/amd64`, `linux/arm64/v8`, … */
  readonly platforms: readonly string[];
  readonly bases: readonly BaseImage[];
  readonly secrets: readonly BuildSecret[];
  /** Seconds since 1970 that every time in the image is clamped to (SOURCE_DATE_EPOCH). */
  readonly epoch: number;
  /** Of the layers that are built; those of a base stay as they are. */
  readonly compression: LayerCompression;
  /** `host`, `none` or `default`: the network of RUN instructions. */
  readonly network: string;
  readonly noCache: boolean;
  /**
   * The records of the nearest ancestor, as `build` has returned them: instructions whose inputs did not change take their
   * layers from its image. Not read where `noCache` says that all of them run.
   */
  readonly layersFrom?: BaseImage | undefined;
  /** An empty folder of ours, to be filled with the OCI image layout. */
  readonly output: string;
  readonly signal?: AbortSignal;
}

export interface Engine {
  readonly name: "docker" | "buildah";
  /** One line for the log: program, version and what it talks to. */
  readonly description: string;
  /**
   * Builds and leaves an OCI image layout in `request.output`, whose `index.json` lists one manifest or index.
   * Output of the build goes to the log as it comes.
   * @returns its records, if the engine writes any: an image or index in the same layout, not listed there, with the same
   * layers. They differ from build to build.
   * @throws build-failed, with the last lines of the output in the message
   */
  build(request: BuildRequest): Promise<Descriptor | undefined>;
}

/** Whether an engine works on this machine, and if not, why. */
export type Probe =
  | { readonly engine: Engine }
  /** `reason` completes the sentence "docker cannot be used: …", `remedy` is a sentence of its own. */
  | { readonly engine: undefined; readonly reason: string; readonly remedy: string };
