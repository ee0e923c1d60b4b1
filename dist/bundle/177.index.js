"use strict";
exports.id = 177;
exports.ids = [177];
exports.modules = {

/***/ 90177:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   kafkaSink: () => (/* binding */ kafkaSink)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _platformatic_kafka__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37761);
/* harmony import */ var _platformatic_kafka__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43910);
/* harmony import */ var _platformatic_kafka__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69901);
/**
 * A build's log to a topic of Kafka, a message a line, in order. Loads the client: to be imported where a topic is
 * configured. A broker that is down or dies costs lines, never the build, nor more memory than is said here.
 */


/** What waits in memory: where it would be more, the oldest lines are dropped, as the end of a log says why a build failed. Bytes. */
const maxWaiting = 4 << 20;
/** Of one request: brokers take 1 MiB unless told otherwise. A longer line cannot be delivered. Bytes. */
const maxBatch = 512 << 10;
/** Of each message, beside its value: its key, and what the client needs in memory. Bytes. */
const overhead = 200;
/** Before brokers that do not answer are asked again. Milliseconds. */
const pause = 250;
/**
 * Connects with the first line. Nothing is waited for in `write`, and nothing is thrown: see the port. A line comes twice
 * where the answer of a broker that had taken it was lost; what is on its way when `end` gives up counts as lost.
 */
function kafkaSink({ hosts, topic, patience = 10_000 }, subject) {
    const metadata = `${subject.app}-${subject.space}`;
    const told = { metadata, build: subject.number, job: `${subject.number}` };
    // Messages of one key are in one partition, which alone keeps an order.
    const send = sender(hosts, topic, Buffer.from(metadata));
    const waiting = boundedQueue(maxWaiting);
    const givenUp = new AbortController();
    let sending = [];
    let delivering;
    let lost = 0;
    const deliver = async () => {
        await Promise.resolve(); // for all lines that are written at once
        for (sending = waiting.take(maxBatch); sending.length > 0;) {
            const outcome = await send.all(sending);
            if (givenUp.signal.aborted)
                return;
            if (outcome !== "delivered")
                await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pause, undefined, { signal: givenUp.signal }).catch(() => { });
            if (givenUp.signal.aborted)
                return;
            if (outcome === "not now")
                continue;
            if (outcome === "never")
                lost += sending.length;
            sending = waiting.take(maxBatch);
        }
        delivering = undefined;
    };
    return {
        write(line) {
            if (givenUp.signal.aborted)
                return;
            const value = Buffer.from(JSON.stringify({ ...told, message: line }));
            lost += value.length + overhead > maxBatch ? 1 : waiting.put(value);
            delivering ??= deliver();
        },
        async end() {
            const timer = (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(patience, undefined, { signal: givenUp.signal }).catch(() => { });
            await Promise.race([timer, delivering]);
            givenUp.abort();
            send.close();
            return lost + sending.length + waiting.count();
        },
    };
}
/**
 * Answers that stay the same. The client's own `canRetry` is no guide: a topic that is just being made, and a broker that
 * just starts, cannot be tried again by it.
 */
const hopeless = [
    "INVALID_RECORD",
    "INVALID_TOPIC_EXCEPTION",
    "MESSAGE_TOO_LARGE",
    "RECORD_LIST_TOO_LARGE",
    "TOPIC_AUTHORIZATION_FAILED",
];
/** Sends batches one after the other; after a failure it connects anew, by the hosts that were given. Never throws. */
function sender(hosts, topic, key) {
    let client;
    const close = () => {
        // It may wait for a broker that stands still. Nobody waits for it.
        client?.close(true).catch(() => { });
        client = undefined;
    };
    return {
        close,
        async all(values) {
            try {
                client ??= new _platformatic_kafka__WEBPACK_IMPORTED_MODULE_1__/* .Producer */ .l({
                    ...{ clientId: "treestamp", bootstrapBrokers: [...hosts], autocreateTopics: true, acks: _platformatic_kafka__WEBPACK_IMPORTED_MODULE_2__/* .ProduceAcks */ .Lb.ALL },
                    ...{ connectTimeout: 5_000, requestTimeout: 10_000, retries: 0 },
                });
                await client.send({ messages: values.map((value) => ({ topic, key, value })) });
                return "delivered";
            }
            catch (error) {
                close();
                return hopeless.some((id) => (0,_platformatic_kafka__WEBPACK_IMPORTED_MODULE_3__/* .findErrorBy */ .te)(error, "apiId", id) !== null) ? "never" : "not now";
            }
        },
    };
}
/** Values in the order in which they came, of so many bytes at most: the oldest give way. */
function boundedQueue(limit) {
    const values = [];
    let first = 0; // those before it are gone: an array that loses its first one by one would copy the others each time
    let bytes = 0;
    const shift = () => {
        const value = values[first];
        first++;
        bytes -= value.length + overhead;
        if (first * 2 > values.length) {
            values.splice(0, first);
            first = 0;
        }
        return value;
    };
    const count = () => values.length - first;
    return {
        count,
        /** @returns how many were dropped */
        put(value) {
            values.push(value);
            bytes += value.length + overhead;
            let dropped = 0;
            for (; bytes > limit; dropped++)
                shift();
            return dropped;
        },
        /** As many as fit, which may be none. */
        take(most) {
            const taken = [];
            for (let size = 0; count() > 0;) {
                size += values[first].length + overhead;
                if (size > most)
                    break;
                taken.push(shift());
            }
            return taken;
        },
    };
}


/***/ })

};
;