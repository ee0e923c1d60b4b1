import { mounted, sandboxContract } from "./sandbox-contract.ts";

sandboxContract([mounted("crun", 0), mounted("runc", 0), mounted("crun", 1001)]);
