/** Inputs of the build service. Those with a variable have the names that its operators know. */
import type { Input } from "../input.ts";

const of = (row: Omit<Input, "verbs" | "places">): Input => ({ ...row, verbs: ["serve"], places: ["cli"] });

export const serveRows: readonly Input[] = [
  of({
    name: "listen",
    kind: "text",
    placeholder: "ADDRESS",
    default: "127.0.0.1",
    description:
      "Address to listen on. Another one than loopback needs `token-file`, or `allow-anonymous`. Default: 127.0.0.1.",
  }),
  of({
    name: "port",
    kind: "text",
    variable: "PORT",
    placeholder: "N",
    default: "9000",
    description: "Port to listen on; `0` takes a free one. Default: 9000.",
  }),
  of({
    name: "state",
    kind: "text",
    placeholder: "DIR",
    default: "treestamp-state",
    description: "Folder for builds, and for sources and logs unless `s3-bucket` says otherwise.",
  }),
  of({
    name: "token-file",
    kind: "text",
    placeholder: "PATH",
    description: "File with the token that requests must bear (`Authorization: Bearer TOKEN`).",
  }),
  of({
    name: "allow-anonymous",
    kind: "boolean",
    default: "false",
    description: "Listen on an address other than loopback without a token: anyone who can reach it may build.",
  }),
  of({
    name: "callback-secret-file",
    kind: "text",
    placeholder: "PATH",
    description: "File with the secret that signs callbacks (`X-Hub-Signature-256`, as GitHub signs webhooks).",
  }),
  of({
    name: "maximum-parallel-builds",
    kind: "text",
    variable: "MAXIMUM_PARALLEL_BUILDS",
    placeholder: "N",
    default: "4",
    description: "Number of builds at a time; the others wait in their order. Default: 4.",
  }),
  of({
    name: "timeout-in-ms",
    kind: "text",
    variable: "TIMEOUT_IN_MS",
    placeholder: "MS",
    default: "1200000",
    description: "Milliseconds that a build may take once it has started. Default: 20 minutes.",
  }),
  of({
    name: "no-cache",
    kind: "boolean",
    variable: "NO_CACHE",
    default: "false",
    description: "Build without the engine's cache.",
  }),
  of({
    name: "show-build-logs",
    kind: "boolean",
    variable: "SHOW_BUILD_LOGS",
    default: "false",
    description: "Repeat the builds' logs in the service's own.",
  }),
  of({
    name: "extra-build-args",
    kind: "text",
    variable: "EXTRA_BUILD_ARGS",
    placeholder: "JSON|@PATH",
    description: "Build arguments of every build, as a JSON object, or `@` and a file with it; a request's own win.",
  }),
  of({
    name: "extra-docker-registry-config",
    kind: "text",
    variable: "EXTRA_DOCKER_REGISTRY_CONFIG",
    placeholder: "@PATH",
    description:
      "Logins of more registries, `{HOST: {username, password}}`: the variable is JSON, or `@` and a file with it; the flag is the latter alone.",
  }),
  of({
    name: "docker-build-image",
    kind: "text",
    variable: "DOCKER_BUILD_IMAGE",
    placeholder: "IMAGE",
    description:
      "Image of the workers, which has treestamp and an engine: each build runs in a container of it. Default: builds are processes of this machine.",
  }),
  of({
    name: "use-kubernetes",
    kind: "boolean",
    variable: "USE_KUBERNETES",
    default: "false",
    description: "Run workers as jobs of the cluster that the service runs in, or that kubectl would talk to.",
  }),
  of({
    name: "service-url",
    kind: "text",
    placeholder: "URL",
    description: "Address by which workers in a cluster reach this service, for the sources.",
  }),
  of({
    name: "worker-memory",
    kind: "text",
    placeholder: "SIZE",
    default: "4GiB",
    description: "Memory that a worker may use. Default: 4GiB.",
  }),
  of({
    name: "worker-cpus",
    kind: "text",
    placeholder: "N",
    default: "2",
    description: "Processors that a worker may use. Default: 2.",
  }),
  of({
    name: "docker-build-settings",
    kind: "text",
    variable: "DOCKER_BUILD_SETTINGS",
    placeholder: "@PATH",
    description:
      "Docker daemon to build on, `{host, port, ca, cert, key}` or `{socketPath}`: the variable is JSON, or `@` and a file with it; the flag is the latter alone. Default: that of DOCKER_HOST.",
  }),
  of({
    name: "s3-bucket",
    kind: "text",
    variable: "S3_BUCKET",
    placeholder: "NAME",
    description: "Bucket to keep sources and logs in. Default: the folder `state`.",
  }),
  of({
    name: "s3-access-key",
    kind: "text",
    variable: "S3_ACCESS_KEY",
    placeholder: "ID",
    description: "Access key of the bucket.",
  }),
  of({
    name: "s3-secret-key",
    kind: "text",
    variable: "S3_SECRET_KEY",
    placeholder: "@PATH",
    description: "Secret key of the bucket: `@` and a file with it, or the variable, which may hold the key itself.",
  }),
  of({
    name: "s3-region",
    kind: "text",
    variable: "S3_REGION",
    placeholder: "NAME",
    description: "Region of the bucket; S3_LOCATION is another name of the variable.",
  }),
  of({
    name: "s3-endpoint",
    kind: "text",
    variable: "S3_ENDPOINT",
    placeholder: "URL",
    description: "Address of a server that speaks S3. Default: Amazon's.",
  }),
  of({
    name: "kafka-topic",
    kind: "text",
    variable: "KAFKA_TOPIC",
    placeholder: "NAME",
    default: "alamobuildlogs",
    description: "Topic for the logs of requests that name `kafka_hosts`. Default: alamobuildlogs.",
  }),
];
