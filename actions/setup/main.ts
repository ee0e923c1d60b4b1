import { setUp } from "../../core/host/github/setup.ts";

export async function main(): Promise<void> {
  process.exitCode = await setUp(process.env);
}
