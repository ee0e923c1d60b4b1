/** Pushes and promotions that cannot be: what people are told, and that no tag was given then. */
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import { openStore } from "../../core/oci/open.ts";
import { type Call, describeBroken, once, type Place, type Row } from "../services/broken-world.ts";
import { refuse, startServer } from "../services/http.ts";
import { publish, smallImage } from "../services/image.ts";
import { tagsOfRegistry } from "../services/published.ts";
import { startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

/** Nobody listens there: these errors come before any registry is asked. */
const nowhere = "127.0.0.1:9/team/app";

const told = (inputs: NonNullable<Call["inputs"]>) => (): Call => ({
  verb: "push",
  inputs: { images: nowhere, ...inputs },
});

/** No row is about the process: all but the first of a table, and what hides a secret, do without one. */
const describePush = (title: string, rows: readonly Row[]) => describeBroken(title, rows, "core");

const running: RunningRegistry[] = [];
const registry = once(async () => {
  const started = await startRegistry();
  running.push(started);
  return started;
});
afterAll(async () => {
  for (const one of running) await one.stop();
});

/** A repository of a real registry with one image under these tags. */
async function repositoryWith(...tags: string[]) {
  const { host, storage } = await registry();
  const name = `team/${randomBytes(4).toString("hex")}`;
  const image = smallImage();
  for (const tag of tags) await publish(openStore(`${host}/${name}`), image, tag);
  return { location: `${host}/${name}`, image, tags: () => tagsOfRegistry(storage, name) };
}

/** A folder with this many images, under the tags `image-0` and so on. */
async function layoutWith(place: Place, count: number): Promise<string> {
  const folder = place.folder("layout");
  for (let index = 0; index < count; index++) await publish(openStore(folder), smallImage(), `image-${index}`);
  return folder;
}

describePush("tags", [
  {
    name: "A rule has a slip in its type",
    when: told({ tags: "type=semvre,pattern={{version}}" }),
    says: ['tags: type=semvre,pattern={{version}}: "semvre" is no type.'],
    remedy: "Did you mean semver?",
  },
  {
    name: "A tag is too long for any registry",
    when: told({ tags: `type=raw,value=${"x".repeat(129)}` }),
    says: ["has 129 characters, and a tag has at most 128"],
    remedy: /up to 128 letters/,
  },
  {
    name: "No rule is about what is checked out",
    when: told({ tags: "type=ref,event=pr" }),
    says: ["No rule of `tags` gives the branch main a tag."],
    remedy: "type=ref,event=branch",
  },
  {
    name: "The default branch matters, and nobody knows it",
    when: told({ tags: "type=raw,value=latest,enable={{is_default_branch}}" }),
    says: [/the default branch is unknown/],
    remedy: "git remote set-head origin --auto",
  },
  {
    name: "There is no repository to push to",
    when: () => ({ verb: "push", inputs: { tags: "1.0" } }),
    says: ["`images` is empty"],
    remedy: "images: ghcr.io/acme/app",
  },
  {
    name: "A repository is written with a tag",
    when: told({ images: "ghcr.io/acme/app:1.0" }),
    says: ["`images`: ghcr.io/acme/app:1.0 ends in a tag."],
    remedy: "its tags under `tags`",
  },
  {
    name: "The tag names another image already",
    when: async (place) => {
      const { location, tags } = await repositoryWith("1.0.0");
      const saved = await layoutWith(place, 1);
      return { verb: "push", inputs: { images: location, "saved-image": saved, tags: ["1.0.0", "latest"] }, tags };
    },
    says: [/:1\.0\.0 is sha256:[0-9a-f]{64}; the image to be pushed is sha256:[0-9a-f]{64}\./],
    remedy: "under `overwrite` if it is meant to move: 1.0.0.",
    published: 1,
  },
]);

describePush("what is to be pushed", [
  {
    name: "The archive is no image",
    when: async (place) => {
      const source = join(place.folder("made"), "notes.tar");
      writeFileSync(source, "not an image\n".repeat(100));
      const { location, tags } = await repositoryWith();
      return { verb: "push", inputs: { images: location, "saved-image": source, tags: "1.0" }, tags };
    },
    says: [/`saved-image`: .+notes\.tar is not the archive of one image\. It is not a readable tar archive/],
    remedy: "docker save -o FILE IMAGE",
  },
  {
    name: "The archive is cut off, and compressed",
    when: async (place) => {
      const source = join(place.folder("made"), "app.tar.gz");
      writeFileSync(source, Buffer.from("1f8b0800000000000003edcf", "hex"));
      const { location, tags } = await repositoryWith();
      return { verb: "push", inputs: { images: location, "saved-image": source, tags: "1.0" }, tags };
    },
    says: [/app\.tar\.gz is not the archive of one image\./],
    remedy: "docker save -o FILE IMAGE",
  },
  {
    name: "The archive is not there",
    when: async (place) => {
      const { location, tags } = await repositoryWith();
      return {
        verb: "push",
        inputs: { images: location, "saved-image": join(place.folder("made"), "app.tar"), tags: "1.0" },
        tags,
      };
    },
    says: [/there is no folder or archive .+app\.tar\./],
    remedy: "the step that makes it has to run first",
  },
  {
    name: "The folder has two images",
    when: async (place) => {
      const { location, tags } = await repositoryWith();
      return {
        verb: "push",
        inputs: { images: location, "saved-image": await layoutWith(place, 2), tags: "1.0" },
        tags,
      };
    },
    says: [/lists 2 images where one is expected/],
    remedy: /one image/,
  },
  {
    name: "An image and a way to build one are given",
    when: told({ "saved-image": "app.tar", context: "." }),
    says: ["`saved-image`: it cannot be used together with `context`."],
    remedy: "leave one of them out",
  },
  {
    name: "The Dockerfile is not there",
    when: async () => {
      const { location, tags } = await repositoryWith();
      return { verb: "push", inputs: { images: location, file: "images/Dockerfile", tags: "1.0" }, tags };
    },
    says: [/`file`: there is no file .+images\/Dockerfile\./],
    remedy: "Check the spelling",
  },
  {
    name: "The Dockerfile wants the build image, and nothing says which that is",
    when: async ({ repository }) => {
      repository.write({ Dockerfile: "FROM build-image\n" });
      repository.commit();
      const { location, tags } = await repositoryWith();
      return { verb: "push", inputs: { images: location, tags: "1.0" }, tags };
    },
    says: [/says FROM build-image, and nothing says what the build image is/],
    remedy: "treestamp.yml",
  },
  {
    name: "A secret is given without an id",
    on: "action",
    when: told({ secrets: "open-sesame-0815" }),
    says: ["`secrets`: item 1 is not ID=VALUE."],
    remedy: "Write ID=VALUE, one per line.",
    hides: "open-sesame-0815",
  },
  {
    name: "What is to be promoted is not there",
    when: async () => {
      const { location, tags } = await repositoryWith("1.0.0");
      return { verb: "promote", inputs: { source: `${location}:1.0.1`, tags: "stable" }, tags };
    },
    says: [/`source`: \S+ has no 1\.0\.1\./],
    remedy: "Check the name",
    published: 1,
  },
  {
    name: "What is to be promoted is a whole repository",
    when: () => ({ verb: "promote", inputs: { source: "ghcr.io/acme/app", tags: "stable" } }),
    says: ['"ghcr.io/acme/app" is not the name of an image: it has neither a tag nor a digest.'],
    remedy: "Write ghcr.io/acme/app:TAG",
  },
]);

describePush("the registry", [
  {
    name: "Refuses the login",
    when: async (place) => {
      const server = await startServer((request, response) => {
        request.resume();
        refuse(response, 401, "UNAUTHORIZED", "authentication required", { "www-authenticate": 'Basic realm="test"' });
      });
      const saved = await layoutWith(place, 1);
      return {
        verb: "push",
        inputs: { images: `${server.host}/team/app`, "saved-image": saved, tags: "1.0" },
        after: server.stop,
      };
    },
    says: [/401 UNAUTHORIZED: authentication required/],
    remedy: "Log in with an account",
  },
  {
    name: "May be read, and not written",
    when: async (place) => {
      const { host } = await registry();
      const proxy = await startQuirkProxy(host);
      proxy.behave((request, response) => {
        if (request.method === "GET" || request.method === "HEAD") return false;
        request.resume();
        refuse(response, 403, "DENIED", "permission_denied: write_package");
        return true;
      });
      const saved = await layoutWith(place, 1);
      return {
        verb: "push",
        inputs: { images: `${proxy.host}/team/app`, "saved-image": saved, tags: "1.0" },
        after: proxy.stop,
      };
    },
    says: [/403 DENIED: permission_denied: write_package/],
    remedy: "permissions: packages: write",
  },
]);
