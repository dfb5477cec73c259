/** `npm run floors`: writes the lint of imports and the drawing of the floors from test/floors/table.ts. */
import { writeFileSync } from "node:fs";
import { isCalledPlainly } from "../../scripts/no-arguments.mjs";
import { written } from "./written.js";

const about = "Writes the lint of imports (.oxlintrc.json) and docs/floors.svg from test/floors/table.ts.";
if (!isCalledPlainly("npm run floors", about)) process.exit();

for (const [path, text] of await written()) {
  writeFileSync(new URL(`../../${path}`, import.meta.url), text);
  console.log(`${path} is written.`);
}
