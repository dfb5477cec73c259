/** What can happen at a time in a scenario: the entries of `timeline:`. */
import { z } from "zod";
import { listed } from "../../../sim/scenario/listed.js";
import { refuseWhen, whenFields } from "../../../sim/scenario/timeline/when.js";
import { ruleSetNames } from "../../protocol/ground/rule-sets.js";
import { switchNames } from "../../protocol/ground/switches.js";
import { switchFields } from "./switch-fields.js";
import { byteCount, duration, frameCount, growth, nameText, share } from "../../../sim/units/schema.js";

const className = () => z.string().min(1).max(60);
const over = (about: string) => duration().prefault("0 s").describe(about);

const outageSchema = z
  .strictObject({
    class: className().optional().describe("class of operators whose nodes go off; nodes of all classes unless given"),
    share: share()
      .prefault("100 %")
      .describe("share of the nodes that do, drawn node by node; those of a smaller share are among those of a larger"),
    for: duration().describe("how long it lasts"),
    back: z
      .union([z.literal("at once"), z.string().regex(/^over .+$/)])
      .default("at once")
      .describe("how the nodes come back when it ends: 'at once', or 'over 2 h', each at a drawn time; assumption"),
  })
  .describe(
    "nodes go off together, whatever they do by themselves meanwhile; one that would be off by then stays so until it comes back",
  );

const arrivalsSchema = z
  .strictObject({
    class: className().describe("class of the operators that come, as under `operators`"),
    count: z.int().min(1).max(1_000_000).describe("operators that come, beyond `count` and `arrive` of the class"),
    over: over("the span in which they come, uniformly; at once unless given"),
  })
  .describe("operators come online with their nodes");

const departuresSchema = z
  .strictObject({
    class: className().describe("class of the operators that go"),
    count: z.int().min(1).max(1_000_000).optional().describe("operators that go, drawn; all if there are fewer"),
    share: share().optional().describe("share of the operators that go, drawn one by one; instead of `count`"),
    over: over("the span in which they go, uniformly; at once unless given"),
    how: z
      .enum(["leave", "vanish"])
      .default("leave")
      .describe(
        "leave: their nodes ask to leave all shards and go when they may; vanish: they are gone, and lose their places by eviction",
      ),
  })
  .describe("operators go for good");

const dataSchema = z
  .strictObject({
    to: byteCount().optional().describe("size of all data from then on; every shard keeps its share"),
    add: byteCount().optional().describe("data that come on top, to shards by their size"),
    remove: byteCount().optional().describe("data that go, from shards by their size"),
    growth: growth().optional().describe("growth of all data from then on, applied once an epoch"),
  })
  .describe("a step of the data, or a new rate of their growth, or both");

const haltSchema = z
  .strictObject({
    for: duration().describe("how long the chain stands: no frame comes meanwhile; nodes go off and come back as ever"),
    framesLost: frameCount()
      .prefault("0 frames")
      .describe(
        "frames before the halt that are lost: they are made again as they were, so that their time passes once more (assumption)",
      ),
  })
  .describe("the whole chain stands, and goes on with the next frame");

const resetSchema = z
  .strictObject({
    prefixBits: z.int().min(1).max(20).describe("bits of the prefixes that are shards of the new grid, as in `shards`"),
    shardKeys: z
      .enum(["bits254", "bits256"])
      .optional()
      .describe("how wide keys are read from then on; as before unless given (switch shardKeys)"),
    world: byteCount().optional().describe("size of all data from then on; as it is unless given"),
    metadata: byteCount()
      .optional()
      .describe("those of them that are metadata, a shard of their own; as in `shards` unless given"),
    allocations: z
      .enum(["dropped", "kept"])
      .default("dropped")
      .describe(
        "dropped: nobody is on any shard, and provers join again; kept: whoever is on a filter that both grids have stays",
      ),
    seniority: z
      .enum(["kept", "dropped"])
      .default("kept")
      .describe("what becomes of seniority; balances stay in any case"),
    pause: over("how long the chain stands after it"),
  })
  .describe("a new grid takes the place of the whole old one");

