/** A package of Debian with one program, made by dpkg-deb, and what a folder of packages says of it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hexOf, sha256Of } from "../../core/oci/digest.ts";

export interface DebianPackage {
  /** Its file's, as Debian names files. */
  readonly name: string;
  readonly bytes: Buffer;
  /** For `Packages` of the folder that it is in. */
  readonly stanza: string;
}

/** Its program, `/usr/bin/NAME`, says what it is. @param depends further lines about it */
export function debOf(folder: string, name: string, version: string, depends = ""): DebianPackage {
  const place = mkdtempSync(join(folder, "deb-"));
  const control = `Package: ${name}\nVersion: ${version}\nArchitecture: all\nMaintainer: Tests <tests@example.invalid>\n${depends}Description: of tests\n`;
  mkdirSync(join(place, "root/DEBIAN"), { recursive: true });
  mkdirSync(join(place, "root/usr/bin"), { recursive: true });
  writeFileSync(join(place, "root/DEBIAN/control"), control);
  writeFileSync(join(place, `root/usr/bin/${name}`), `#!/bin/sh\necho "${name} ${version}"\n`, { mode: 0o755 });
  execFileSync("dpkg-deb", ["--root-owner-group", "-Zgzip", "--build", join(place, "root"), join(place, "deb")]);
  const bytes = readFileSync(join(place, "deb"));
  const file = `${name}_${version.replace(/^\d:/, "")}_all.deb`;
  const stanza = `${control}Filename: ./${file}\nSize: ${bytes.length}\nSHA256: ${hexOf(sha256Of(bytes))}\n`;
  return { name: file, bytes, stanza };
}
