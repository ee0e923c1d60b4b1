"use strict";
exports.id = 1110;
exports.ids = [1110];
exports.modules = {

/***/ 34687:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ machineFault),
/* harmony export */   r: () => (/* binding */ readableFailure)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);
/** System errors as readable messages. */

const makeRoom = "Free some space there, or name a folder on another disk (`cache-folder`, `store`, TMPDIR).";
const giveAccess = "Give this user access to it, or name another folder.";
const checkPath = "Check the path.";
const noFolder = { why: "a part of its path is a file, not a folder", remedy: checkPath };
/** By the codes of errno(3). */
const faults = {
    ENOSPC: { why: "the disk is full", remedy: makeRoom },
    EDQUOT: { why: "your disk quota is used up", remedy: makeRoom },
    EACCES: { why: "access is denied", remedy: giveAccess },
    EPERM: { why: "access is denied", remedy: giveAccess },
    EROFS: { why: "the file system is read-only", remedy: giveAccess },
    ENOTDIR: noFolder,
    EEXIST: noFolder, // of mkdir
    EISDIR: { why: "it is a folder, not a file", remedy: checkPath },
    ENOENT: { why: "it, or a folder above it, is not there", remedy: checkPath },
    ENAMETOOLONG: { why: "its path is too long", remedy: "Name a folder with a shorter path." },
    EMFILE: { why: "too many files are open", remedy: "Raise the limit: ulimit -n." },
    ENFILE: { why: "too many files are open on this machine", remedy: "Raise the limit: sysctl fs.file-max." },
    ENOMEM: { why: "the machine has no memory left", remedy: "Free some memory, and try again." },
    EIO: { why: "the disk fails", remedy: "See what the kernel says about the disk: dmesg." },
};
/** The words for an error of a system call; undefined for any other error. */
function machineFault(error) {
    const { code, syscall } = error;
    if (code === undefined || syscall === undefined)
        return undefined;
    if (code === "ENOENT" && syscall === "mkdir") {
        // Node's recursive mkdir says so of a file system that is read-only, too.
        return { why: "the folder above it is missing, or may not be written to", remedy: giveAccess };
    }
    return faults[code] ?? { why: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), remedy: "Fix that on this machine, and try again." };
}
/** An error of a system call as a failure that a user can read; anything else as it is. */
function readableFailure(error) {
    const fault = machineFault(error);
    if (fault === undefined)
        return error;
    const { path, dest, syscall } = error;
    const what = dest ?? path ?? "A file that treestamp itself needs";
    const message = `${what} cannot be used: ${fault.why} (${syscall}).`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("machine-failed", message, { remedy: fault.remedy, cause: error });
}


/***/ }),

/***/ 46805:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ checkBucketName)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64256);

/**
 * A name that every bucket keeps apart from all others: a file's for a folder, a key's for S3, and a part of a URL.
 * @throws input-invalid
 */
function checkBucketName(name) {
    if (/^[A-Za-z0-9._-]{1,200}$/.test(name) && name !== "." && name !== "..")
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TreestampError */ .ks("input-invalid", `The name ${JSON.stringify(name.slice(0, 300))} cannot be kept.`, {
        remedy: "A name has letters, digits, `-`, `_` and `.` alone, 200 at most.",
    });
}


/***/ }),

/***/ 91110:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s3Bucket: () => (/* binding */ s3Bucket)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ../../node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(28299);
// EXTERNAL MODULE: ./core/errors.js
var errors = __webpack_require__(64256);
// EXTERNAL MODULE: ./core/machine/failure.js
var failure = __webpack_require__(34687);
// EXTERNAL MODULE: ./core/service/bucket-name.js
var bucket_name = __webpack_require__(46805);
;// CONCATENATED MODULE: ./core/service/s3-failure.js
/** What S3 and the AWS SDK say, as failures that an operator can act on. Source: the S3 API's "Error responses". */

