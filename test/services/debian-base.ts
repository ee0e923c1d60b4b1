/** A Debian root with its own apt, as an image: made once on a machine, like the programs that tests need. */
import { join } from "node:path";
import { makeDebianRoot, releaseName, writeImage } from "../../scripts/testbed/debian-image.ts";
import { type KeptImage, keptImage } from "../../scripts/testbed/kept-image.ts";
import { toolsFolder } from "../../scripts/testbed/tools-folder.ts";

/** To be raised with every change of what is in it. */
const version = 1;

/** What no installation of the tests needs: a smaller root is packed faster. Its only package source is a folder without signatures. */
const hook = [
  'rm -rf "$1"/usr/share/doc "$1"/usr/share/man "$1"/usr/share/locale "$1"/usr/share/info "$1"/usr/share/zoneinfo',
  'rm -rf "$1"/usr/share/perl "$1"/usr/lib/*/gconv "$1"/usr/lib/*/perl "$1"/etc/apt/sources.list.d/*',
  'echo "deb [trusted=yes] http://deb.debian.org/debian ./" >"$1"/etc/apt/sources.list',
].join("; ");

/** Its apt asks http://deb.debian.org/debian for everything, a folder that the test's proxy is to have. */
export async function debianBase(): Promise<KeptImage> {
  const suite = await releaseName();
  const folder = join(toolsFolder(), `debian-root-${suite}-${version}`);
  return keptImage(folder, async (layout, work) => {
    const tar = join(work, "root.tar");
    await makeDebianRoot({ suite, packages: ["apt"], hook }, tar);
    await writeImage([tar], "none", layout);
  });
}
