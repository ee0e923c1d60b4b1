/** A process of its own that publishes images to a store: `node store-writer.ts LOCATION PREFIX COUNT`. */
import { openStore } from "../../core/oci/open.ts";
import { publish, smallImage } from "../services/image.ts";

const [location = "", prefix = "", count = "0"] = process.argv.slice(2);
const store = openStore(location, { environment: process.env });
for (let number = 0; number < Number(count); number++) await publish(store, smallImage(), `${prefix}-${number}`);
