import { runAction } from "../step.ts";

export const main = () => runAction("plan");
