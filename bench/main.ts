/**
 * `npm run bench [-- NAME...] [--json FILE]`: measures all rows, or the rows and groups named, and prints a table a group.
 */
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { gossipGroup } from "./gossip/group.js";
import type { Group, GroupResult } from "./group.js";
import { frameGroup } from "./macro/group.js";
import { pholdGroup } from "./phold/group.js";
import { poolGroup } from "./pool/group.js";

const groups: readonly Group[] = [pholdGroup, gossipGroup, frameGroup, poolGroup];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "string" } } });
const known = groups.flatMap(({ name, rowNames }) => [name, ...rowNames]);
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`no row or group ${unknown.join(", ")}; there are: ${known.join(", ")}\n`);
  process.exitCode = 2;
} else {
  bench();
}

function bench(): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`;
  process.stderr.write(`${machine}, load ${loadavg()[0].toFixed(1)}\n`);
  const measured: { group: string; results: GroupResult["results"] }[] = [];
  for (const group of groups) {
    const names = rowsAsked(group);
    if (names.length === 0) continue;
    const { text, results } = group.run(names, (what) => void process.stderr.write(`${what}\n`));
    process.stdout.write(`\n${group.name}\n${text}\n`);
    measured.push({ group: group.name, results });
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, groups: measured }, null, 2)}\n`); // prettier-ignore
}

/** All rows of a group that is named, or where nothing is; else those that are. */
function rowsAsked({ name, rowNames }: Group): readonly string[] {
  if (positionals.length === 0 || positionals.includes(name)) return rowNames;
  return rowNames.filter((row) => positionals.includes(row));
}
