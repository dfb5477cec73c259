/** `npm run pages`: writes the pages of docs/ that are made from the code: rules of the protocol, fields of scenarios, the order of a frame, metrics. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isCalledPlainly } from "../../scripts/no-arguments.mjs";
import { fieldsFile, fieldsPage } from "./fields-page.js";
import { frameFile, framePage } from "./frame-page.js";
import { metricsFile, metricsPage } from "./metrics-page.js";
import { root } from "./repository.js";
import { rulesFile, rulesPage } from "./rules-page.js";

const about = `Writes ${rulesFile} from the rules, with examples as orrery calc answers them, ${fieldsFile} from the schema, ${frameFile} from the systems, and ${metricsFile} from the metrics.`;
if (!isCalledPlainly("npm run pages", about)) process.exit();

for (const [file, text] of [
  [rulesFile, await rulesPage()],
  [fieldsFile, await fieldsPage()],
  [frameFile, await framePage()],
  [metricsFile, await metricsPage()],
]) {
  writeFileSync(join(root, file), text);
  console.log(`${file} is written.`);
}
