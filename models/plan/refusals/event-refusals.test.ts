import { describe, expect, it } from "vitest";
import { toJSONSchema } from "zod";
import { identity } from "../../../test/network-kit.js";
import { eventLimits } from "./event-refusals.js";
import { planOf, type Plan } from "../plan.js";
import { type Scenario, scenarioSchema } from "../../scenario/schema.js";
import { createSimulation } from "../../simulation.js";

interface Fields {
  readonly [field: string]: unknown;
}

/** A small network in which all that has a rate or a length happens. */
const busy: Fields = {
  name: "busy",
  horizon: "2 h",
  operators: [
    {
      class: "a",
      count: 6,
      workers: 2,
      uptime: "90 %",
      outage: "5 min",
      arrive: "1/h",
      leave: "half-life 3 h",
      equivocate: "1/h",
      mergeSeniority: "20 min",
      appear: { from: "1 min", until: "2 min" },
      follow: "w",
    },
  ],
  shards: { count: 4, world: "20 GB", growth: "1 %/month" },
  archives: { uptime: "90 %", outage: "10 min" },
  fees: { transactions: "1/s", bytes: "1 kB" },
  observed: { source: "a test", timeDays: [0, 0.02, 0.05], columns: { w: [10, 14, 9] } },
  report: { every: "10 min" },
};

const ofDawn: Fields = {
  name: "dawn",
  rules: "dawn",
  horizon: "2 h",
  operators: [{ class: "a", count: 6, workers: 2, uptime: "90 %", outage: "5 min" }],
  shards: { count: 1, world: "1 GB" },
  dawn: { round: "10 min" },
  report: { every: "10 min" },
};

/** The fields with another value at a path such as `operators[0].outage`. */
function changed(fields: Fields, path: string, value: unknown): Fields {
  const copy = structuredClone(fields) as Record<string, unknown>;
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  let at: Record<string, unknown> = copy;
  for (const step of steps.slice(0, -1)) at = (at[step] ??= {}) as Record<string, unknown>;
  at[steps[steps.length - 1]] = value;
  return copy;
}

const parse = (fields: Fields): Scenario | null => scenarioSchema.safeParse(fields).data ?? null;

const refusals = (fields: Fields): Plan["infeasible"] => planOf(scenarioSchema.parse(fields)).infeasible;

/** Paths of all fields of the schema whose text is of such a kind, by an example of it. */
function fieldsLike(example: string): string[] {
  const found: string[] = [];
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== "object" || node === null) return;
    const { properties, items, anyOf, examples } = node as Record<string, unknown>;
    if (Array.isArray(examples) && examples.includes(example)) found.push(path.slice(1));
    for (const [name, child] of Object.entries(properties ?? {})) walk(child, `${path}.${name}`);
    if (items !== undefined) walk(items, `${path}[0]`);
    if (Array.isArray(anyOf)) for (const child of anyOf) walk(child, path);
  };
  walk(toJSONSchema(scenarioSchema, { io: "input" }), "");
  return found;
}

const extremes = {
  duration: ["0 s", "1 us", "1 ms", "999 ms", "1 s", "30 s", "1000 d", "285 y"],
  rate: ["0/d", "1/y", "1000/d", "86400/d", "1/s", "1.01/s", "1000/s", "1000000/s", "9007199254740991/s"],
};

const cases = [
  ...fieldsLike("50 ms").flatMap((path) => extremes.duration.map((value) => [path, value] as const)),
  ...fieldsLike("40/d").flatMap((path) => extremes.rate.map((value) => [path, value] as const)),
  ...["half-life", "after"].flatMap((how) =>
    extremes.duration.map((value) => ["operators[0].leave", `${how} ${value}`] as const),
  ),
];

describe("rates and lengths", () => {
  it("are looked for in all fields that have one", () => {
    expect(fieldsLike("50 ms")).toEqual(
      expect.arrayContaining(["horizon", "frames.pace", "operators[0].outage", "archives.outage", "dawn.round"]),
    );
    expect(fieldsLike("40/d")).toEqual(["operators[0].arrive", "operators[0].equivocate", "fees.transactions"]);
  });

  it.each(cases)("%s: %s is refused, or has no more events than planned", (path, value) => {
    const scenario = parse(changed(path.startsWith("dawn") ? ofDawn : busy, path, value));
    if (scenario === null) return;
    const { infeasible, events } = planOf(scenario);
    expect(infeasible.map(({ message }) => message).join(" ")).not.toMatch(/NaN|undefined|Infinity/);
    if (infeasible.length > 0) return;
    expect(events.total).toBeLessThanOrEqual(eventLimits.events);
    // A run of this size is one that a test can make.
    if (events.total > 300_000) return;
    const simulation = createSimulation(scenario, identity());
    simulation.advance(Infinity, 4 * events.total + 1000);
    expect(simulation.nowUs).toBe(scenario.horizon);
  });

  it("that are too much are refused all at once, each at its place", () => {
    const paths = refusals({
      ...changed(changed(busy, "operators[0].outage", "1 ms"), "operators[0].equivocate", "1000000/s"),
      archives: { outage: "0 s" },
      report: { every: "1 us" },
      observed: { source: "a test", timeDays: [0, 2, 1], columns: { w: [0, 1e9, 0] } },
    }).map(({ path }) => path);
    expect(paths).toEqual([
      "report.every",
      "operators[0].outage",
      "operators[0].equivocate",
      "archives.outage",
      "observed.timeDays[2]",
      'observed.columns["w"]',
    ]);
  });

  it("are allowed where they make nothing: nobody is ever off", () => {
    expect(refusals(changed(changed(busy, "operators[0].outage", "0 s"), "operators[0].uptime", "100 %"))).toEqual([]);
    expect(refusals(changed(busy, "archives", { uptime: "100 %", outage: "0 s" }))).toEqual([]);
  });

  it.each([
    ["operators[0].outage", "1 ms"],
    ["operators[0].equivocate", "1000000/s"],
    ["operators[0].arrive", "1000000/s"],
    ["archives.outage", "1 ms"],
    ["dawn.round", "0 s"],
    ["report.every", "1 us"],
    ["frames.pace", "1 us"],
  ])("%s: %s is refused with a value that is allowed", (path, value) => {
    const fields = path.startsWith("dawn") ? ofDawn : changed(busy, "horizon", "200 d");
    const [refused] = refusals(changed(fields, path, value)).filter((one) => one.path === path);
    const offered = /write (?:a pace of )?at (?:least|most) ([\d.]+ ?[a-z/]+)/.exec(refused.message)?.[1];
    expect(offered).toBeDefined();
    expect(refusals(changed(fields, path, offered)).map((one) => one.path)).not.toContain(path);
  });

  it("count over the horizon and over replications", () => {
    const many = { class: "a", count: 1_000_000, workers: 1, follow: "w" };
    const shards = { count: 4, world: "20 GB" };
    const long = { ...busy, shards, horizon: "200 y", report: { every: "30 d" } };
    expect(refusals({ ...long, operators: [many] })).toEqual([]);
    expect(refusals({ ...long, operators: [{ ...many, uptime: "99 %" }] }).map(({ path }) => path)).toEqual([
      "operators[0].outage",
    ]);
    const rows = (replications: number): unknown => refusals({ ...busy, replications, report: { every: "1 s" } });
    expect(rows(1)).toEqual([]);
    expect(rows(100_000)).toEqual([
      {
        path: "report.every",
        message: expect.stringMatching(/^7201 rows of \d+ columns, 100000 times, are/) as string,
      },
    ]);
  });
});
