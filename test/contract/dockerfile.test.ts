// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of a Dockerfile
/**
 * What a Dockerfile says is in the image, whichever engine builds it: the configuration and the files that BuildKit makes of
 * it. What buildah cannot do is an error that says the way out, never an image without it.
 */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { makeMarkedBase } from "../services/base-image.ts";
import { type BuiltImage, drivers, type EngineUnderTest, type Options, startEngine } from "../services/engines.ts";

const F = "FROM base:1";

/** Everything that a configuration can say, but for what only some instructions set. */
const everything = {
  dockerfile: [
    ...[F, "MAINTAINER me <a@b>", 'SHELL ["/bin/sh", "-ec"]'],
    "HEALTHCHECK --interval=5s --timeout=3s --start-period=1m --retries=3 CMD wget -q localhost || exit 1",
    ...["ONBUILD RUN echo hi", "ONBUILD COPY . /x", "STOPSIGNAL SIGINT"],
    ...["ARG PLACE=/data", "VOLUME $PLACE", 'VOLUME ["/d2", "/d 3"]', "EXPOSE 80 53/udp 8000-8002 443/TCP"],
    ...['LABEL a=b "c d"="e f" multi="x \\', '  y"', 'ENV A=1 B="x y" C=a\\ b', "ENV OLD some value here"],
    ...["ENV D=${A:-x}${NOPE:-z}${A:+q}", "USER builder:builder", "WORKDIR /srv", "WORKDIR rel/x"],
    ...['ENTRYPOINT ["/bin/sh"]', 'CMD ["-c","true"]'],
  ],
  config: {
    Env: ["PATH=/bin", "A=1", "B=x y", "C=a b", "OLD=some value here", "D=1zq"],
    Shell: ["/bin/sh", "-ec"],
    Healthcheck: {
      Test: ["CMD-SHELL", "wget -q localhost || exit 1"],
      Interval: 5e9,
      Timeout: 3e9,
      StartPeriod: 60e9,
      Retries: 3,
    },
    OnBuild: ["RUN echo hi", "COPY . /x"],
    StopSignal: "SIGINT",
    Volumes: { "/data": {}, "/d2": {}, "/d 3": {} },
    ExposedPorts: { "80/tcp": {}, "53/udp": {}, "8000/tcp": {}, "8001/tcp": {}, "8002/tcp": {}, "443/tcp": {} },
    Labels: { a: "b", "c d": "e f", multi: "x   y" },
    User: "builder:builder",
    WorkingDir: "/srv/rel/x",
    Entrypoint: ["/bin/sh"],
    Cmd: ["-c", "true"],
  },
};

/** Shell commands, and what they print in the RUN instruction of `manyForms` that runs them all. */
const answers: readonly (readonly [title: string, command: string, prints: string])[] = [
  [
    "the platform's arguments",
    "echo $TARGETPLATFORM $TARGETOS $TARGETARCH $BUILDPLATFORM $TARGETSTAGE $GLOBAL $LOCAL",
    `linux/amd64 linux amd64 linux/${process.arch === "arm64" ? "arm64" : "amd64"} default g gx\n`,
  ],
  ["no argument that is not declared", 'echo "[$UNDECLARED$GIVEN]"', "[]\n"],
  ["SOURCE_DATE_EPOCH where it is declared", "echo $SOURCE_DATE_EPOCH", "1600000000\n"],
  ["a cache", "echo 1 > /cache/x && cat /cache/x", "1\n"],
  ["a tmpfs", "echo 1 > /tmpfs/x && cat /tmpfs/x", "1\n"],
  ["the context", "cat /context/f", "f"],
  ["a file of the context", "cat /file", "f"],
  ["the same name of the machine everywhere", "hostname", "buildkitsandbox\n"],
  ["no name of the machine's own hosts", "grep -v localhost /etc/hosts | grep -v internal", ""],
  ["no device of the machine", "ls -l /dev | grep -c '^b'", "0\n"],
  ["no variable of ours", "env | grep -i -c secret", "0\n"],
];

const mounts = [
  ...["type=cache,target=/cache", "type=tmpfs,target=/tmpfs", "target=/context"],
  "type=bind,source=f,target=/file",
].map((mount) => `--mount=${mount}`);