const releaseSchema = z
  .strictObject({
    rules: z
      .enum(ruleSetNames)
      .optional()
      .describe("preset that holds from then on; what the scenario's own `switches` override stays so"),
    switches: z
      .strictObject(switchFields(switchNames))
      .optional()
      .describe(
        "switches that hold from then on, beside the preset if there is one; `orrery plan` refuses those that cannot change in a run",
      ),
    class: className().optional().describe("class whose nodes adopt it, others never do; all classes unless given"),
    share: share()
      .prefault("100 %")
      .describe(
        "share of the nodes that ever adopt it, drawn node by node; those of a smaller share are among those of a larger",
      ),
    adoption: z
      .union([z.literal("at once"), z.string().regex(/^(over|half-life) .+$/)])
      .default("at once")
      .describe(
        "when nodes decide by them (strategy, keepThresholdPercent, thinShardRescue, thinTargets): 'at once', 'over 3 d' (each at a drawn time), or " +
          "'half-life 2 d'; all others, by which the chain decides or nodes renew, hold at once, or from `activates` on; assumption",
      ),
    activates: z
      .string()
      .min(1)
      .max(40)
      .optional()
      .describe(
        "when the switches take force by which the chain decides, for everybody at one moment: so long after the release ('30 d'), or " +
          "with a frame ('frame 699500'); at once unless given",
      ),
  })
  .extend({
    floor: duration()
      .optional()
      .describe(
        "how long after it nobody hears a node any more that has not adopted it, until it does; of those that are there then: who appears " +
          "later is taken to run it. Without it nobody is shut out; assumption",
      ),
  })
  .refine(
    ({ rules, switches = {} }) => rules !== undefined || Object.keys(switches).length > 0,
    "write the preset or the switches that the release brings",
  )
  .describe("other rules from then on");

/** What an entry can do, one of them each. */
export const happenings = {
  outage: outageSchema.optional(),
  arrivals: arrivalsSchema.optional(),
  departures: departuresSchema.optional(),
  data: dataSchema.optional(),
  pace: duration().optional().describe("time from one frame to the next from then on"),
  halt: haltSchema.optional(),
  release: releaseSchema.optional(),
  reset: resetSchema.optional(),
  change: z
    .record(z.string(), z.json())
    .optional()
    .describe(
      "other values of fields from then on, by their paths: any that a stored run may have otherwise (network.messageLoss, " +
        "operators[0].uptime, fees.transactions …), written as there",
    ),
};

export const happeningNames = Object.keys(happenings) as readonly (keyof typeof happenings)[];

const entrySchema = z
  .strictObject({
    ...whenFields("coverage.haltedShards > 0"),
    label: nameText(40).optional().describe("what pictures and tables call it; made from what happens unless given"),
    ...happenings,
  })
  .superRefine((entry, context) => {
    refuseWhen(entry, context);
    const [first, second] = happeningNames.filter((name) => entry[name] !== undefined);
    const refuse = (message: string, path: readonly string[]): void => {
      context.addIssue({ code: "custom", message, path: [...path], input: entry });
    };
    if (first === undefined) refuse(timelineTexts.nothing(), []);
    if (second !== undefined) refuse(timelineTexts.twoThings(first), [second]);
    const { departures, data, release } = entry;
    if (release !== undefined && entry.every !== undefined) refuse(timelineTexts.releasedOnce(), ["every"]);
    if (release !== undefined && (entry.atMost ?? 1) > 1) refuse(timelineTexts.releasedOnce(), ["atMost"]);
    if (departures !== undefined && (departures.count === undefined) === (departures.share === undefined))
      refuse(timelineTexts.countOrShare(), ["departures"]);
    if (data === undefined) return;
    const steps = (["to", "add", "remove"] as const).filter((field) => data[field] !== undefined);
    if (steps.length > 1) refuse(timelineTexts.twoSteps(steps[0]), ["data", steps[1]]);
    if (steps.length === 0 && data.growth === undefined) refuse(timelineTexts.noStep(), ["data"]);
  });

export const timelineTexts = {
  nothing: (): string => `says nothing that happens; allowed: ${listed(happeningNames)}`,
  twoThings: (first: string): string =>
    `an entry does one thing, and this one has ${first} already; write an entry of its own`,
  countOrShare: (): string => "write either count or share",
  releasedOnce: (): string => "a release comes once, and holds from then on; write at, or when without atMost",
  twoSteps: (first: string): string => `${first} says the size already; write one of to, add and remove`,
  noStep: (): string => "write to, add or remove, growth, or one of them with growth",
} as const;

export const timelineSchema = z
  .array(entrySchema)
  .max(1000)
  .describe("dated events: when something happens (`at`, `every`, `when`), and what; see scenarios.md");

/** An entry as it was read: when, and one thing that happens. */
export type TimelineEntry = z.output<typeof entrySchema>;
export type Happening = (typeof happeningNames)[number];

/** What an entry does. */
export function happeningOf(entry: TimelineEntry): Happening {
  const found = happeningNames.find((name) => entry[name] !== undefined);
  if (found === undefined) throw new Error("an entry of the timeline was not checked");
  return found;
}
