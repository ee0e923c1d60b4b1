/**
 * Loaded into a program of Node by `--import`: leaves the peak memory of its process in the file that PEAK_FILE names
 * when it ends. MiB, of all its threads together. Source: getrusage(2), ru_maxrss. (No TypeScript: that takes memory.)
 */
import { writeFileSync } from "node:fs";

process.on("exit", () => writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS / 1024)));
