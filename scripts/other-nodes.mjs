// Installs other versions of Node, pinned in scripts/other-nodes/, so that test/other-nodes.slow.test.ts can run the same
// scenarios under them. 370 MB that only this test needs. Installs nothing where there is no such binary.
import { isCalledPlainly } from "./no-arguments.mjs";
import { installPinned } from "./pinned.mjs";

const about =
  "Installs Node 22 and 24 (370 MB, linux x64) into .cache/, for the test that compares results under them.";
if (!isCalledPlainly("npm run other-nodes", about)) process.exit();

if (process.platform !== "linux" || process.arch !== "x64") {
  console.log(
    `Other versions of Node are for linux x64; this is ${process.platform} ${process.arch}. Nothing is installed.`,
  );
} else {
  const { status, wasThere } = installPinned("other-nodes");
  if (wasThere) console.log("The other versions of Node are there.");
  process.exitCode = status;
}
