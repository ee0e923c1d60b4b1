"use strict";
exports.id = 7459;
exports.ids = [7459];
exports.modules = {

/***/ 94442:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fJ: () => (/* binding */ attestedParts),
/* harmony export */   kV: () => (/* binding */ attestationOf),
/* harmony export */   zn: () => (/* binding */ attested)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/* harmony import */ var _oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(25888);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24460);
/* harmony import */ var _oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(98706);
/* harmony import */ var _snapshot_format_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(50013);
/* harmony import */ var _beside_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61420);
/* harmony import */ var _published_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(44078);
/**
 * Who made the images of an index stands in the index itself: one more manifest beside the images, whose layer is a Sigstore
 * bundle. Its text stands where the index lists it, too, so that no further request asks for it.
 */








/** JSON of a Sigstore bundle. */
const bundleAnnotation = "dev.treestamp.attestation";
/** Objects of git that a clone of depth 1 lacks, and verifying needs: see core/trust/proof.ts. */
const objectsAnnotation = "dev.treestamp.attestation.objects";
/** The same publication with an attestation in its index. The images, and what else it lists, stay as they are. */
function attested(publication, { bundle: text, objects }) {
    const bytes = Buffer.from(text);
    const bundle = { mediaType: "application/json", digest: (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256Of */ .Bj)(bytes), size: bytes.length };
    const { manifest, config } = (0,_beside_js__WEBPACK_IMPORTED_MODULE_4__/* .besideManifest */ .ej)({ "attestation.bundle": bundle }, {});
    const more = objects === undefined ? {} : { [objectsAnnotation]: objects };
    const listed = {
        ...manifest.descriptor,
        platform: _published_js__WEBPACK_IMPORTED_MODULE_5__/* .unknownPlatform */ .eb,
        annotations: { [bundleAnnotation]: text, ...more },
    };
    const { descriptor, body } = publication.index;
    const { manifests, ...rest } = JSON.parse(body.toString("utf8"));
    const index = Buffer.from(JSON.stringify({ ...rest, manifests: [...manifests, listed] }));
    return {
        ...publication,
        index: (0,_oci_stored_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .manifestOf */ .$V)(descriptor.mediaType, index),
        manifests: [...publication.manifests, manifest],
        blobs: [
            ...publication.blobs,
            { blob: bundle, source: () => (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_6__/* .streamOf */ .mA)(bytes) },
            { blob: config.blob, source: () => (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_6__/* .streamOf */ .mA)(config.bytes) },
        ],
    };
}
/** The attestation of an index; undefined if it has none. @throws image-invalid if it has several */
function attestationOf(index) {
    const [only, ...more] = listedIn(index).filter(isAttestation);
    if (more.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("image-invalid", `${index.descriptor.digest} has several attestations.`);
    const annotations = only?.annotations;
    const bundle = annotations?.[bundleAnnotation];
    return bundle === undefined ? undefined : { bundle, objects: annotations?.[objectsAnnotation] };
}
/** All that an index lists, but the attestation itself. */
function attestedParts(index) {
    const images = (0,_published_js__WEBPACK_IMPORTED_MODULE_5__/* .parseIndex */ .A1)(index).flatMap(({ platform, image, snapshot }) => {
        const of = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(platform);
        const beside = snapshot === undefined ? [] : [{ name: `snapshot ${of}`, digest: snapshot.digest }];
        return [{ name: `image ${of}`, digest: image.digest }, ...beside];
    });
    const known = new Set(images.map(({ digest }) => digest));
    const others = listedIn(index).filter((one) => !isAttestation(one) && !known.has(one.digest));
    return [...images, ...others.map(({ digest }) => ({ name: "another part", digest }))];
}
function listedIn(stored) {
    const parsed = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(stored);
    return parsed.kind === "index" ? parsed.manifests : [];
}
/** What says that it is a snapshot is one, whatever else it says. */
function isAttestation({ platform, annotations }) {
    const isBeside = platform?.os === _published_js__WEBPACK_IMPORTED_MODULE_5__/* .unknownPlatform */ .eb.os && annotations?.[_snapshot_format_js__WEBPACK_IMPORTED_MODULE_7__/* .snapshotOfAnnotation */ .Pr] === undefined;
    return isBeside && annotations?.[bundleAnnotation] !== undefined;
}


/***/ }),

