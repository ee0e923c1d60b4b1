/** A proxy as companies have it for TLS: CONNECT to whatever host leads to one address on loopback. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

export interface Tunnel {
  /** For HTTPS_PROXY. */
  readonly url: string;
  /** The hosts and ports that were asked for. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/** @param answer what it says to a CONNECT instead of letting it through, by its headers; undefined lets it through */
export async function startTunnel(
  target: string,
  answer: (headers: IncomingHttpHeaders) => number | undefined = () => undefined,
): Promise<Tunnel> {
  const [host, port] = target.split(":");
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer().on("connect", (request, client: Socket, head: Buffer) => {
    asked.push(request.url ?? "");
    const refusal = answer(request.headers);
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const upstream = connect(Number(port), host, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
