import { runDelivery } from "../delivery-step.ts";

export const main = () => runDelivery("promote");
