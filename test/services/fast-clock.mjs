// Preloaded into treestamp (`node --import`): its own timers, and the clock that it measures them by, run ten times as
// fast, so that a test need not sit through half a minute of patience or the pauses between tries. Nothing else in the
// process is touched, the time of day neither.

import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import promises from "node:timers/promises";

const faster = 10;
const { setTimeout: timer } = globalThis;
const { setTimeout: sleep } = promises;
globalThis.setTimeout = (work, delay, ...rest) => timer(work, (delay ?? 0) / faster, ...rest);
timers.setTimeout = globalThis.setTimeout;
const now = performance.now.bind(performance);
performance.now = () => now() * faster;
promises.setTimeout = (delay, ...rest) => sleep((delay ?? 0) / faster, ...rest);
syncBuiltinESMExports();
