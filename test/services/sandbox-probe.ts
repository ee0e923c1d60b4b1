/** Prints as JSON what sandbox this process may have without an engine; a test starts it with the rights that it wants. */
import { probeMounted } from "../../core/sandbox/mounted-tools.ts";

process.stdout.write(JSON.stringify(await probeMounted(process.env.PATH ?? "")));