/***/ 87459:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   publish: () => (/* binding */ publish),
/* harmony export */   uploadImages: () => (/* binding */ uploadImages)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64256);
/* harmony import */ var _oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(25888);
/* harmony import */ var _oci_copy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(88080);
/* harmony import */ var _oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63087);
/* harmony import */ var _parallel_limiter_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(37795);
/* harmony import */ var _attested_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94442);
/* harmony import */ var _publication_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30266);
/* harmony import */ var _published_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44078);
/* harmony import */ var _whole_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(77959);
/**
 * Writes an image to a store: blobs first, then manifests, the tagged index last. The engine's blobs may go ahead while the
 * snapshot is being packed.
 */










const writesAtOnce = 4;
/** The least time in which another job that looked when we did has written its tag. Milliseconds. */
const settle = 500;
/**
 * Uploads the images' own blobs, which `publish` then finds. It makes nothing visible. When it returns or throws, nothing is
 * under way any more.
 * @param signal ends it, in the middle of a blob
 * @throws store-denied, store-refused, store-unreachable; the signal's reason
 */
async function uploadImages({ images, layout, donors = [] }, store, log, signal) {
    const mount = (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_2__/* .mounter */ .Bs)(store, donors, log, signal);
    await (0,_parallel_limiter_js__WEBPACK_IMPORTED_MODULE_8__/* .limiter */ .T)(writesAtOnce).all(images.flatMap(_publication_js__WEBPACK_IMPORTED_MODULE_5__/* .blobsOf */ .OR), async (blob) => {
        signal.throwIfAborted();
        if (donors.length > 0 && (await mount(blob.digest)))
            return;
        await store.writeBlob(blob, () => (0,_oci_byte_stream_js__WEBPACK_IMPORTED_MODULE_9__/* .abortable */ .ZC)(layout.readBlob(blob), signal), signal);
    });
}
/**
 * Publishes an image under its tag. Nothing is visible until the tag is written. A tag that already names the same images
 * stays as it is; one whose image is absent in part is replaced. When it returns or throws, nothing is under way any more.
 * @throws tag-taken if the tag names other images; store-denied, store-refused, store-unreachable, interrupted
 */
async function publish(request) {
    const { publication, store, tag, signal, log, isAlone = () => true, resigns = false } = request;
    const { index, manifests, blobs, donors } = publication;
    const bytes = blobs.reduce((sum, { blob }) => sum + blob.size, 0);
    const progress = log.progress("Publish", bytes);
    const mount = (0,_oci_copy_js__WEBPACK_IMPORTED_MODULE_2__/* .mounter */ .Bs)(store, donors, log, signal);
    await (0,_parallel_limiter_js__WEBPACK_IMPORTED_MODULE_8__/* .limiter */ .T)(writesAtOnce)
        .all(blobs, async ({ blob, source }) => {
        throwIfAborted(signal);
        if (donors.length === 0 || !(await mount(blob.digest)))
            await store.writeBlob(blob, source, signal);
        progress.add(blob.size);
    })
        .finally(() => progress.end());
    await (0,_parallel_limiter_js__WEBPACK_IMPORTED_MODULE_8__/* .limiter */ .T)(writesAtOnce).all(manifests, (manifest) => store.writeManifest(manifest, undefined, signal));
    throwIfAborted(signal);
    const start = performance.now();
    const there = await (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__/* .findManifest */ .J9)(store, tag, signal);
    const lost = there === undefined ? undefined : await lostOf(there, request);
    if (there !== undefined) {
        if (lost === undefined && !isToSign(there, index, resigns))
            return { index: there, bytes };
        const [theirs, ours] = [there.descriptor.digest, index.descriptor.digest];
        if (lost === undefined)
            log.info(`${store.location}:${tag} has the same image, which is signed now.`);
        else
            log.warning(`${store.location}:${tag} was ${theirs} and is ${ours} from now on: of the former, ${lost}.`);
    }
    await store.writeManifest(index, tag, signal);
    const first = await afterWriting(request);
    if (isAlone())
        return { index: first, bytes };
    // By then another job that looked when we did, and is as slow as we are, has written its own.
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(Math.max(settle, 3 * (performance.now() - start)), undefined, { signal }).catch(() => { });
    return { index: await afterWriting(request), bytes };
}
/**
 * What the tag names now. No registry compares and swaps: another job may have written the tag between our check and our
 * write, or since. A registry that does not show the tag yet has accepted it all the same.
 */
