import { mounted, sandboxContract } from "./sandbox-contract.ts";

sandboxContract([
  mounted("crun", "root", "kernel", "briefly"),
  mounted("runc", "root", "kernel"),
  mounted("crun", "sudo", "kernel", "mostly"),
]);
