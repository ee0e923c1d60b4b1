import { mounted, sandboxContract } from "./sandbox-contract.ts";

sandboxContract([mounted("crun", "sudo", "extracted"), mounted("crun", "user namespace", "extracted")]);
