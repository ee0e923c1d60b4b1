/** A real Apache Kafka of one node, without ZooKeeper (KRaft), on loopback, its data in a folder of its own. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { kafkaJars } from "../../scripts/testbed/kafka.ts";
import { freePort } from "./free-port.ts";

export interface RunningKafka {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  createTopic(topic: string, partitions: number): Promise<void>;
  /** The values of so many messages, as Kafka's own client reads them; fewer where no more come within some seconds. */
  read(topic: string, count: number): Promise<string[]>;
  /** As a machine that loses power. */
  kill(): Promise<void>;
  /** Stands still, with all connections open. */
  freeze(): void;
  thaw(): void;
  /** Starts it again, with its data and at its address. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

export async function startKafka(): Promise<RunningKafka> {
  const jars = await kafkaJars();
  const folder = await mkdtemp(join(tmpdir(), "treestamp-kafka-"));
  const [host, controller] = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`];
  const configuration = join(folder, "server.properties");
  const settings = {
    "process.roles": "broker,controller",
    "node.id": 1,
    "controller.quorum.voters": `1@${controller}`,
    listeners: `PLAINTEXT://${host},CONTROLLER://${controller}`,
    "advertised.listeners": `PLAINTEXT://${host}`,
    "controller.listener.names": "CONTROLLER",
    "log.dirs": join(folder, "data"),
    "offsets.topic.replication.factor": 1,
    "offsets.topic.num.partitions": 1,
    "group.initial.rebalance.delay.ms": 0,
  };
  await writeFile(
    configuration,
    Object.entries(settings)
      .map((pair) => pair.join("="))
      .join("\n"),
  );
  const java = ["-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", join(jars, "*")];
  const runJava = async (...args: string[]) =>
    (await promisify(execFile)("java", [...java, ...args], { cwd: folder, maxBuffer: 64 << 20 })).stdout;
  let child: ChildProcess | undefined;
  const kafka: RunningKafka = {
    host,
    async createTopic(topic, partitions) {
      const what = ["--create", "--topic", topic, "--partitions", `${partitions}`, "--replication-factor", "1"];
      await runJava("org.apache.kafka.tools.TopicCommand", "--bootstrap-server", host, ...what);
    },
    async read(topic, count) {
      const what = ["--topic", topic, "--from-beginning", "--max-messages", `${count}`, "--timeout-ms", "8000"];
      const text = await runJava(
        "org.apache.kafka.tools.consumer.ConsoleConsumer",
        "--bootstrap-server",
        host,
        ...what,
      );
      return text.split("\n").slice(0, -1);
    },
    async kill() {
      const ended = once(child!, "close");
      child!.kill("SIGKILL");
      await ended;
    },
    freeze: () => void child!.kill("SIGSTOP"),
    thaw: () => void child!.kill("SIGCONT"),
    async start() {
      child = spawn("java", [...java, "kafka.Kafka", configuration], {
        cwd: folder,
        stdio: ["ignore", "ignore", "pipe"],
      });
      await hasStarted(child, host);
    },
    async stop() {
      if (child !== undefined && child.exitCode === null && child.signalCode === null) await kafka.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    const cluster = (await runJava("kafka.tools.StorageTool", "random-uuid")).trim().split("\n").at(-1)!;
    await runJava("kafka.tools.StorageTool", "format", "-t", cluster, "-c", configuration);
    await kafka.start();
    return kafka;
  } catch (error) {
    await kafka.stop();
    throw error;
  }
}

/** Waits until it takes connections: it logs nothing, for nobody has told it where. */
async function hasStarted(child: ChildProcess, host: string): Promise<void> {
  let said = "";
  child.stderr!.on("data", (text) => {
    said = `${said}${text}`.slice(-10_000);
  });
  child.on("error", () => {});
  for (let tries = 0; tries < 1200; tries++, await sleep(100)) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    if (await listens(host)) return;
  }
  throw new Error(`Kafka does not take connections.\n${said}`);
}

async function listens(host: string): Promise<boolean> {
  const [address, port] = host.split(":");
  const socket = connect(Number(port), address);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