/** What Dockerfiles say in many forms, in one that writes what comes of each into a file. */
const manyForms = {
  dockerfile: [
    ...["ARG GLOBAL=g", "ARG UNDECLARED=1"],
    ...[F, "VOLUME /v", "RUN mkdir -p /v && echo hi > /v/x", "RUN cat /v/x > /x", "RUN rm /v/x"],
    // buildah takes no here-document: nor need it, as the target does without this stage.
    ...[`${F} AS unused`, "RUN <<EOF", "FROM nothing", "EOF"],
    ...[F, "ARG TARGETPLATFORM", "ARG TARGETOS", "ARG TARGETARCH", "ARG BUILDPLATFORM", "ARG TARGETSTAGE"],
    ...["ARG GLOBAL", "ARG LOCAL=${GLOBAL}x", "ARG SOURCE_DATE_EPOCH"],
    `RUN ${mounts.join(" ")} ${answers.map(([_, command], at) => `{ ${command}; } > /${at}`).join("; ")}; true`,
    "RUN --mount=target=/context,rw echo z > /context/z; ls /context/z > /writable",
    "RUN ls /cache /tmpfs /context > /mounted 2>/dev/null; true",
    "COPY --from=0 /x /of-volume",
    ...["RUN echo a \\", "# no", "", "   b > /commented"],
    ...['SHELL ["/bin/sh", "-uc"]', "RUN echo $- | grep -c u > /shell", "CMD of the shell"],
  ],
  options: { files: { f: "f" }, buildArgs: new Map([["GIVEN", "1"]]) },
  files: [
    ...answers.map(([title, , prints], at) => [title, `${at}`, prints] as const),
    ["a writable context, whose changes are lost", "writable", "/context/z\n"],
    ["nothing of what was mounted", "mounted", ""],
    ["a volume's content, and a stage by its number", "of-volume", "hi\n"],
    ["comments between continued lines", "commented", "a b\n"],
    ["the shell of SHELL", "shell", "1\n"],
  ] as const,
};

/** What buildah 1.28 cannot build, and how it says that. */
const beyond: readonly (readonly [title: string, dockerfile: readonly string[], message: string, options?: Options])[] =
  [
    ["RUN with a here-document", [F, "RUN <<EOF", "echo hi > /x", "EOF"], "here-document"],
    ["COPY with a here-document", [F, "COPY <<EOF /x", "hi", "EOF"], "here-document"],
    ["COPY --link", [F, "COPY --link f /x"], "--link", { files: { f: "f" } }],
    ["COPY --parents", ["# syntax=docker/dockerfile", F, "COPY --parents f /x/"], "--parents", { files: { f: "f" } }],
    ["COPY --exclude", [F, "COPY --exclude=g . /x"], "--exclude", { files: { f: "f" } }],
    ["ADD --checksum", [F, `ADD --checksum=sha256:${"0".repeat(64)} http://127.0.0.1:1/x /x`], "ADD --checksum"],
    ["ADD of a git repository", [F, "ADD https://127.0.0.1:1/a/b.git#main /x"], "git repository"],
    ["RUN --network", [F, "RUN --network=none true"], "RUN --network"],
    ["RUN --security", [F, "RUN --security=insecure true"], "RUN --security"],
    ["HEALTHCHECK --start-interval", [F, "HEALTHCHECK --start-interval=5s CMD true"], "--start-interval"],
    ["the size of a tmpfs", [F, "RUN --mount=type=tmpfs,target=/t,size=1m true"], "size of a tmpfs"],
    ["a secret in a variable", [F, "RUN --mount=type=secret,id=a,env=A true"], "env="],
    ["--chmod in letters", [F, "COPY --chmod=u=rw f /x"], "--chmod in letters", { files: { f: "f" } }],
    ["an ARG after an ENV of its name", [F, "ENV V=env", "ARG V=arg", "RUN echo $V > /x"], "ARG V"],
    ["a mount with a relative target", [F, "WORKDIR /w", "RUN --mount=type=bind,target=c true"], "no whole path"],
    [
      "a context that is written, and taken from after that",
      [F, "RUN --mount=target=/c,rw echo z > /c/f", "COPY f /x"],
      "takes from the same place",
      { files: { f: "f" } },
    ],
    [
      "a stage that is written, and taken from after that",
      [
        `${F} AS a`,
        "RUN echo a > /x",
        F,
        "RUN --mount=from=a,target=/c,readwrite echo z > /c/x",
        "COPY --from=0 /x /x",
      ],
      "takes from the same place",
    ],
    ["ADD --chown of an archive", [F, "ADD --chown=5:6 a.tar.gz /x/"], "ADD --chown"],
    ["a platform's argument with another default", [F, "ARG TARGETARCH=s390x"], "ARG TARGETARCH, has a default"],
    [
      "an argument that cannot be handed down",
      [`${F} AS a`, "ENV E=1", "ARG V=${E}2", "ENV E=3", "FROM a"],
      "buildah uses the second",
    ],
    [
      "the frontend of somebody else, by a build argument",
      [F],
      "example.com/frontend",
      { buildArgs: new Map([["BUILDKIT_SYNTAX", "example.com/frontend:1"]]) },
    ],
    [
      "several files to a name that is no folder's",
      [F, "COPY f g /x"],
      "write it with /",
      { files: { f: "f", g: "g" } },
    ],
    ["the frontend of somebody else", ["# syntax=example.com/frontend", F], "example.com/frontend"],
  ];

