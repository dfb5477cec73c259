/** `npm run security`: writes the tables of docs/security.md from runs. */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { isCalledPlainly } from "../../scripts/no-arguments.mjs";
import { root } from "../docs/repository.js";
import { pageFile, renewedPage } from "./page.js";

const about = `Writes the tables of ${pageFile} from runs of scenarios/security under four rule sets, which are kept in results/cells.`;
if (!isCalledPlainly("npm run security", about)) process.exit();

const text = await renewedPage({ store: join(root, "results/cells"), workers: availableParallelism() });
writeFileSync(join(root, pageFile), text);
console.log(`${pageFile} is written.`);
