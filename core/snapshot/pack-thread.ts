/** A thread that does the work of pack-work.ts. */
import { serve } from "../parallel/thread-pool.ts";
import { packWork } from "./pack-work.ts";

serve(packWork);