describe.each(drivers)("$title", (driver) => {
  let under: EngineUnderTest;

  beforeAll(async () => {
    under = await startEngine(driver, { OF_OURS_SECRET: "hidden" });
  });

  afterAll(() => under?.stop());

  /** An image for several tests: the first of them builds it. */
  const once = (dockerfile: readonly string[], options?: Options) => {
    let image: Promise<BuiltImage> | undefined;
    return () => {
      image ??= under.build(dockerfile, options);
      return image;
    };
  };

  test("keeps everything that a Dockerfile says about the image's configuration", async () => {
    const image = await under.build(everything.dockerfile);
    expect(image.config.author).toBe("me <a@b>");
    expect(image.config.config).toEqual(expect.objectContaining(everything.config));
    expect(Object.keys(image.config.config).filter((key) => !(key in everything.config))).toEqual(
      driver.title === "buildah" ? [] : ["ArgsEscaped"],
    );
  });

  const said = {
    Volumes: { "/data": {} },
    Healthcheck: { Test: ["CMD-SHELL", "true"], Interval: 5e9 },
    Shell: ["/bin/sh", "-ec"],
    StopSignal: "SIGINT",
    Labels: { a: "b" },
  };
  const based = (name: string, more: object) => {
    const { digest, folder } = makeMarkedBase(join(under.folder, name), name, { ...said, ...more });
    return { bases: [{ name: "base:1", digest, source: { kind: "layout", folder } }] } as const;
  };

  test("is the base image where it has no instruction", async () => {
    const image = await under.build([F], based("alone", {}));
    expect(image.config.config).toMatchObject({ ...said, Cmd: ["/bin/sh"] });
    expect(await image.text("marker")).toBe("alone");
    expect(await (await under.build([`${F} AS one`, "RUN echo 1 > /x", "FROM one"])).text("x")).toBe("1\n");
  });

  test("takes over what the base image says, and writes below its volumes", async () => {
    const dockerfile = [`${F} AS one`, "RUN mkdir -p /data && echo kept > /data/x", "FROM one", "RUN cat /data/x > /x"];
    const image = await under.build(dockerfile, based("with-volumes", {}));
    expect(image.config.config).toMatchObject({ ...said, Cmd: ["/bin/sh"] });
    expect(await image.text("data/x")).toBe("kept\n");
    expect(await image.text("x")).toBe("kept\n");
  });

  test("carries out the base image's ONBUILD, and sets CMD", async () => {
    const { Volumes: _, ...others } = said;
    const triggers = { OnBuild: ["RUN echo 1 > /trigger", "ENV TRIGGER=2"], Volumes: null };
    const dockerfile = [F, "RUN cat /trigger > /x", 'CMD ["/bin/x"]'];
    const image = await under.build(dockerfile, based("with-triggers", triggers));
    expect(image.config.config).toMatchObject({ ...others, Env: ["PATH=/bin", "TRIGGER=2"], Cmd: ["/bin/x"] });
    expect(image.config.config.OnBuild ?? []).toEqual([]);
    expect(await image.text("x")).toBe("1\n");
  });

  const copied = once(
    [
      ...[F, "RUN mkdir -m 700 /d && chown 1000:1000 /d", "COPY a /one", "COPY a/ /two/", "COPY *.txt /three/"],
      ...["COPY b.txt /four", 'COPY ["sp ace", "/six/"]', "COPY --chmod=0600 --chown=builder:builder b.txt /seven"],
      ...["ARG U=55", "COPY --chown=$U:66 a /eight", "COPY --chmod=755 a /nine", "COPY a /d", "WORKDIR /w"],
      ...["COPY c.txt .", 'ENTRYPOINT ["/bin/x"]', "HEALTHCHECK NONE"],
    ],
    { files: { "a/x": "x", "a/y/z": "z", "b.txt": "b", "c.txt": "c", "sp ace": "s" } },
  );

  test("copies as BuildKit does: modes, owners, links, globs, names", async () => {
    const entries = await (await copied()).entries();
    const of = (name: string) => {
      const { mode, uid, gid, content } = entries.findLast((entry) => entry.name.replace(/\/$/, "") === name)!;
      return `${mode.toString(8)} ${uid}:${gid} ${content}`;
    };
    expect(["one/y/z", "two/x", "three/c.txt", "four", "six/sp ace", "w/c.txt"].map(of)).toEqual(
      ["z", "x", "c", "b", "s", "c"].map((content) => `644 0:0 ${content}`),
    );
    expect(["seven", "eight", "eight/x", "nine/x", "d/x"].map(of)).toEqual([
      ...["600 1000:1000 b", "755 55:66 ", "644 55:66 x", "755 0:0 x", "644 0:0 x"],
    ]);
  });

  test("sets ENTRYPOINT, with which the base's CMD goes, and HEALTHCHECK NONE", async () => {
    const { config } = (await copied()).config;
    expect(config).toMatchObject({ Entrypoint: ["/bin/x"], Healthcheck: { Test: ["NONE"] } });
    expect(config).not.toHaveProperty("Cmd");
  });

  const small = once([
    ...[F, "RUN cat /etc/hosts /etc/resolv.conf > /dev/null; echo 1 > /x"],
    "RUN --mount=type=secret,id=token ls /run/secrets/token > /secret 2>/dev/null; true",
  ]);

  test("leaves nothing in the image that no instruction has made", async () => {
    const base = new Set(["bin", "etc", "home", "home/builder", "root", "tmp", "marker"]);
    const names = (await (await small()).names()).map((name) => name.replace(/\/$/, ""));
    const made = names.filter(
      (name) => !base.has(name) && !name.startsWith("bin/") && !/^etc\/(passwd|group)$/.test(name),
    );
    expect(made.filter((name) => !["dev", "proc", "sys", "run"].includes(name)).sort()).toEqual(["secret", "x"]);
  });

  test("says which secret the Dockerfile asks for and does not get, and silences what is ours", async () => {
    const image = await small();
    expect(await image.text("secret")).toBe("");
    expect(image.warnings).toEqual([
      expect.stringContaining("asks for the secret token, which the build does not get"),
    ]);
    expect(image.lines.join("\n")).not.toMatch(/not consumed|SOURCE_DATE_EPOCH|TARGET/);
  });

  if (driver.isTwin) return;

  test("hands down arguments and the shell to the stages that start from a stage, and CMD and ENTRYPOINT name the shell", async () => {
    const dockerfile = [
      ...[`${F} AS a`, "ARG V=1", "ARG W", "ARG X=${V}2", "FROM a AS b", "FROM b", "ENV V=3"],
      ...['RUN echo "$V$W$X" > /x', 'CMD echo "$A" \\', "  'b\\c'", "ENTRYPOINT exec /x"],
    ];
    const options = { ...based("with-shell", { Volumes: null }), buildArgs: new Map([["W", "g"]]) };
    const image = await under.build(dockerfile, options);
    expect(await image.text("x")).toBe("3g12\n");
    expect(image.config.config).toMatchObject({
      Cmd: ["/bin/sh", "-ec", "echo \"$A\"   'b\\c'"],
      Entrypoint: ["/bin/sh", "-ec", "exec /x"],
    });
  });

  const inManyForms = once(manyForms.dockerfile, manyForms.options);

  test.each(manyForms.files)("gives instructions %s", async (_title, name, content) => {
    expect(await (await inManyForms()).text(name)).toBe(content);
  });

  test("names in CMD the shell of SHELL", async () => {
    expect((await inManyForms()).config.config.Cmd).toEqual(["/bin/sh", "-uc", "of the shell"]);
  });

  test("reads a byte order mark, CRLF, and the escape character of the directive", async () => {
    const dockerfile = ["\uFEFF# escape=`\r", `${F}\r`, "RUN echo a `\r", "  b > /x\r"];
    expect(await (await under.build(dockerfile)).text("x")).toBe("a b\n");
  });

  if (driver.title !== "buildah") return;

  test.each(beyond)("refuses %s with the way out", async (_title, dockerfile, message, options = {}) => {
    await expect(under.build(dockerfile, options)).rejects.toMatchObject({
      code: "build-failed",
      message: expect.stringContaining(message),
      remedy: expect.stringMatching(/docker|another name/),
    });
  });
});
