/** Brokers of Kafka, as a request names them. */
import { TreestampError } from "../errors.ts";

/**
 * The brokers in a list as a client of the service writes it: `HOST:PORT,HOST:PORT`.
 * @throws input-invalid
 */
export function kafkaHosts(written: string): readonly string[] {
  const hosts = written.split(",").map((host) => host.trim());
  for (const host of hosts) {
    const port = /^(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::(\d{1,5}))?$/.exec(host);
    if (port !== null && Number(port[1] ?? 1) >= 1 && Number(port[1] ?? 1) <= 65_535) continue;
    throw new TreestampError("input-invalid", `${JSON.stringify(host.slice(0, 300))} is no broker of Kafka.`, {
      remedy: "Write HOST:PORT, and a comma between several.",
    });
  }
  return hosts;
}
