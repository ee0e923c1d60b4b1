/** How the process that runs the test files sees that one of them has left something behind. */
import { once } from "node:events";
import { createServer } from "node:net";
import { mock } from "node:test";
import { expect, test } from "@jest/globals";
import { isAsBefore, traces } from "../traces.ts";

/** Leaves it. @returns what takes it away */
type Leave = () => (() => unknown) | Promise<() => unknown>;

const leavings: Readonly<Record<string, Leave>> = {
  "a variable": () => {
    process.env.LEFT_BY_A_TEST = "";
    return () => delete process.env.LEFT_BY_A_TEST;
  },
  "a global": () => {
    Object.assign(globalThis, { leftByATest: undefined });
    return () => Reflect.deleteProperty(globalThis, "leftByATest");
  },
  "another clock": () => {
    const { now } = Date;
    Date.now = () => 0;
    return () => Object.assign(Date, { now });
  },
  "stopped timers": () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    return () => mock.timers.reset();
  },
  "a listener": () => {
    const listener = () => undefined;
    process.on("SIGUSR2", listener);
    return () => process.off("SIGUSR2", listener);
  },
  "a umask": () => {
    const umask = process.umask(0o7);
    return () => process.umask(umask);
  },
  "a working directory": () => {
    const folder = process.cwd();
    process.chdir("/");
    return () => process.chdir(folder);
  },
  "an exit code": () => {
    process.exitCode = 3;
    return () => {
      process.exitCode = undefined;
    };
  },
  "a timer": () => {
    const timer = setTimeout(() => undefined, 1e9);
    return () => clearTimeout(timer);
  },
  "a server": async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return () => server.close();
  },
};

test("what was about to be closed is no trace, nor is what waits for the process's end", async () => {
  const timer = setTimeout(() => undefined, 1e9);
  const before = traces();
  clearTimeout(timer);
  const atEnd = () => undefined;
  process.once("exit", atEnd);
  expect(await isAsBefore(before)).toBe(true);
  process.off("exit", atEnd);
});

test.each(Object.entries(leavings))("%s is seen, and no longer when it is gone", async (_what, leave) => {
  const before = traces();
  const undo = await leave();
  expect(await isAsBefore(before)).toBe(false);
  undo();
  expect(await isAsBefore(before)).toBe(true);
});
