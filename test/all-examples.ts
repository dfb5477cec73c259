/** Every file of examples beside the rules. */
import { readdirSync } from "node:fs";
import { type Example, readExamples } from "./vectors.js";

const models = new URL("../models/", import.meta.url);

/** All examples of all rules, folder by folder. */
export function allExamples(): readonly Example[] {
  const files = readdirSync(models, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".vectors.jsonl"),
  );
  return files.toSorted((a, b) => (a < b ? -1 : 1)).flatMap((name) => readExamples(new URL(name, models)));
}
