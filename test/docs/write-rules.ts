/** `npm run rules:doc`: writes docs/rules.md from the rules. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isCalledPlainly } from "../../scripts/no-arguments.mjs";
import { root } from "./repository.js";
import { rulesFile, rulesPage } from "./rules-page.js";

if (
  !isCalledPlainly(
    "npm run rules:doc",
    `Writes ${rulesFile} from the rules, with their examples as orrery calc answers.`,
  )
)
  process.exit();
writeFileSync(join(root, rulesFile), await rulesPage());
console.log(`${rulesFile} is written.`);
