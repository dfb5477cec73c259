/** What a mixnet looks like: what its observer gets, and where the time goes. */
import type { RunTables } from "../../sim/experiment/model.js";
import type { PictureSpec, Spec } from "../../sim/experiment/picture-spec.js";
import { numbersOf } from "../../sim/view/rows.js";
import { dashes, palette, panel, picture, thinOpacity } from "../../sim/view/theme.js";
import type { MixnetScenario } from "./schema.js";
import { settingOf } from "./setting.js";
import { counted } from "../../sim/units/readable.js";

/** Batches of which a picture shows a point, at most. */
const maxPoints = 500;

interface SeriesRow {
  readonly replication: number;
  readonly batch: number;
  readonly [column: string]: number;
}

/** Rows of the series of each replication, with sums so far of what is linked. */
function rowsOf(replications: readonly RunTables[]): readonly SeriesRow[] {
  return replications.flatMap(({ series }, replication) => {
    const columns = ["batch_messages", "linked_messages", "linked_rule_messages", "candidates_users", "candidates_rule_users", "dealing_ms", "collecting_ms", "mixing_ms"] as const; // prettier-ignore
    const values = columns.map((name) => numbersOf(series, name));
    const soFar = [0, 0, 0];
    const every = Math.ceil(series.rowCount / maxPoints);
    return Array.from({ length: series.rowCount }, (_, k) => {
      for (const at of soFar.keys()) soFar[at] += values[at][k];
      const [messages, linked, rule] = soFar;
      const row = Object.fromEntries(columns.map((name, at) => [name, values[at][k]]));
      return { ...row, replication, batch: k + 1, linked: linked / messages, rule: rule / messages, k };
    }).filter(({ k }) => k % every === every - 1 || k === series.rowCount - 1);
  });
}

/** A type and no interface, so that it is a row of a picture as well. */
type Mean = { readonly batch: number; readonly value: number };

/** Mean over replications by batch, of the batches that all of them have. */
function meansOf(rows: readonly SeriesRow[], replications: number, field: string): readonly Mean[] {
  const byBatch = new Map<number, number[]>();
  for (const row of rows) byBatch.set(row.batch, [...(byBatch.get(row.batch) ?? []), row[field]]);
  return [...byBatch]
    .filter(([, values]) => values.length === replications)
    .map(([batch, values]) => ({ batch, value: values.reduce((sum, value) => sum + value, 0) / values.length }));
}

const captionOf = ({ name, seed, mixnet, observer }: MixnetScenario, { dealers }: { dealers: number }): string =>
  `${name} · seed ${seed} · batches of ${mixnet.batch}, ${counted(mixnet.players, "player")}, ${counted(dealers, "dealer")} of whom ${counted(observer.dealers, "colludes", "collude")}, masks ${mixnet.masks}`;

const x = {
  field: "batch",
  type: "quantitative",
  title: "batches that came out",
  scale: { zero: false },
  axis: { tickMinStep: 1 },
};

const legend = {
  type: "nominal",
  scale: { domain: ["measured", "by the rule"], range: [palette.accent[0], palette.accent[1]] },
};

/** What a logarithmic axis has a place for. */
const above = (values: readonly Spec[]): readonly Spec[] => values.filter(({ value }) => Number(value) > 0);

/** What was measured, strong, of each replication thin, beside what a rule says, dashed; values not above 0 are left out. */
function againstRule(
  rows: readonly SeriesRow[],
  { replications, measured, rule, title }: { replications: number; measured: string; rule: string; title: string },
): readonly Spec[] {
  const y = { field: "value", type: "quantitative", title, scale: { type: "log" } };
  return [
    {
      data: { values: above(rows.map((row) => ({ batch: row.batch, replication: row.replication, value: row[measured] }))) }, // prettier-ignore
      mark: { type: "line", strokeWidth: 0.8, opacity: thinOpacity, color: palette.accent[0] },
      encoding: { x, y, detail: { field: "replication" } },
    },
    {
      data: { values: above(meansOf(rows, replications, measured)) },
      mark: { type: "line", strokeWidth: 2.5 },
      encoding: { x, y, color: { datum: "measured", ...legend } },
    },
    {
      data: { values: above(meansOf(rows, replications, rule)) },
      mark: { type: "line", strokeWidth: 2, strokeDash: dashes[1] },
      encoding: { x, y, color: { datum: "by the rule", ...legend } },
    },
  ];
}

