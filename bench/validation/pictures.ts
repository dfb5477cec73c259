/** Pictures of docs/validation.md: skill by outcome and stage, and the measured beside the simulated of a few windows. */
import type { RunTables } from "../../models/index.js";
import { measuredBeside } from "../../models/output/pictures/measured-beside.js";
import type { PictureSpec } from "../../sim/experiment/picture-spec.js";
import { palette, picture } from "../../sim/view/theme.js";
import type { DailyRow } from "./daily-table.js";
import type { Deviation } from "./score.js";
import { skillsOf } from "./skill.js";
import { outcomes, type Stage, stages, shardsLeftOut } from "./stages.js";
import { haltWithoutEmptySince } from "./usable-days.js";

/** Skills below this are drawn at it: how bad they are stands in the tables. */
const lowest = -1;

/** A dot for the skill of each outcome against "stays as it was", fed, over a horizon; a panel a stage. */
export function skillPicture(deviations: readonly Deviation[], horizonDays: number): PictureSpec {
  const values = stages.flatMap((stage) =>
    skillsOf(deviations, stage.name, "fed")
      .filter((one) => one.horizonDays === horizonDays)
      .flatMap(({ outcome, against }) =>
        (["stays", "goesOn", "byChance"] as const).flatMap((name) => {
          const skill = against[name];
          return skill === null
            ? []
            : [{ stage: stage.name, outcome, against: labels[name], skill: Math.max(lowest, skill) }];
        }),
      ),
  );
  const shown = stages.map(({ name }) => name).filter((name) => values.some(({ stage }) => stage === name));
  return picture(
    "validation-skill",
    {
      title: `Skill of fed runs over ${horizonDays} days`,
      reading: `1: exact; 0: as far off as the forecast; at ${lowest}: as far off as twice, or farther.`,
      caption: "docs/validation.md · npm run validate",
    },
    {
      data: { values },
      mark: { type: "point", filled: true, size: 60, opacity: 0.85 },
      encoding: {
        column: { field: "stage", type: "nominal", sort: [...shown], title: null },
        x: { field: "skill", type: "quantitative", scale: { domain: [lowest, 1] }, title: "skill" },
        y: { field: "outcome", type: "nominal", sort: [...outcomes], title: null },
        color: {
          field: "against",
          type: "nominal",
          title: "against",
          scale: { domain: Object.values(labels), range: palette.accent.slice(0, 3) },
        },
        shape: { field: "against", type: "nominal", title: "against", scale: { domain: Object.values(labels) } },
      },
      width: 150,
      height: 220,
    },
  );
}

const labels = { stays: "stays as it was", goesOn: "goes on", byChance: "lost at random" };

const beside = ["active", "healthy", "warning", "halt", "ring0", "ring1"] as const;

/** The measured days over a fed run of a stage's own scenario, which starts with the first of these rows. */
export function besidePicture({ series }: RunTables, stage: Stage, rows: readonly DailyRow[]): PictureSpec {
  const [start] = rows;
  /** Shards without anybody are in `halt` no more since June, and never were in the metric. */
  const measured = (name: (typeof beside)[number], { date, counts }: DailyRow): number => {
    const value = counts[name] ?? Number.NaN;
    return name === "halt" && date < haltWithoutEmptySince ? value - (counts.unassigned ?? 0) : value;
  };
  const observed = {
    day: rows.map(({ day }) => day - start.day),
    columns: beside.map((name) => ({
      name: `page.${name}`,
      label: labelsOfColumns[name],
      values: rows.map((row) => measured(name, row)),
    })),
  };
  const leftOut = shardsLeftOut(stage, start, start.date);
  const caption = `scenarios/mainnet/${stage.file}, fed from ${start.date} · ${leftOut} shards without data left out`;
  return { ...measuredBeside(series, observed, { caption }), name: `validation-${stage.name.toLowerCase()}` };
}

const labelsOfColumns = {
  active: "active provers (told)",
  healthy: "healthy: 6 or more active",
  warning: "warning: 3 to 5",
  halt: "halt: 1 or 2",
  ring0: "ring 0: 1 to 7",
  ring1: "ring 1: 8 to 15",
};
