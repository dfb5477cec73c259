import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withTables } from "../marked-tables.js";
import { rootFolder } from "../root-folder.js";
import { clusterTable } from "./cluster.js";

it("docs/validation.md has what the relay of the cluster predicts: npm run validate -- --no-runs", async () => {
  const page = readFileSync(join(rootFolder, "docs/validation.md"), "utf8");
  expect(await withTables(page, new Map([["cluster52", clusterTable()]]), "validate")).toBe(page);
});
