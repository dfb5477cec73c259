/** `npm run attacks`: runs the sweeps behind docs/attacks.md, and writes the tables and pictures of the page anew. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderPictures } from "../../sim/view/render.js";
import { runProgram } from "../command-line.js";
import { withTables } from "../marked-tables.js";
import { rootFolder } from "../root-folder.js";
import { junkFigures, machineFigures } from "./figures.js";
import { figuresFile, figuresText, readFigures } from "./figures-file.js";
import { junkPicture } from "./junk.js";
import { machinePicture } from "./machines.js";
import { attackTables, pageFile } from "./page.js";

const usage = {
  call: "npm run attacks -- [--no-runs]",
  about:
    "Runs the sweeps of scenarios/attacks/ about junk and about splitting machines (two minutes on one core), and writes the tables and pictures of docs/attacks.md.",
  options: { "no-runs": { value: "", about: "write the page from the figures that are stored" } },
  examples: ["npm run attacks", "npm run attacks -- --no-runs"],
};

await runProgram(usage, async ({ flag }) => {
  const file = join(rootFolder, figuresFile);
  const figures = flag("no-runs")
    ? readFigures(readFileSync(file, "utf8"))
    : { junk: await junkFigures(), machines: await machineFigures() };
  writeFileSync(file, figuresText(figures));
  const page = join(rootFolder, pageFile);
  writeFileSync(page, await withTables(readFileSync(page, "utf8"), attackTables(figures), "attacks"));
  for (const { name, png } of await renderPictures([junkPicture(figures.junk), machinePicture(figures.machines)]))
    writeFileSync(join(rootFolder, "docs", `${name}.png`), png);
  process.stdout.write(`${pageFile} is written.\n`);
});
