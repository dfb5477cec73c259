/** What the timeline of a page shows: what a scenario plans, and of a finished run what took effect and what happened. */
import { join } from "node:path";
import { csvParse, type DSVRowString } from "d3-dsv";
import { exists, files } from "../../files/file-system.js";
import type { SceneHead } from "../../experiment/scenes/scene.js";
import type { Entry } from "../../view/watch/watched.js";

export const plannedEntries = (head: SceneHead | undefined): readonly Entry[] =>
  (head?.planned ?? []).map(({ atUs, text }) => ({ atS: atUs === null ? null : atUs / 1e6, text, kind: "planned" }));

/** What it is read from. */
export const entryTables = ["timeline.csv", "turns.csv"] as const;

/** Of one replication, from those tables that are named and there, in order of time. */
export function happenedEntries(folder: string, replication: string, tables: readonly string[]): readonly Entry[] {
  const [inTimeline, inTurns] = entryTables.map((name) =>
    tables.includes(name) ? rowsOf(join(folder, name), replication) : [],
  );
  const dated = inTimeline.map((row): Entry => {
    const [label, phase] = [row["label"], row["phase"]].map((text) => text ?? "");
    const words = [label === "" ? "" : `${label}: `, row["what"] ?? "", phase === "" ? "" : ` (${phase})`];
    return { atS: Number(row["time_s"]), text: words.join(""), kind: "dated" };
  });
  const turns = inTurns.map((row): Entry => ({
    atS: Number(row["time_s"]),
    text: row["told"] ?? "",
    kind: "turn",
  }));
  return [...dated, ...turns].filter(({ atS }) => Number.isFinite(atS)).toSorted((a, b) => a.atS! - b.atS!);
}

function rowsOf(file: string, replication: string): readonly DSVRowString[] {
  if (!exists(file)) return [];
  return csvParse(files.readText(file)).filter((row) => (row["replication"] ?? "0") === replication);
}
