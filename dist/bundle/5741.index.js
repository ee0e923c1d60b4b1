"use strict";
exports.id = 5741;
exports.ids = [5741];
exports.modules = {

/***/ 85741:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  push: () => (/* binding */ push)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./core/git/named-commit.js
var named_commit = __webpack_require__(43539);
// EXTERNAL MODULE: ./core/log/stages.js
var log_stages = __webpack_require__(24291);
// EXTERNAL MODULE: ./core/oci/stored-manifest.js
var stored_manifest = __webpack_require__(98706);
;// CONCATENATED MODULE: ./core/oci/annotate.js
/** Annotations for what a tag names: image or index. */

/**
 * The manifest or index with further annotations. Docker's own formats have none, and are given back as they are.
 * @param known gives way to what is there already
 * @param said wins over it
 */
function annotated(stored, known, said) {
    const { mediaType } = stored.descriptor;
    if (mediaType !== stored_manifest/* ociManifestMediaType */.xS && mediaType !== stored_manifest/* ociIndexMediaType */.oQ)
        return stored;
    const manifest = JSON.parse(stored.body.toString("utf8"));
    const annotations = { ...Object.fromEntries(known), ...manifest.annotations, ...Object.fromEntries(said) };
    for (const [name, value] of Object.entries(annotations))
        if (value === "")
            delete annotations[name];
    if (JSON.stringify(annotations) === JSON.stringify(manifest.annotations ?? {}))
        return stored;
    return (0,stored_manifest/* manifestOf */.$V)(mediaType, Buffer.from(JSON.stringify({ ...manifest, annotations })));
}

// EXTERNAL MODULE: ./core/oci/copy.js
var copy = __webpack_require__(88080);
// EXTERNAL MODULE: ./core/places/named-image.js
var named_image = __webpack_require__(74429);
;// CONCATENATED MODULE: ./core/tags/labels.js
/** The key of the build image that a final image was built on. */
const buildImageLabel = "dev.treestamp.build-image";
/**
 * Labels or annotations for an image of this commit; what is not known is left out. All of them are the same in every run.
 * @param version the image's first tag
 * @param said wins over what we know; an empty value takes a label away
 */
function ociLabels({ commit, tree, time, project }, version, said) {
    const oci = {
        title: project.name,
        description: project.description,
        url: project.url,
        source: project.url,
        licenses: project.license,
        version,
        revision: commit,
        created: new Date(time * 1000).toISOString().replace(".000Z", "Z"),
    };
    const labels = new Map([["dev.treestamp.tree", tree]]);
    for (const [name, value] of Object.entries(oci)) {
        if (value !== undefined && value !== "")
            labels.set(`org.opencontainers.image.${name}`, value);
    }
    for (const [name, value] of said) {
        if (value === "")
            labels.delete(name);
        else
            labels.set(name, value);
    }
    return new Map([...labels].sort(([a], [b]) => (a < b ? -1 : 1)));
}

// EXTERNAL MODULE: ./core/tags/plan.js + 1 modules
var tags_plan = __webpack_require__(76185);
// EXTERNAL MODULE: ./core/verbs/deliver.js
var deliver = __webpack_require__(52959);
;// CONCATENATED MODULE: ./core/verbs/push.js
/** push: a final image, built or read from disk, to all its repositories under all its tags. */










/**
 * Makes the final image (or takes the one of `saved-image`), labels it and pushes it.
 * @throws TreestampError; tag-taken if a tag names other bytes; nothing was pushed then
 */
async function push(ports, request, repository) {
    const { log } = ports;
    const { delivery } = request;
    const stages = [];
    const commit = await (0,named_commit/* nameCommit */.P)(repository, await ports.hostEvent(), log);
    const plan = (0,tags_plan/* planTags */.V)({ ...delivery, commit, tree: commit.tree, now: Math.floor(Date.now() / 1000), log });
    const { version } = plan;
    const destinations = await (0,deliver/* destinationsOf */.Nu)(ports, delivery, { ...plan, commit });
    if (delivery.push)
        await (0,log_stages/* timed */.ay)(stages, "lookup", () => (0,deliver/* askAll */.pI)(destinations));
    const origin = await originOf(ports, request, repository, { commit, version, stages });
    const cache = await ports.openCache();
    return ports.interruptible((signal) => cache.withIncoming(async (scratch) => {
        const { store, root: made, donors } = await origin.make(scratch, signal);
        const root = annotated(made, ociLabels(commit, version, new Map()), delivery.annotations);
        const { overwrite, output } = delivery;
        if (output !== undefined) {
            await writeLayout(ports, { folder: (0,external_node_path_.resolve)(request.path, output), tag: version ?? "latest" }, { store, root }, signal);
        }
        const tags = delivery.push
            ? await (0,deliver/* deliver */.cK)({ image: { store, root }, destinations, overwrite, donors, stages, signal, log })
            : destinations.flatMap(({ store: { location }, tags }) => tags.map(({ tag }) => ({ location, tag, outcome: "pushed" })));
        const { digest } = root.descriptor;
        const { labels, buildImage } = origin;
        return { kind: "delivery", digest, tags, isPushed: delivery.push, version, labels, buildImage, stages };
    }));
}
async function originOf(ports, request, repository, named) {
    const { savedImage, assembly } = request.delivery;
    if (assembly !== undefined)
        return toAssemble(ports, request, repository, { ...named, assembly });
    if (savedImage !== undefined)
        return leftBehind(ports, request, savedImage, named.stages);
    return toBuild(ports, request, repository, named);
}
async function toAssemble(ports, request, repository, { commit, version, stages, assembly }) {
    const { assembleFinal, baseOf } = await Promise.all(/* import() */[__webpack_require__.e(5749), __webpack_require__.e(2633), __webpack_require__.e(574), __webpack_require__.e(2523), __webpack_require__.e(6855), __webpack_require__.e(6824), __webpack_require__.e(57), __webpack_require__.e(3800)]).then(__webpack_require__.bind(__webpack_require__, 30527));
    const base = await baseOf(ports, request, repository, { assembly, stages });
    const own = new Map([[buildImageLabel, base.root.descriptor.digest], ...assembly.labels]);
    const labels = ociLabels(commit, version, own);
    const make = (scratch, signal) => assembleFinal(ports, request, { assembly, base }, { commit, labels, scratch, stages, signal });
    return { labels, buildImage: base.root.descriptor.digest, make };
}
/** Leaves the image in a folder of the user's. @throws what writing a layout throws */
async function writeLayout(ports, { folder, tag }, { store, root }, signal) {
    const layout = ports.openStore(folder);
    await (0,copy/* copyImage */.L1)(await (0,copy/* closureOf */.TQ)(store, root), store, layout, { signal, log: ports.log });
    await layout.writeManifest(root, tag, signal);
    ports.log.info(`Written: ${layout.location}:${tag}.`);
}
async function toBuild(ports, request, repository, { commit, version, stages }) {
    const { buildFinal, gather } = await Promise.all(/* import() */[__webpack_require__.e(203), __webpack_require__.e(2633), __webpack_require__.e(3466)]).then(__webpack_require__.bind(__webpack_require__, 93466));
    const ingredients = await gather(ports, request, repository, stages);
    const buildImage = ingredients.buildImage?.root.descriptor.digest;
    const { labels: said } = request.delivery.final;
    const own = new Map([...(buildImage === undefined ? [] : [[buildImageLabel, buildImage]]), ...said]);
    const labels = ociLabels(commit, version, own);
    const make = (scratch, signal) => buildFinal(ports, request, ingredients, { commit, labels, scratch, stages, signal });
    return { labels, buildImage, make };
}
/** The image that a run has left: `oci:FOLDER:TAG`, a folder with one image, or an archive. */
function leftBehind(ports, { path }, saved, stages) {
    const read = async (scratch) => {
        if (saved.startsWith("oci:"))
            return (0,named_image.namedImage)(ports, "saved-image", saved, path);
        const folder = (0,external_node_path_.join)(scratch, "saved");
        await (0,promises_.mkdir)(folder);
        return ports.openSaved((0,external_node_path_.resolve)(path, saved), folder);
    };
    const make = async (scratch) => ({ ...(await (0,log_stages/* timed */.ay)(stages, "read", () => read(scratch))), donors: [] });
    return { labels: new Map(), buildImage: undefined, make };
}


/***/ })

};
;