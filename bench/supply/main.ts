/** `npm run supply`: runs the parts of the supply from 2023 to 2033 one after the other, and draws the picture of docs/issuance.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderPictures } from "../../sim/view/render.js";
import { runProgram } from "../command-line.js";
import { rootFolder } from "../root-folder.js";
import { historyPicture, partText } from "./history.js";
import { futureOf, pastParts } from "./parts.js";

const usage = {
  call: "npm run supply",
  about:
    "Runs scenarios/supply/ and scenarios/economy/supply-2033.yaml (half a minute on one core), says what each part comes to, and draws docs/issuance-history.png.",
  options: {},
  examples: ["npm run supply"],
};

await runProgram(usage, async () => {
  const past = await pastParts();
  const future = await Promise.all(["2 %/month", "4 %/month", "8 %/month"].map(futureOf));
  for (const part of [...past, ...future]) process.stdout.write(`${partText(part)}\n`);
  for (const { name, png } of await renderPictures([historyPicture([...past, ...future])]))
    writeFileSync(join(rootFolder, "docs", `${name}.png`), png);
});