async function afterWriting(request) {
    const { publication, store, tag } = request;
    const now = await store.lookup(tag);
    const isTheirs = now.state === "present" && (await lostOf(now.manifest, request)) === undefined;
    return isTheirs ? now.manifest : publication.index;
}
/** Whether a tag gets our signature: the image that it names stays. */
function isToSign(there, ours, resigns) {
    if (there.descriptor.digest === ours.descriptor.digest || (0,_attested_js__WEBPACK_IMPORTED_MODULE_4__/* .attestationOf */ .kV)(ours) === undefined)
        return false;
    return resigns || (0,_attested_js__WEBPACK_IMPORTED_MODULE_4__/* .attestationOf */ .kV)(there) === undefined;
}
/**
 * The part that the tag's image has lost, as a clause; undefined if it names the same images as ours.
 * @throws tag-taken if it names other images, and is whole
 */
async function lostOf(there, { publication, store, tag }) {
    const [theirs, ours] = [there.descriptor.digest, publication.index.descriptor.digest];
    if (theirs === ours)
        return undefined;
    const lost = await (0,_whole_js__WEBPACK_IMPORTED_MODULE_7__/* .lostPart */ .Yq)(store, there, { blobs: true });
    if (lost !== undefined)
        return lost;
    if (await saysTheSame(there, publication, store))
        return undefined;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("tag-taken", `${store.location}:${tag} is ${theirs}, and this build is ${ours}: the same recipe gave other bytes.`, {
        remedy: "A key names one image, so the first one stays. Look for unpinned inputs: treestamp resolve lists them.",
    });
}
/** Whether the images are the same, and their snapshots' content: another compressor gives other frames. */
async function saysTheSame(there, publication, store) {
    const own = new Map(publication.manifests.map((manifest) => [manifest.descriptor.digest, manifest]));
    try {
        const [theirs, ours] = await Promise.all([
            contentOf(there, (digest) => (0,_oci_lookup_js__WEBPACK_IMPORTED_MODULE_3__/* .findManifest */ .J9)(store, digest)),
            contentOf(publication.index, async (digest) => own.get(digest)),
        ]);
        return theirs !== undefined && theirs === ours;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isTreestampError */ .Sh)(error, "image-invalid", "snapshot-invalid"))
            return false; // not written by treestamp
        throw error;
    }
}
/** The content of an index; undefined if one of its images has no snapshot. */
async function contentOf(index, find) {
    const said = [];
    for (const { image, snapshot } of (0,_published_js__WEBPACK_IMPORTED_MODULE_6__/* .parseIndex */ .A1)(index)) {
        const manifest = snapshot === undefined ? undefined : await find(snapshot.digest);
        if (manifest === undefined)
            return undefined;
        const { identity, config } = (0,_published_js__WEBPACK_IMPORTED_MODULE_6__/* .parseSnapshotManifest */ .dE)(manifest);
        said.push(`${image.digest} ${identity} ${config.digest}`);
    }
    return said.sort().join();
}
function throwIfAborted(signal) {
    if (signal?.aborted)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .TreestampError */ .ks("interrupted", "Publishing was interrupted.");
}


/***/ })

};
;