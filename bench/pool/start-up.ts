/** How long `orrery --version` takes: `node dist/bench/pool/start-up.js` prints one line of JSON. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "../median.js";

const repetitions = 15;
const program = fileURLToPath(new URL("../../models/cli/main.js", import.meta.url));

const seconds = Array.from({ length: repetitions }, () => {
  const begunNs = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, [program, "--version"]);
  if (status !== 0) throw new Error(`orrery --version ended with exit code ${status}`);
  return Number(process.hrtime.bigint() - begunNs) / 1e9;
});
const medianS = median(seconds);
process.stdout.write(
  `${JSON.stringify({
    name: "start-up",
    repetitions,
    medianS,
  })}\n`,
);
