import { mounted, sandboxContract } from "./sandbox-contract.ts";

sandboxContract([
  mounted("crun", "root", "kernel"),
  mounted("runc", "root", "kernel"),
  mounted("crun", "sudo", "kernel"),
]);
