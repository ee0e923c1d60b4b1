/** Words, paths, references and files that cannot be meant: what people are told. */
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Call, describeBroken, type Place, type Row } from "../services/broken-world.ts";

/** A row whose call has these inputs for `resolve`. */
const resolve = (inputs: Call["inputs"]) => (): Call => ({
  verb: "resolve",
  ...(inputs === undefined ? {} : { inputs }),
});

/** A row whose repository has another `treestamp.yml`. */
const configured = (text: string) => (place: Place) => {
  place.repository.write({ "treestamp.yml": text });
  return { verb: "resolve" } as const;
};

/** A mistake in what was asked is refused before anything starts, so these calls run in this process. */
const describeInputs = (title: string, rows: readonly Row[]) => describeBroken(title, rows, "core");

const digest = `sha256:${"0".repeat(64)}`;

describeInputs("git", [
  {
    name: "a folder that is no git repository",
    when: ({ folder }) => ({ verb: "resolve", inputs: { path: folder("plain") } }),
    says: [/\/plain is not a readable git repository/],
    remedy: /Run inside a clone .* `-C DIR` \(input `path`\)/,
  },
  {
    name: "a folder that does not exist",
    when: resolve({ path: "/no/such/folder" }),
    says: ["/no/such/folder", "No such file or directory"],
    remedy: /Name an existing folder: `-C DIR`/,
  },
  {
    name: "a repository without a commit",
    when: ({ folder, repository }) => {
      repository.git("init", "-q", folder("empty"));
      return { verb: "resolve", inputs: { path: folder("empty"), ref: "HEAD" } };
    },
    says: ['The repository has no revision "HEAD"'],
    remedy: /Check the spelling/,
  },
  {
    name: "a revision that does not exist",
    when: resolve({ ref: "no-such-branch" }),
    says: ['The repository has no revision "no-such-branch"'],
    remedy: /in a shallow clone, fetch it first/,
  },
  {
    name: "a repository of another user",
    when: ({ repository, folder }) => {
      const other = folder("other");
      repository.git("init", "-q", other);
      return { verb: "resolve", inputs: { path: other }, env: { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" } };
    },
    says: [/dubious ownership/],
    remedy: /git config --global --add safe\.directory '.*\/other'/,
  },
  {
    name: "a repository whose object is damaged",
    when: ({ repository }) => {
      const tree = repository.git("rev-parse", "HEAD^{tree}");
      rmSync(join(repository.folder, ".git/objects", tree.slice(0, 2), tree.slice(2)));
      return { verb: "resolve", inputs: { ref: "HEAD" } };
    },
    says: [/[0-9a-f]{40}/],
    remedy: /git fsck/,
  },
  {
    name: "no git on the machine",
    on: "action",
    when: (place) => ({ verb: "resolve", env: { PATH: place.folder("nothing") } }),
    says: ["git is not installed"],
    remedy: /Install git/,
  },
]);

describeInputs("paths of the recipe", [
  {
    name: "a context that is not in the repository",
    when: resolve({ context: "docker/build" }),
    says: ["docker/build is not in the repository"],
    remedy: /Check the spelling/,
  },
  {
    name: "a context that is a file",
    when: resolve({ context: "greeting" }),
    says: ["greeting is, or leads through, a file"],
    remedy: "Name a directory",
  },
  {
    name: "a path that leads out of the repository",
    when: resolve({ context: "../elsewhere" }),
    says: ["`context`", '"../elsewhere" leads out of the repository'],
    remedy: /from the repository's root/,
  },
  {
    name: "an absolute path",
    when: resolve({ include: ["/etc/passwd"] }),
    says: ["`include`", '"/etc/passwd" is an absolute path'],
    remedy: /from the repository's root/,
  },
  {
    name: "a link that leads out of the repository",
    when: ({ repository }) => {
      symlinkSync("/etc", join(repository.folder, "outside"));
      repository.commit("a link");
      return { verb: "resolve", inputs: { context: "outside" } };
    },
    says: ["outside is, or leads through, a symbolic link"],
    remedy: "Name the path that it points to",
  },
  {
    name: "an included file that is not there",
    when: resolve({ include: ["package-lock.json"] }),
    says: ["package-lock.json is not in the repository"],
    remedy: /Check the spelling/,
  },
  {
    name: "a Dockerfile that is not there",
    when: resolve({ file: "docker/Dockerfile" }),
    says: ["docker/Dockerfile is not in the repository"],
    remedy: /Check the spelling/,
  },
  {
    name: "a file that was forgotten to be added to git",
    when: ({ repository }) => {
      repository.write({ ".gitignore": "lock\n", lock: "1\n" });
      return { verb: "resolve", inputs: { include: ["lock"] } };
    },
    says: ["lock is not committed: git ignores it"],
    remedy: /git add --force lock/,
  },
]);

describeInputs("treestamp.yml", [
  {
    name: "a typing mistake in a name: its line, and the nearest name",
    when: configured("# the recipe\nincldue:\n  - go.mod\n"),
    says: ["treestamp.yml:2", "`incldue` is not a recipe input. Did you mean `include`?"],
    remedy: /Known here: image, context/,
  },
  {
    name: "an input of a call, which is not the recipe's",
    when: configured("engine: docker\n"),
    says: ["treestamp.yml:1", "`engine` is not a recipe input"],
    remedy: /Known here: image, context/,
  },
  {
    name: "no YAML at all",
    when: configured('context: "environment\n'),
    says: [/treestamp\.yml:\d/, /quote/],
    remedy: /Fix the YAML there/,
  },
  {
    name: "a list at the top",
    when: configured("- context\n"),
    says: ["treestamp.yml:1", "must be a mapping"],
    remedy: /Fix the YAML there/,
  },
  {
    name: "a mapping where a text belongs",
    when: configured("context:\n  path: environment\n"),
    says: ["treestamp.yml:1", "`context`", "not a mapping"],
    remedy: "Write one value",
  },
  {
    name: "one name twice",
    when: configured("context: a\ncontext: b\n"),
    says: ["treestamp.yml:2", /unique/],
    remedy: /Fix the YAML there/,
  },
  {
    name: "a merge conflict",
    when: configured("<<<<<<< HEAD\ncontext: a\n=======\ncontext: b\n>>>>>>> other\n"),
    says: [/treestamp\.yml:\d/],
    remedy: /Fix the YAML there/,
  },
]);

describeInputs("inputs", [
  {
    name: "a value that does not exist",
    when: () => ({ verb: "build", inputs: { engine: "dokcer" } }),
    says: ['`engine`: "dokcer" is not a valid value'],
    remedy: "Did you mean docker? Valid values are auto, docker, buildah.",
  },
  {
    name: "an invalid boolean",
    on: "action",
    when: () => ({ verb: "build", inputs: { force: "yes" } }),
    says: ['`force`: "yes" is not a valid value'],
    remedy: "Valid values are true, false.",
  },
  {
    name: "a password without its user name",
    on: "action",
    when: resolve({ password: "pass-word-92" }),
    says: ["`password`: `username` is missing"],
    hides: "pass-word-92",
    remedy: /Give both, or neither/,
  },
  {
    name: "a user name without its password",
    on: "action",
    when: resolve({ username: "reader" }),
    says: ["`username`: `password` is missing"],
    remedy: /Give both, or neither/,
  },
  {
    name: "one build secret from two places: both are named",
    when: () => ({ verb: "build", inputs: { "secret-envs": ["npm=NPM_TOKEN"], "secret-files": ["npm=/etc/npm"] } }),
    says: ['The build secret "npm" is given twice: by secret-envs and by secret-files'],
    remedy: "Give it once",
  },
  {
    name: "a build argument without a value",
    when: resolve({ "build-args": ["GO_VERSION"] }),
    says: ["`build-args`", '"GO_VERSION" is not NAME=VALUE'],
    remedy: /Write NAME=VALUE, one per line/,
  },
  {
    name: "a build argument given twice",
    when: resolve({ "build-args": ["A=1", "A=2"] }),
    says: ["`build-args`", "A is given twice"],
    remedy: /Write NAME=VALUE, one per line/,
  },
  {
    name: "a variable without a name",
    when: () => ({ verb: "run", inputs: { env: ["=1"] }, command: ["true"] }),
    says: ["`env`: item 1 is not NAME=VALUE or NAME"],
    remedy: /NAME=VALUE|NAME\[=VALUE\]/,
  },
  {
    name: "a variable as YAML has it: its value is not shown",
    when: () => ({ verb: "run", inputs: { env: ["TOKEN: open-sesame-33"] }, command: ["true"] }),
    says: ["`env`: item 1 (TOKEN…) is not NAME=VALUE or NAME"],
    remedy: /Write NAME\[=VALUE\]/,
    hides: "open-sesame-33",
  },
  {
    name: "no command: nothing is fetched, built or run in its place",
    when: () => ({ verb: "run" }),
    says: ["There is no command to run."],
    remedy: /`run` or `phases`.*--image-command/,
  },
  {
    name: "a script of comments",
    on: "action",
    when: () => ({ verb: "run", inputs: { run: "# make test\n\n" } }),
    says: ["`run` contains no command, only blanks and comments"],
    remedy: /`run` or `phases`/,
  },
  {
    name: "phases without a phase",
    when: () => ({ verb: "run", inputs: { phases: "{}" } }),
    says: ["`phases`: it has no phase"],
    remedy: /NAME: SCRIPT/,
  },
  {
    name: "a typing mistake in `run`: the runner hands it on",
    on: "action",
    when: () => ({ verb: "run", undeclared: { runn: "make test" } }),
    says: ["There is no command to run.", 'There is no input "runn" here. Did you mean "run"?'],
    remedy: /`run` or `phases`/,
  },
  {
    name: "a command for an action that runs none",
    on: "action",
    when: () => ({ verb: "pull", undeclared: { run: "make test" } }),
    says: ['The action pull runs no command, and has no input "run"'],
    remedy: "actions/run",
  },
  {
    name: "an amount without its unit",
    when: () => ({ verb: "build", inputs: { "cache-size": "20" } }),
    says: ['`cache-size`: "20" has no unit.'],
    remedy: "20GB",
  },
  {
    name: "an invalid platform",
    when: resolve({ platforms: ["amd64"] }),
    says: ["amd64"],
    remedy: /linux\/amd64/,
  },
  {
    name: "a platform of another machine: nothing is built that could not be run",
    when: () => ({ verb: "run", inputs: { platforms: ["linux/s390x"] }, command: ["true"] }),
    says: [/is made for linux\/s390x, and this machine is linux\/amd64/],
    remedy: /platforms/,
  },
  {
    name: "a base that is fixed by no digest",
    when: resolve({ base: ["base=debian:12"] }),
    says: ["`base`", "debian:12"],
    remedy: /@sha256/,
  },
  {
    name: "a working directory that does not exist",
    when: ({ repository }) => {
      repository.write({ "built/nothing": "" });
      return { verb: "run", inputs: { "working-directory": "no/such" }, command: ["true"] };
    },
    says: [/The working directory .*\/no\/such is not a folder of this machine/],
    remedy: /Check `working-directory`/,
  },
  {
    name: "a volume with a name, as docker has them",
    when: () => ({ verb: "run", inputs: { volumes: ["cache:/cache"] }, command: ["true"] }),
    says: [/no named volumes of docker's/],
    remedy: /\.\/cache:\/cache/,
  },
  {
    name: "a device that this machine does not have",
    when: () => ({ verb: "run", inputs: { devices: ["/dev/nothing"] }, command: ["true"] }),
    says: [/This machine has no device \/dev\/nothing/],
    remedy: /Check `devices`/,
  },
  {
    name: "a folder that cannot belong to a user, in treestamp.yml",
    when: configured("writable: [opt/venv]\n"),
    says: [/`writable`: "opt\/venv" is not an absolute path/],
    remedy: /such as \/opt\/venv/,
  },
  {
    name: "a cache folder that is a file",
    when: ({ folder }) => {
      const file = join(folder("files"), "cache");
      writeFileSync(file, "");
      return { verb: "build", inputs: { "cache-folder": file } };
    },
    says: [/files\/cache/, "a part of its path is a file, not a folder"],
    remedy: "Check the path",
  },
  {
    name: "a cache folder that others may write to",
    when: ({ folder }) => {
      chmodSync(folder("open"), 0o777);
      return { verb: "build", inputs: { "cache-folder": folder("open") } };
    },
    says: [/Snapshots cannot be kept in .*\/open: others may write to it/],
    remedy: /chmod/,
  },
  {
    name: "no home and no cache folder",
    when: () => ({ verb: "build", inputs: { "cache-folder": "" }, env: { HOME: "", XDG_CACHE_HOME: "" } }),
    on: "action",
    says: ["no place to keep snapshots: HOME is not set"],
    remedy: /--cache-folder DIR \(input `cache-folder`\)/,
  },
]);

const location = (name: string, store: string, why: string | RegExp, remedy: string | RegExp): Row => ({
  name,
  when: resolve({ store }),
  says: [`"${store}" is not the name of a store`, why],
  remedy,
});

describeInputs("names of stores", [
  location("a URL", "https://registry.example/team/build", "like a URL", "registry.example/team/build"),
  location("a tag in it", "registry.example/team/build:latest", "ends in a tag", "registry.example/team/build"),
  location(
    "a digest in it",
    `registry.example/team/build@${digest}`,
    "ends in a digest",
    "registry.example/team/build",
  ),
  location("a registry alone", "ghcr.io", "names a registry, but no repository", "Write ghcr.io/OWNER/NAME"),
  location("one word", "app", "which only has Docker's own images", /ghcr\.io\/acme\/app.*\.\/app/),
  location("a slash at its end", "registry.example/team/build/", "it ends in a slash", /\/team\/build\.?$/m),
  location("no repository", "registry.example/", "but no repository", /registry\.example\/team\/build/),
  location("characters that no repository has", "registry.example/te am", "consists of a-z and 0-9", /\.\/images/),
  location("a home that is not expanded", "~/images", "`~` is not expanded", /whole path/),
  location("longer than any registry takes", `registry.example/${"a".repeat(250)}`, "longer than 255", /team\/build/),
  {
    name: "a folder with something else in it",
    when: ({ folder }) => {
      writeFileSync(join(folder("papers"), "letter.txt"), "Dear");
      return { verb: "build", inputs: { store: folder("papers") } };
    },
    says: [/\/papers is not an OCI image layout: it has letter\.txt/],
    remedy: /Name an empty folder/,
  },
  {
    name: "a folder whose index was cut off",
    when: ({ folder }) => {
      writeFileSync(join(folder("cut"), "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
      writeFileSync(join(folder("cut"), "index.json"), '{"schemaVersion":2,"manif');
      return { verb: "build", inputs: { store: folder("cut") } };
    },
    says: [/\/cut is a damaged OCI image layout: its index\.json is not JSON/],
    remedy: /restore/,
  },
  {
    name: "a place that is a file",
    when: ({ folder }) => {
      writeFileSync(join(folder("files"), "store"), "");
      return { verb: "build", inputs: { store: join(folder("files"), "store") } };
    },
    says: [/\/files\/store cannot be used: a part of its path is a file, not a folder/],
    remedy: "Check the path",
  },
  {
    name: "a folder that may not be written to",
    on: "command line",
    when: ({ folder }) => {
      // Root is kept from writing by the file system alone.
      mkdirSync(join(folder("read-only"), "images"));
      const script = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"';
      return {
        verb: "build",
        inputs: { store: join(folder("read-only"), "images") },
        // dash would drop INPUT_CACHE-FOLDER from the environment.
        through: ["unshare", "--mount", "bash", "-c", script, "bash", folder("read-only")],
      };
    },
    says: [/read-only\/images cannot be used/, /read-only|may not be written to/],
    published: 1, // what was built is kept on this machine, for the next call
    remedy: /Give this user access to it, or name another folder/,
  },
]);
