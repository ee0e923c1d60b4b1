/** Who is told how a build stands: the inputs `callback` and `callback-id`. */
import type { Values } from "./read.ts";
import { isWebAddress } from "./web-address.ts";

export interface Callback {
  /** http or https. */
  readonly url: string;
  /** By which the receiver knows the build. */
  readonly id: number;
}

/** @throws input-invalid */
export function callbackOf({ text, fail }: Values): Callback | undefined {
  const [url, id] = [text("callback"), text("callback-id")];
  if (url === undefined) {
    if (id !== undefined) throw fail("callback-id")("nobody is told: `callback` is missing", "Name its address.");
    return undefined;
  }
  if (!isWebAddress(url)) throw fail("callback")(`"${url}" is no address of http`);
  if (!/^\d{1,15}$/.test(id ?? "0")) throw fail("callback-id")(`"${id}" is not a number`);
  return { url, id: Number(id ?? "0") };
}
