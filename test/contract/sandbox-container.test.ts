import { container, sandboxContract } from "./sandbox-contract.ts";

sandboxContract([container("containerd", 0), container("overlay2", 1001)]);
