/** `--callback URL`: a platform hears how this build stands, as it hears it from the build service. */
import type { Host } from "../core/host/port.ts";
import { ownFailure } from "../core/host/shell/host.ts";
import type { Callback } from "../core/inputs/callback.ts";
import { callbacks } from "../core/service/callbacks.ts";
import type { Call } from "../core/service/records.ts";

/** A receiver that starts again takes as long; the runner of a cancelled job ends us sooner. Milliseconds. */
const [patience, shortPatience] = [60_000, 5_000];
/** 128 and SIGHUP, SIGINT, SIGTERM. */
const toldToEnd: readonly number[] = [129, 130, 143];

/**
 * Carries out the work, and tells of it.
 * @returns its exit code; a failure where it went well and nobody could be told, who would wait for ever
 */
export async function tellingOf(
  callback: Callback,
  { environment, log }: Host,
  work: () => Promise<number>,
): Promise<number> {
  const { CALLBACK_AUTH: authorization, CALLBACK_SECRET: secret } = environment;
  for (const value of [authorization, secret]) if (value) log.mask(value);
  const send = (call: Call, time: number) =>
    callbacks({ environment, log, secret: secret || undefined, patience: time }).send(
      { ...call, ...callback, authorization: authorization || undefined },
      AbortSignal.timeout(time * 2),
    );
  const pending = send({ status: "pending", building: true }, patience).catch(() => false);
  const exitCode = await work();
  const isCanceled = toldToEnd.includes(exitCode);
  const status = exitCode === 0 ? "succeeded" : isCanceled ? "canceled" : "failed";
  if (!isCanceled) await pending;
  const isTold = await send({ status, building: false }, isCanceled ? shortPatience : patience).catch(() => false);
  return isTold ? exitCode : exitCode || ownFailure;
}
