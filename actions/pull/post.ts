import { endAction } from "../step.ts";

export const main = () => endAction();
