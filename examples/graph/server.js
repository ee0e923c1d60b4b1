import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { count } from "./words.js";

/** Answers each request with the words in its body. */
const server = createServer(async (request, response) => {
  response.end(JSON.stringify(count(await text(request))));
});
server.listen(process.env.PORT ?? 8642, "127.0.0.1");
