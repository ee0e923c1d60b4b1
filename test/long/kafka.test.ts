/** A build's log in a real Apache Kafka, read back by Kafka's own client. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { kafkaHosts } from "../../core/service/kafka-hosts.ts";
import { kafkaSink } from "../../core/service/kafka-sink.ts";
import { testFolder } from "../fixtures/git.ts";
import { runs, sourcesThatRun, startReceiver, startService } from "../services/build-service.ts";
import { type RunningKafka, startKafka } from "../services/kafka.ts";
import { startRegistry } from "../services/registry.ts";

let kafka: RunningKafka;
beforeAll(async () => {
  kafka = await startKafka();
});
afterAll(async () => {
  await kafka?.stop();
});

const subject = { app: "web", space: "prod", number: 7 };

const sinkTo = (topic: string, patience = 20_000) => kafkaSink({ hosts: [kafka.host], topic, patience }, subject);

/** The lines of the messages that Kafka has. */
async function linesIn(topic: string, count: number): Promise<string[]> {
  return (await kafka.read(topic, count)).map((value) => (JSON.parse(value) as { message: string }).message);
}

const numbered = (count: number, word = "line") => Array.from({ length: count }, (_, i) => `${word} ${i}`);

test("a build of the service that names brokers has its log there, to its end", async () => {
  using home = testFolder();
  const [registry, receiver] = await Promise.all([startRegistry(), startReceiver()]);
  const words = ["--engine", "buildah", "--cache-folder", join(home.path, "cache"), "--kafka-topic", "builds"];
  const service = await startService({ state: join(home.path, "state"), words });
  try {
    const uuid = "56bce159-87a7-437f-bed3-2da4e44d9cf3";
    const sources = sourcesThatRun(runs("echo built here")).toString("base64");
    const body = {
      ...{ app: "web", space: "prod", app_uuid: uuid, build_uuid: uuid, build_number: 7 },
      ...{ sources: `data:base64,${sources}`, gm_registry_host: registry.host, gm_registry_repo: "team" },
      ...{ kafka_hosts: kafka.host, callback: receiver.url },
    };
    const headers = { "content-type": "application/json" };
    await fetch(service.url, { method: "POST", body: JSON.stringify(body), headers });
    await receiver.until(7, "succeeded");
    const log = await (await fetch(`${service.url}/web-${uuid}/7/logs`)).text();
    const lines = await linesIn("builds", 1000);
    expect(lines).toContain("built here");
    expect(lines).toEqual([...log.trimEnd().split("\n"), "Build finished"]);
  } finally {
    await service.stop();
    await Promise.all([registry.stop(), receiver.stop()]);
  }
});

describe("with a broker that is there", () => {
  test("a line is a message, as the service's clients know it", async () => {
    const sink = sinkTo("plain");
    const lines = ["first", "", 'a "quoted" \\ one', "żółw 🐢\ttab", "\u001b[31mred\u001b[0m"];
    for (const line of lines) sink.write(line);
    expect(await sink.end()).toBe(0);
    const values = await kafka.read("plain", lines.length);
    expect(values[0]).toBe('{"metadata":"web-prod","build":7,"job":"7","message":"first"}');
    expect(values.map((value) => JSON.parse(value))).toEqual(
      lines.map((message) => ({ metadata: "web-prod", build: 7, job: "7", message })),
    );
  });

  test("lines keep their order, also in a topic of several partitions and beside another build", async () => {
    await kafka.createTopic("several", 6);
    const [one, other] = [sinkTo("several"), sinkTo("several")];
    for (let i = 0; i < 20_000; i++) {
      one.write(`one ${i}`);
      if (i % 2 === 0) other.write(`other ${i / 2}`);
      if (i % 500 === 0) await sleep(1);
    }
    expect(await Promise.all([one.end(), other.end()])).toEqual([0, 0]);
    const lines = await linesIn("several", 30_000);
    expect(lines.filter((line) => line.startsWith("one"))).toEqual(numbered(20_000, "one"));
    expect(lines.filter((line) => line.startsWith("other"))).toEqual(numbered(10_000, "other"));
  });

  test("lines arrive as they come, not at the end", async () => {
    const sink = sinkTo("soon");
    sink.write("now");
    expect(await linesIn("soon", 1)).toEqual(["now"]);
    await sink.end();
  });

  test("lines of 300 KB go through, each in a request of its own", async () => {
    const sink = sinkTo("long");
    const lines = ["a", "b", "c"].map((letter) => letter.repeat(300_000));
    for (const line of lines) sink.write(line);
    expect(await sink.end()).toBe(0);
    expect(await linesIn("long", 3)).toEqual(lines);
  });

  test("a topic that cannot be costs its lines, in bounded time", async () => {
    const sink = sinkTo("no topic", 2_000);
    for (const line of numbered(10)) sink.write(line);
    expect(await sink.end()).toBe(10);
  });

  test("the first host of a list need not be there", async () => {
    const sink = kafkaSink({ hosts: kafkaHosts(`127.0.0.1:1,${kafka.host}`), topic: "list" }, subject);
    sink.write("one");
    expect(await sink.end()).toBe(0);
    expect(await linesIn("list", 1)).toEqual(["one"]);
  });
});

describe("with a broker that dies", () => {
  test("for good, the lines that it did not take are counted, in bounded time", async () => {
    await kafka.createTopic("dies", 1);
    const sink = sinkTo("dies", 3_000);
    let longest = 0;
    const write = (line: string) => {
      const start = performance.now();
      sink.write(line);
      longest = Math.max(longest, performance.now() - start);
    };
    for (const line of numbered(100, "before")) write(line);
    await sleep(1_000);
    await kafka.kill();
    for (const line of numbered(100, "after")) write(line);
    const start = performance.now();
    const lost = await sink.end();
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(longest).toBeLessThan(100);
    await kafka.start();
    expect(lost).toBe(100);
    expect(await linesIn("dies", 200)).toEqual(numbered(100, "before"));
  });

  test("and comes back, the lines meanwhile arrive, in order", async () => {
    await kafka.createTopic("back", 1);
    const sink = sinkTo("back", 60_000);
    sink.write("before");
    await sleep(1_000);
    await kafka.kill();
    for (const line of numbered(100, "meanwhile")) sink.write(line);
    await kafka.start();
    for (const line of numbered(100, "after")) sink.write(line);
    expect(await sink.end()).toBe(0);
    expect([...new Set(await linesIn("back", 201))]).toEqual([
      "before",
      ...numbered(100, "meanwhile"),
      ...numbered(100, "after"),
    ]);
  });

  test("or stands still, the lines are counted as lost, in bounded time", async () => {
    await kafka.createTopic("still", 1);
    const sink = sinkTo("still", 2_000);
    sink.write("before");
    await sleep(1_000);
    kafka.freeze();
    try {
      for (const line of numbered(100)) sink.write(line);
      const start = performance.now();
      expect(await sink.end()).toBe(100);
      expect(performance.now() - start).toBeLessThan(4_000);
    } finally {
      kafka.thaw();
    }
  });
});
