/** What a scenario file can say: the one definition that types, messages and the JSON Schema come from. */
import { z } from "zod";
import { duration, moment, share } from "../../sim/units/schema.js";
import { tokenField } from "../protocol/ground/token.js";
import { computingSchema } from "./computing.js";
import { claimFields } from "../../sim/scenario/claim-fields.js";
import { faultsField } from "../../sim/scenario/faults-field.js";
import { figureFields } from "../../sim/scenario/figure-fields.js";
import { basicFields } from "../../sim/scenario/basic-fields.js";
import { curves } from "../curves/curves.js";
import { defaultRuleSet, ruleSetNames } from "../protocol/ground/rule-sets.js";
import { startOfDayMs } from "../../sim/units/civil-date.js";
import { attackersSchema } from "./attackers-schema.js";
import { archivesSchema, consensusSchema, feesSchema } from "./chain.js";
import { ceremonySchema, dawnSchema, duskSchema } from "./eras.js";
import { grantsSchema } from "./grants.js";
import { refuseUnmade } from "./made-plugins.js";
import { marketSchema } from "./market.js";
import { operatorsSchema } from "./operators.js";
import { rareSchema, refuseTilt } from "./rare.js";
import { sourcesSchema } from "./sources.js";
import { refuseMixedShards, shardsSchema } from "./shards.js";
import { refuseMixedClasses } from "./storage-classes.js";
import { startSchema } from "./start/schema.js";
import { refuseForeignSwitches, switchesSchema } from "./switches.js";
import { timelineSchema } from "./timeline/schema.js";
import { archiveLinesSchema, jitterField, regionsSchema } from "./wire.js";

const count = (about: string, max: number) => z.int().min(0).max(max).describe(about);

const dayField = () =>
  z.string().refine((date) => startOfDayMs(date) !== null, "write a day as 2024-11-24, from 1970 on");

const framesSchema = z
  .strictObject({
    pace: duration().prefault("10 s").describe("time from one frame to the next"),
    first: count("number of the first simulated frame; windows and epochs count from it", 4_000_000_000).default(0),
    history: z
      .enum(["none", "mainnet"])
      .default("none")
      .describe("mainnet: frame numbers are mainnet's, and its dates apply (enrolment, longer grace, first evictions)"),
    difficulty: z
      .int()
      .min(10_000)
      .max(Number.MAX_SAFE_INTEGER)
      .default(160_000)
      .describe("sequential squarings of a frame; its power of 10,000 is the generation of hardware"),
    adjust: z
      .enum(["off", "on"])
      .default("off")
      .describe(
        "on: difficulty follows the pace once an epoch, from `difficulty` at the first frame, as ASERT has it; off: it stays",
      ),
  })
  .describe("the frame clock");

const observedSchema = z
  .strictObject({
    source: z.string().describe("where the measurement comes from"),
    timeDays: z.array(z.number().min(0)).min(2).max(10_000).describe("days since the start of the run"),
    columns: z
      .record(z.string(), z.array(z.number()).max(10_000))
      .describe("measured values by metric, or by any name that a class follows; one for every day of timeDays"),
  })
  .describe("measurements that pictures show beside the simulation, and that operators can follow");

export const scenarioSchema = z
  .strictObject({
    $schema: z.string().optional().describe("for editors"),
    ...basicFields(),
    date: dayField()
      .optional()
      .describe(
        "day (UTC) on which the run starts, such as 2026-10-10: what dates of the timeline count from, and which version floors are in force",
      ),
    rules: z.enum(ruleSetNames).default(defaultRuleSet).describe("the preset of protocol rules"),
    switches: switchesSchema.prefault({}),
    fidelity: z
      .enum(["message", "frame", "epoch"])
      .default("frame")
      .describe(
        "how finely time is simulated: by messages, each of which takes its way over lines between regions; by frames; or by epochs, for years and decades, in which outages that are too short to cost anybody a place are not followed one by one, but only lower what their nodes are credited with (docs/fidelity.md)",
      ),
    horizon: moment().describe("simulated time"),
    frames: framesSchema.prefault({}),
    operators: operatorsSchema,
    attackers: attackersSchema.optional(),
    shards: shardsSchema,
    start: startSchema.optional(),
    network: z
      .strictObject({
        messageLoss: share()
          .prefault("0.1 %")
          .describe("share of node messages that never arrive, at frame and epoch fidelity; assumption"),
        regions: regionsSchema.optional(),
        jitter: jitterField(),
        copies: z
          .int()
          .min(1)
          .max(200)
          .optional()
          .describe(
            "times that a member passes a message of its shard on, as many as its mesh has peers; 8 unless given",
          ),
        archives: archiveLinesSchema.optional(),
        date: dayField().optional().describe("older form of `date` at the top of the scenario"),
      })
      .prefault({})
      .describe(
        "what messages suffer: at frame fidelity a loss, and one that arrives takes effect in the next frame; at message fidelity their way over `regions`, with `jitter`, and the lines of classes and `archives`",
      ),
    faults: faultsField()
      .optional()
      .describe(
        "what goes wrong on the wire, at message fidelity: the first that says something of a message counts. Classes are those of operators, and `archives`",
      ),
    consensus: consensusSchema,
    archives: archivesSchema.optional(),
    fees: feesSchema.optional(),
    computing: computingSchema.optional(),
    issuance: z
      .strictObject({
        supply: tokenField()
          .prefault("0 QUIL")
          .describe("supply at the start; changes no behaviour, unless the curve looks at the supply"),
      })
      .prefault({})
      .describe("token supply"),
    curve: curves
      .wordOrChoice()
      .optional()
      .describe("the issuance curve, with its parameters beside `kind`; that of the rule set unless given"),
    market: marketSchema.optional(),
    dusk: duskSchema.optional(),
    dawn: dawnSchema.optional(),
    ceremony: ceremonySchema.optional(),
    grants: grantsSchema.optional(),
    observed: observedSchema.optional(),
    sources: sourcesSchema,
    timeline: timelineSchema.optional(),
    rare: rareSchema.optional(),
    ...figureFields("max(coverage.haltedShards)"),
    ...claimFields({ example: "max(coverage.haltedShards)", fidelities: ["message"] }),
    report: z
      .strictObject({
        every: duration().prefault("1 h").describe("simulated time between two rows of series.csv"),
        allocations: z
          .boolean()
          .default(false)
          .describe("whether allocations.csv is written: who sits where at the end, and what each allocation earned"),
        books: z
          .boolean()
          .optional()
          .describe("whether books.csv is written, a row an operator, where operators keep books; no unless given"),
      })
      .prefault({})
      .describe("what is written"),
    replications: z
      .int()
      .min(1)
      .max(100_000)
      .default(1)
      .describe("runs with the same parameters, other random numbers"),
  })
  .superRefine(refuseForeignSwitches)
  .superRefine(refuseMixedShards)
  .superRefine(refuseMixedClasses)
  .superRefine(refuseTilt)
  .superRefine((scenario, context) => {
    refuseUnmade(scenario, context);
  })
  .superRefine(({ date, network }, context) => {
    if (date === undefined || network.date === undefined) return;
    context.addIssue({
      code: "custom",
      message: "date says it already",
      path: ["network", "date"],
      input: network.date,
    });
  })
  .describe("A scenario of Orrery");

export type Scenario = z.output<typeof scenarioSchema>;
export type { OperatorClass } from "./operators.js";
