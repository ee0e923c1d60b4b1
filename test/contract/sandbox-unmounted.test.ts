import { mounted, sandboxContract } from "./sandbox-contract.ts";

sandboxContract([
  mounted("crun", "sudo", "extracted", "briefly"),
  mounted("crun", "user namespace", "extracted", "rights"),
]);
