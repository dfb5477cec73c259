/**
 * `npm run bench [-- NAME...] [--json FILE]`: measures all rows, or the rows and groups named, and prints a table a group.
 */
import { closeSync, openSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { runProgram, UsageProblem } from "./command-line.js";
import { discoveryGroup } from "./discovery/group.js";
import { gossipGroup } from "./gossip/group.js";
import type { Group, GroupResult } from "./group.js";
import { frameGroup } from "./macro/group.js";
import { meshGroup } from "./mesh/group.js";
import { networkGroup } from "./network/group.js";
import { pholdGroup } from "./phold/group.js";
import { poolGroup } from "./pool/group.js";

const groups: readonly Group[] = [
  pholdGroup,
  gossipGroup,
  networkGroup,
  meshGroup,
  discoveryGroup,
  frameGroup,
  poolGroup,
];

const usage = {
  call: "npm run bench -- [NAME...] [--json FILE]",
  about: [
    "Measures all rows, or the rows and groups that are named, and prints a table a group. All of them take an hour.",
    ...groups.map(({ name, rowNames }) => `\n  ${name}\n    ${rowNames.join(" ")}`),
  ].join("\n"),
  options: { json: { value: "FILE", about: "write the figures for programs as well" } },
  examples: ["npm run bench -- phold-1e5-20%", "npm run bench -- gossip pool --json figures.json"],
};

await runProgram(usage, ({ words, text }) => {
  const known = groups.flatMap(({ name, rowNames }) => [name, ...rowNames]);
  const unknown = words.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageProblem(`no row or group ${unknown.join(", ")}; there are: ${known.join(", ")}`);
  const jsonFile = text("json");
  if (jsonFile !== undefined) requireWritable(jsonFile);
  bench(words, jsonFile);
});

/** Before an hour of measuring, not after it. Throws `UsageProblem`. */
function requireWritable(file: string): void {
  try {
    closeSync(openSync(file, "a"));
  } catch (error) {
    throw new UsageProblem(`--json ${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function bench(asked: readonly string[], jsonFile: string | undefined): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`;
  process.stderr.write(`${machine}, load ${loadavg()[0].toFixed(1)}\n`);
  const measured: { group: string; results: GroupResult["results"] }[] = [];
  for (const group of groups) {
    const names = rowsAsked(group, asked);
    if (names.length === 0) continue;
    const { text, results } = group.run(names, (what) => void process.stderr.write(`${what}\n`));
    process.stdout.write(`\n${group.name}\n${text}\n`);
    measured.push({ group: group.name, results });
  }
  if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify({ machine, groups: measured }, null, 2)}\n`);
}

/** All rows of a group that is named, or where nothing is; else those that are. */
function rowsAsked({ name, rowNames }: Group, asked: readonly string[]): readonly string[] {
  if (asked.length === 0 || asked.includes(name)) return rowNames;
  return rowNames.filter((row) => asked.includes(row));
}
