/**
 * A program: puts a file into a bucket of S3 and reads it back into another file, and prints its peak memory in MiB.
 *
 *     node bucket-process.ts PLACE FILE COPY      PLACE is the JSON of an S3Place; without COPY it only puts
 */
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { type S3Place, s3Bucket } from "../../core/service/s3-bucket.ts";

const [place, file, copy] = process.argv.slice(2) as [string, string, string | undefined];
const bucket = s3Bucket(JSON.parse(place) as S3Place);
await bucket.put("file", file);
if (copy !== undefined) await pipeline((await bucket.open("file"))!, createWriteStream(copy));
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
process.exit();
