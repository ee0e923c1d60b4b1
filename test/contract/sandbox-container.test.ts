import { container, sandboxContract } from "./sandbox-contract.ts";

sandboxContract([container("containerd", 0, "briefly"), container("overlay2", 1001, "mostly")]);