function statusOf(error) {
    return error.$metadata?.httpStatusCode;
}
/** True where S3 clearly says that there is no such file. That the bucket is missing is another matter. */
function isAbsent(error) {
    return statusOf(error) === 404 && error.name === "NoSuchKey";
}
/**
 * @param bucket its description
 * @param secrets what no message may have: S3 repeats what it was sent
 */
function s3Failure(error, bucket, secrets) {
    if ((0,errors/* isTreestampError */.Sh)(error))
        return error;
    const status = statusOf(error);
    const { name } = error;
    const said = `${status === undefined ? "" : `${status} `}${name}: ${wordsOf(error)}`;
    const safe = secrets.reduce((text, secret) => (secret === "" ? text : text.replaceAll(secret, "…")), said);
    const [code, remedy] = judge(status, name);
    const verb = status === undefined ? "cannot be reached" : "answered";
    // Without the cause: the SDK's error has the request's headers and what S3 wanted to be signed.
    return new errors/* TreestampError */.ks(code, `${capital(bucket)} ${verb}: ${safe.slice(0, 500).replace(/\.$/, "")}.`, { remedy });
}
function judge(status, name) {
    if (status === undefined)
        return ["store-unreachable", "Check the endpoint and the network, and try again."];
    if (/TimeTooSkewed|RequestExpired/.test(name))
        return ["store-denied", "Set this machine's clock."];
    // versitygw answers 404 to an access key that nobody has.
    if (status === 401 || status === 403 || /UserNotFound/.test(name)) {
        return [
            "store-denied",
            "Check the access key and the secret key, and that they may put, get, delete and list (s3:ListBucket, without which S3 answers so for a file that is not there).",
        ];
    }
    if (status === 408 || status === 429 || status >= 500) {
        return ["store-unreachable", "The server has a problem: try again later."];
    }
    if (name === "NoSuchBucket")
        return ["store-refused", "Create the bucket, or name another one."];
    if ((status >= 300 && status < 400) || /Malformed|Location/.test(name)) {
        return ["store-refused", "Name the region in which the bucket is."];
    }
    if (name === "EntityTooLarge")
        return ["store-refused", "S3 takes a file of 5 GiB at most."];
    return ["store-refused", "Check the bucket's name, its region, and what the server says."];
}
/** Of several failed connections to one name (IPv6, IPv4) Node's own error says nothing. */
function wordsOf(error) {
    if (error instanceof AggregateError)
        return error.errors.map(errors/* messageOf */.bD).join("; ");
    return (0,errors/* messageOf */.bD)(error);
}
function capital(text) {
    return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

;// CONCATENATED MODULE: ./core/service/s3-bucket.js
/**
 * Files kept in a bucket of S3, Amazon's or another's. Loads the AWS SDK: to be imported where a bucket is configured.
 * An upload is one PUT, which S3 keeps whole or not at all, of at most 5 GiB: its parts would be left where a process dies.
 */










/** Before a file is sent again. Milliseconds. */
const pauses = [1000, 4000];
const readBytes = 1 << 20;
function s3Bucket(place) {
    const client = new dist_cjs/* S3Client */.YxF(settings(place));
    const description = `the bucket ${place.bucket} of ${place.endpoint === undefined ? "S3" : hostOf(place.endpoint)}`;
    const failure = (error) => s3Failure(error, description, [place.secretKey, place.accessKey]);
    const at = (name) => {
        (0,bucket_name/* checkBucketName */.W)(name);
        return { Bucket: place.bucket, Key: name };
    };
    /** The answer, or undefined where S3 says that there is no such file. */
    const ask = async (request) => {
        try {
            return await request();
        }
        catch (error) {
            if (isAbsent(error))
                return undefined;
            throw failure(error);
        }
    };
    const open = (name) => ask(async () => (await client.send(new dist_cjs/* GetObjectCommand */.jLs(at(name)))).Body);
    return {
        description,
        open,
        put: unlessInterrupted(async (name, file, signal) => {
            const object = { ...at(name), ContentType: "application/octet-stream" };
            const content = await contentOf(file);
            for (const pause of [...pauses, undefined]) {
                signal?.throwIfAborted();
                const error = await send(client, object, content, signal).then(() => undefined, failure);
                if (error === undefined)
                    return;
                if (pause === undefined || !(0,errors/* isTreestampError */.Sh)(error, "store-unreachable"))
                    throw error;
                await (0,external_node_timers_promises_.setTimeout)(pause, undefined, signal === undefined ? {} : { signal });
            }
        }),
        has: async (name) => {
            try {
                await client.send(new dist_cjs/* HeadObjectCommand */.l81(at(name)));
                return true;
            }
            catch (error) {
                if (statusOf(error) !== 404)
                    throw failure(error);
            }
            // An answer to HEAD has no body, so a bucket that is missing looks like a file that is missing.
            const body = await open(name);
            body?.destroy();
            return body !== undefined;
        },
        remove: async (name) => {
            await ask(() => client.send(new dist_cjs/* DeleteObjectCommand */.k4j(at(name))));
        },
    };
}
/** All that the SDK would look for in the environment and in the user's ~/.aws is said, so that nothing there changes it. */
function settings({ accessKey, secretKey, region, endpoint, patience = 60_000 }) {
    return {
        credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
        region: region ?? "us-east-1",
        ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint, forcePathStyle: true }),
        requestHandler: { connectionTimeout: Math.min(patience, 10_000), socketTimeout: patience },
        maxAttempts: 3,
        retryMode: "standard",
        defaultsMode: "standard",
        logger: silent,
        // The hash of the whole file is signed: other servers than Amazon's do not all know the SDK's checksums.
        requestChecksumCalculation: "WHEN_REQUIRED",
        responseChecksumValidation: "WHEN_REQUIRED",
        authSchemePreference: [],
        disableS3ExpressSessionAuth: true,
        useArnRegion: false,
        useDualstackEndpoint: false,
        useFipsEndpoint: false,
    };
}
/** The SDK's own words would go to standard error, between the lines of the service. */
const silent = { debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
/** Reads the file once before it is sent: so S3 refuses what was damaged on its way, over plain HTTP, too. */
async function contentOf(file) {
    try {
        const { size } = await (0,promises_.stat)(file);
        const sha256 = (0,external_node_crypto_.createHash)("sha256");
        for await (const part of bytesOf(file, size))
            sha256.update(part);
        return { file, size, sha256: sha256.digest("hex") };
    }
    catch (error) {
        throw (0,failure/* readableFailure */.r)(error);
    }
}
function bytesOf(file, size) {
    return size === 0 ? [] : (0,external_node_fs_.createReadStream)(file, { end: size - 1, highWaterMark: readBytes });
}
/** @throws machine-failed for the file; anything that the SDK throws */
async function send(client, object, { file, size, sha256 }, signal) {
    const body = bytesOf(file, size);
    const broken = new AbortController();
    if (body instanceof external_node_stream_.Readable)
        body.on("error", (error) => broken.abort(error)); // the SDK would wait for more
    const command = new dist_cjs/* PutObjectCommand */.wKZ({ ...object, Body: Array.isArray(body) ? "" : body, ContentLength: size });
    command.middlewareStack.add((next) => (step) => {
        step.request.headers["x-amz-content-sha256"] = sha256;
        return next(step);
    }, { step: "build", name: "signTheWholeFile" });
    const abortSignal = signal === undefined ? broken.signal : AbortSignal.any([broken.signal, signal]);
    try {
        await client.send(command, { abortSignal });
    }
    catch (error) {
        throw broken.signal.aborted ? (0,failure/* readableFailure */.r)(broken.signal.reason) : error;
    }
    finally {
        if (body instanceof external_node_stream_.Readable)
            body.destroy();
    }
}
function unlessInterrupted(put) {
    return async (name, file, signal) => {
        try {
            await put(name, file, signal);
        }
        catch (error) {
            throw signal?.aborted ? new errors/* TreestampError */.ks("interrupted", "The work was ended by a signal.") : error;
        }
    };
}
function hostOf(endpoint) {
    return URL.canParse(endpoint) ? new URL(endpoint).host : "an endpoint that is no URL";
}


/***/ })

};
;