/** A thread that does the work of fetch-work.ts. */
import { serve } from "../parallel/thread-pool.ts";
import { fetchWork } from "./fetch-work.ts";

serve(fetchWork);
