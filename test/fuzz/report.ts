/** A failure, as it is printed and kept: what, in which case, the smallest input that shows it, how to see it again. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Finding } from "./finding.js";
import type { FuzzCase } from "./fuzz-case.js";

const longestInput = 4000;

export function reportText({ kind, detail }: Finding, smallest: FuzzCase): string {
  const { seed, number, input } = smallest;
  const files = Object.entries(input.files).flatMap(([name, content]) => [`--- ${name}`, shown(content)]);
  return [
    `=== seed ${seed}, case ${number}: ${kind}`,
    detail,
    ...files,
    ...input.sets.map((text) => `--- --set ${shown(text)}`),
    `--- again: npm run fuzz -- --seed ${/^\w+$/.test(String(seed)) ? seed : JSON.stringify(seed)} --case ${number}`,
    "",
  ].join("\n");
}

const shown = (content: string | Uint8Array): string => {
  const text = typeof content === "string" ? content : JSON.stringify(Buffer.from(content).toString("latin1"));
  return text.length <= longestInput ? text : `${text.slice(0, longestInput)}… (${text.length} in all)`;
};

/** Files and report in a folder of the case, in place of what an earlier look left there. */
export function keep(root: string, report: string, { seed, number, input }: FuzzCase): string {
  const folder = join(root, `${String(seed).replaceAll(/[^\w-]+/g, "-")}-${number}`);
  rmSync(folder, { recursive: true, force: true });
  for (const [name, content] of [...Object.entries(input.files), ["finding.txt", report] as const]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
