/** push and promote as a whole, loaded by those alone. */
import type { DeliveryVerb } from "../inputs/table.ts";
import { readableFailure } from "../machine/failure.ts";
import type { Delivered } from "../report/delivered.ts";
import { promote } from "./promote.ts";
import { push } from "./push.ts";

/** Carries out one of the two. @throws TreestampError */
export async function callDelivery(verb: DeliveryVerb, ...call: Parameters<typeof push>): Promise<Delivered> {
  try {
    return await (verb === "push" ? push : promote)(...call);
  } catch (error) {
    throw readableFailure(error);
  }
}