/** How often the observer guesses a message's sender, so far, against the rule and the two chances of a full batch. */
export function linkingPicture(replications: readonly RunTables[], scenario: MixnetScenario): PictureSpec {
  const { batch } = scenario.mixnet;
  const setting = settingOf(scenario);
  const chances = [
    { value: 1 / batch, label: "1/batch" },
    { value: 1 / setting.side, label: "1/√batch" },
  ];
  const y = { field: "value", type: "quantitative" };
  const word = (look: Spec): Spec => ({
    data: { values: chances },
    mark: { type: "text", align: "right", dy: -7, dx: -4, ...look },
    encoding: { y, x: { value: panel.width }, text: { field: "label" } },
  });
  return picture(
    "linking",
    {
      title: "Messages that the observer links to their senders",
      reading:
        "Share of all batches so far; thin: single replications. Grey: what a full batch would give, with masks and without.",
      caption: captionOf(scenario, setting),
    },
    {
      ...panel,
      layer: [
        { data: { values: chances }, mark: { type: "rule", color: palette.accent[2] }, encoding: { y } },
        ...againstRule(rowsOf(replications), { replications: replications.length, measured: "linked", rule: "rule", title: "share of messages linked" }), // prettier-ignore
        // With masks the lines run along the lower chance: its word stands on a white outline.
        word({ color: "white", stroke: "white", strokeWidth: 4 }),
        word({ color: palette.quiet }),
      ],
    },
  );
}

/** How many users may still be the partner of a watched one. */
export function intersectionPicture(replications: readonly RunTables[], scenario: MixnetScenario): PictureSpec {
  return picture(
    "intersection",
    {
      title: "Who may be the partner of a watched user",
      reading:
        "Users who got something from every batch that it wrote in; at 1 the partner is known. Thin: single replications.",
      caption: `${captionOf(scenario, settingOf(scenario))}\n${counted(scenario.users.count, "user")}, ${scenario.users.watched} of them watched`,
    },
    {
      ...panel,
      layer: againstRule(rowsOf(replications), { replications: replications.length, measured: "candidates_users", rule: "candidates_rule_users", title: "candidates, mean" }), // prettier-ignore
    },
  );
}

/** From half a batch before each to half a one behind the last: each is as wide as the others, and stands above its number. */
function columnsOf(means: readonly Mean[]): readonly Mean[] {
  const edges = means.map(({ value }, k) => ({ batch: (k === 0 ? 0 : means[k - 1].batch) + 0.5, value }));
  return [...edges, ...means.slice(-1).map(({ batch, value }) => ({ batch: batch + 0.5, value }))];
}

/** Where the time of a round goes. */
export function roundsPicture(replications: readonly RunTables[], scenario: MixnetScenario): PictureSpec {
  const rows = rowsOf(replications);
  const states = [
    ["dealing_ms", "dealing"],
    ["collecting_ms", "collecting"],
    ["mixing_ms", "mixing"],
  ] as const;
  const values = states.flatMap(([field, state], at) =>
    columnsOf(meansOf(rows, replications.length, field)).map(({ batch, value }) => ({
      batch,
      value: value / 1000,
      state,
      at,
    })),
  );
  const order = states.map(([, state]) => state);
  return picture(
    "rounds",
    {
      title: "Time of a round",
      reading: "Mean over replications: shares are dealt, messages collected, layers mixed.",
      caption: captionOf(scenario, settingOf(scenario)),
    },
    {
      ...panel,
      data: { values },
      mark: { type: "area", interpolate: "step-after" },
      encoding: {
        x,
        y: { field: "value", type: "quantitative", title: "seconds", stack: true },
        color: { field: "state", type: "nominal", scale: { domain: order, range: palette.depth.slice(0, 3) } },
        order: { field: "at", type: "quantitative" },
      },
    },
  );
}
