/** Volumes and devices are docker's; what would end the sandbox is refused in words. */
import { describe, expect, test } from "@jest/globals";
import { parseDevice, parseVolume, parseWritable } from "../../core/inputs/openings.ts";
import { failOf } from "../../core/inputs/read.ts";
import { inputs } from "../../core/inputs/table.ts";

const refusal = (read: () => unknown): string => {
  try {
    return `read: ${JSON.stringify(read())}`;
  } catch (error) {
    return (error as Error).message;
  }
};

describe("a volume", () => {
  const beside = process.cwd();
  test.each([
    ["/data:/data", { source: "/data", target: "/data", readOnly: false }],
    ["/data/:/in//side/:ro", { source: "/data", target: "/in/side", readOnly: true }],
    ["/data:/data:rw,z", { source: "/data", target: "/data", readOnly: false }],
    ["/data:/data:Z,ro,cached", { source: "/data", target: "/data", readOnly: true }],
    ["./cache:/cache", { source: `${beside}/cache`, target: "/cache", readOnly: false }],
    [".:/src", { source: beside, target: "/src", readOnly: false }],
    ["~/.m2:/root/.m2", { source: "/home/me/.m2", target: "/root/.m2", readOnly: false }],
    [
      "/var/run/docker.sock:/var/run/docker.sock",
      { source: "/var/run/docker.sock", target: "/var/run/docker.sock", readOnly: false },
    ],
    ["/dev/shm/x:/dev/shm/x", { source: "/dev/shm/x", target: "/dev/shm/x", readOnly: false }],
  ])("%s is docker's", (written, bind) => {
    expect(parseVolume(written, "/home/me")).toEqual(bind);
  });

  test.each([
    ["cache:/cache", "a sandbox has no named volumes of docker's"],
    ["/data", "it is not HOST:CONTAINER"],
    [":/data", "it is not HOST:CONTAINER"],
    ["/data:", "it is not HOST:CONTAINER"],
    ["/a:/b:ro:x", "it is not HOST:CONTAINER"],
    ["/data:data", "data is not an absolute path of the image"],
    ["/data:/data:readonly", 'the option "readonly" is not known'],
    ["/data:/data:ro,rw", "it cannot be both ro and rw"],
    ["/data:/", "the image's root cannot be mounted over"],
    ["/data:/x/..", "the image's root cannot be mounted over"],
    ["/data:/proc", "/proc belongs to the sandbox"],
    ["/data:/proc/self/exe", "/proc/self/exe belongs to the sandbox"],
    ["/data:/x/../sys/fs", "/sys/fs belongs to the sandbox"],
    ["/data:/dev/", "/dev belongs to the sandbox"],
    ["/:/host", "/ of the machine would break the sandbox"],
    ["/proc:/host", "/proc of the machine would break the sandbox"],
    ["/x/../dev:/host:ro", "/dev of the machine would break the sandbox"],
  ])("%s is refused", (written, why) => {
    expect(refusal(() => parseVolume(written, "/home/me"))).toBe(`The volume "${written}": ${why}.`);
  });
});

describe("a device", () => {
  test.each([
    ["/dev/kvm", { source: "/dev/kvm", target: "/dev/kvm", access: "rwm" }],
    ["/dev/kvm:rw", { source: "/dev/kvm", target: "/dev/kvm", access: "rw" }],
    ["/dev/sda:/dev/xvda:r", { source: "/dev/sda", target: "/dev/xvda", access: "r" }],
  ])("%s is docker's", (written, device) => {
    expect(parseDevice(written)).toEqual(device);
  });

  test.each([
    ["/etc/passwd", "it is not a path in /dev"],
    ["/dev/../etc/passwd", "it is not a path in /dev"],
    ["/dev", "it is not a path in /dev"],
    ["/dev/kvm:/kvm", "it is not a path in /dev"],
    ["/dev/kvm:/dev/kvm:rx", "the permissions are not letters out of r, w and m"],
    ["/dev/kvm:/dev/kvm:rr", "the permissions are not letters out of r, w and m"],
    ["kvm", "it is not a path in /dev"],
  ])("%s is refused", (written, why) => {
    expect(refusal(() => parseDevice(written))).toBe(`The device "${written}": ${why}.`);
  });
});

describe("a writable folder", () => {
  const fail = failOf(inputs.find(({ name }) => name === "writable")!);
  test("is one of the image, without what belongs to the sandbox or to everybody", () => {
    expect(parseWritable("/opt//venv/", fail)).toBe("/opt/venv");
    expect(parseWritable("/opt/a b,c", fail)).toBe("/opt/a b,c");
    for (const path of ["opt", "/", "/x/..", "/proc/1", "/dev", "/tmp", "/opt/x, /opt/y", "/opt/x,/opt/y", "/a /b"]) {
      expect(refusal(() => parseWritable(path, fail))).toMatch(/^`writable`: /);
    }
  });
});
