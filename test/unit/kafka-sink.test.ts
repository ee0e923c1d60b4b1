/** The sink where there is no Kafka that answers. With a real one: test/long/kafka.test.ts. */
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { kafkaHosts } from "../../core/service/kafka-hosts.ts";
import { kafkaSink } from "../../core/service/kafka-sink.ts";
import { freePort } from "../services/free-port.ts";

const subject = { app: "web", space: "prod", number: 7 };
const patience = 700;

/** How long it takes, in milliseconds. */
async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  return [await work(), performance.now() - start];
}

describe("where nobody listens", () => {
  test("all lines are lost and counted, in bounded time", async () => {
    const sink = kafkaSink({ hosts: [`127.0.0.1:${await freePort()}`], topic: "logs", patience }, subject);
    for (let i = 0; i < 1000; i++) sink.write(`line ${i}`);
    const [lost, took] = await timed(() => sink.end());
    expect(lost).toBe(1000);
    expect(took).toBeLessThan(patience + 1500);
  });

  test("what waits has a bound in bytes", async () => {
    const sink = kafkaSink({ hosts: [`127.0.0.1:${await freePort()}`], topic: "logs", patience }, subject);
    const before = process.memoryUsage().arrayBuffers;
    const [, took] = await timed(async () => {
      for (let i = 0; i < 20_000; i++) sink.write("x".repeat(10_000)); // 200 MB
    });
    await sleep(20);
    globalThis.gc?.();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60 << 20);
    expect(await sink.end()).toBe(20_000);
    expect(took).toBeLessThan(10_000);
  });

  test("a sink that nobody wrote to has lost nothing, at once", async () => {
    const sink = kafkaSink({ hosts: [`127.0.0.1:${await freePort()}`], topic: "logs" }, subject);
    const [lost, took] = await timed(() => sink.end());
    expect(lost).toBe(0);
    expect(took).toBeLessThan(500);
  });

  test("a line that no broker takes is lost, and the others wait on", async () => {
    const sink = kafkaSink({ hosts: [`127.0.0.1:${await freePort()}`], topic: "logs", patience: 100 }, subject);
    sink.write("x".repeat(1 << 20));
    sink.write("short");
    expect(await sink.end()).toBe(2);
  });
});

test.each([
  ["says nothing", () => {}],
  ["hangs up", (socket: Socket) => void socket.destroy()],
  ["is no Kafka", (socket: Socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")],
])("where the one who listens %s, all lines are lost and counted, in bounded time", async (_, answer) => {
  const server = createServer((socket) => answer(socket.on("error", () => {})));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const sink = kafkaSink({ hosts: [`127.0.0.1:${port}`], topic: "logs", patience }, subject);
  sink.write("one");
  sink.write("two");
  const [lost, took] = await timed(() => sink.end());
  expect(lost).toBe(2);
  expect(took).toBeLessThan(patience + 1500);
  sink.write("after the end");
  server.close();
});

test.each([
  ["a topic with a blank", "no topic"],
  ["no topic", ""],
])("%s fails no build", async (_, topic) => {
  const sink = kafkaSink({ hosts: ["no host of this network.invalid:1"], topic, patience: 100 }, subject);
  sink.write("one");
  expect(await sink.end()).toBe(1);
});

describe("a list of brokers", () => {
  test.each([
    ["kafka:9092", ["kafka:9092"]],
    ["a.example:1,b-2.example:65535", ["a.example:1", "b-2.example:65535"]],
    [" a:1 , b ", ["a:1", "b"]],
    ["[::1]:9092,10.0.0.1:9092", ["[::1]:9092", "10.0.0.1:9092"]],
  ])("%j", (written, hosts) => {
    expect(kafkaHosts(written)).toEqual(hosts);
  });

  test.each(["", "a:1,", "a:0", "a:65536", "a:b", "http://a:1", "a b", "a:1;b:2", ":9092", "::1"])(
    "%j is none",
    (written) => {
      expect(() => kafkaHosts(written)).toThrow(expect.objectContaining({ code: "input-invalid" }));
    },
  );
});
