/** Populations: classes of operators, what they run, when they come and go. */
import { z } from "zod";
import { learnsSchema, strategySchema } from "./mixed-strategies.js";
import { moneyFields } from "./money.js";
import { lineFields } from "./wire.js";
import { parseVersion } from "../protocol/transport/version-floor.js";
import { bitRate, byteCount, duration, moment, nameText, perTime, share } from "../../sim/units/schema.js";

const workersSchema = z
  .union([
    z.int().min(1).max(10_000).describe("workers of each node"),
    z
      .strictObject({
        total: z.int().min(1).max(10_000_000).describe("workers of the class at the start"),
        sigma: z.number().min(0).max(3).default(0).describe("log-normal spread of the nodes' shares; assumption"),
      })
      .describe("a total, divided over the nodes of the class"),
  ])
  .describe("workers: each can prove one shard at a time");

const senioritySchema = z
  .union([
    z.enum(["none", "historic", "dawn"]),
    z.strictObject({ points: z.int().min(0).max(100_000_000) }),
    z.strictObject({
      merged: share().describe("share of the nodes whose keys merged an old peer id; of the others none has any"),
    }),
  ])
  .default("none")
  .describe(
    "seniority at the start: none; historic (a draw from the grant lists, mostly the later ones); dawn (a draw from the first list); points; or merged (historic for that share of the nodes, none for the others)",
  );

export const operatorClassSchema = z.strictObject({
  class: nameText(60).describe("name of the class in tables and pictures"),
  count: z.int().min(0).max(1_000_000).describe("operators at the start"),
  nodes: z.int().min(1).max(10_000).default(1).describe("nodes of each operator"),
  workers: workersSchema,
  seniority: senioritySchema,
  strategy: strategySchema,
  learns: learnsSchema,
  appear: z
    .strictObject({
      from: moment().prefault("0 s").describe("earliest time"),
      until: moment().describe("latest time"),
    })
    .optional()
    .describe("when the operators of `count` come online, uniformly; without it all are there at the start"),
  arrive: perTime().prefault("0/d").describe("operators that arrive beyond `count` (Poisson)"),
  leave: z
    .union([z.literal("never"), z.string().regex(/^half-life .+$/), z.string().regex(/^after .+$/)])
    .default("never")
    .describe(
      "'never', 'half-life 90 d' (operators stay exponentially long), or 'after 90 d' (all stay exactly so long)",
    ),
  uptime: share().prefault("100 %").describe("share of time that a node is online"),
  outage: duration().prefault("10 min").describe("mean length of an outage (exponential)"),
  upload: bitRate()
    .optional()
    .describe(
      "what the line of each node carries up: that of its profile unless given, else no limit; decides who computes with others (`computing`), and at message fidelity how long its messages take",
    ),
  ...lineFields,
  answers: z
    .enum(["always", "never", "stale"])
    .default("always")
    .describe(
      "whether nodes answer their own joins; never: joins wait until they lapse, and are asked for again; stale: they stay on " +
        "their shard when they have lapsed, as records that nodes and page count, and nothing else is asked for (assumptions)",
    ),
  version: z
    .string()
    .refine((version) => parseVersion(version) !== null, "write a version as 2.0.5 or 2.1.0-p4")
    .optional()
    .describe(
      "release that its nodes run and keep, such as 2.0.5; where version floors are enforced and the scenario has a date, " +
        "nobody hears nodes below the floor",
    ),
  follow: z
    .string()
    .optional()
    .describe("name of a column of `observed`: workers are added and taken away as it rises and falls"),
  fall: z
    .enum(["orderly", "abrupt"])
    .default("orderly")
    .describe(
      "what a fall of the followed column takes: orderly, a worker, whose node gives up an allocation by the rules of leaving; " +
        "abrupt, an active allocation of the class, drawn at random, which is lost at once with its worker while the node stays (of a class that answers no joins, a join); assumption",
    ),
  holds: share()
    .optional()
    .describe(
      "older form of an attacker that withholds data: see `attackers`; share of their data that nodes really hold",
    ),
  storage: byteCount()
    .optional()
    .describe("storage that a worker declares with its join, for merges by storage; without it none is declared"),
  equivocate: perTime()
    .optional()
    .describe(
      "older form of an attacker that equivocates: see `attackers`; how often a node signs two headers of one frame",
    ),
  mergeSeniority: z
    .union([z.literal("with join"), duration()])
    .optional()
    .describe(
      "when an operator brings in an old peer id, once: 'with join' (the better of the two counts), or so long after a node's first join (both add up)",
    ),
  mergeBrings: senioritySchema
    .prefault("historic")
    .describe("seniority of that old peer id, as under `seniority`; assumption"),
  pauses: z
    .boolean()
    .default(false)
    .describe("whether outages are planned: nodes pause their allocations before and resume them after; assumption"),
  ...moneyFields,
});

export const operatorsSchema = z
  .array(operatorClassSchema)
  .min(1)
  .max(1000)
  .superRefine((classes, context) => {
    classes.forEach(({ learns, strategy }, index) => {
      if (learns !== undefined && !Array.isArray(strategy))
        context.addIssue({ code: "custom", message: nothingToLearn, path: [index, "learns"], input: learns });
    });
    // Reached by key only, so the order of a Map never matters.
    const first = new Map<string, number>();
    classes.forEach(({ class: name }, index) => {
      const other = first.get(name);
      if (other === undefined) first.set(name, index);
      else context.addIssue({ code: "custom", message: sameName(name, other), path: [index, "class"], input: name });
    });
  })
  .describe("classes of operators, each with its nodes");

const nothingToLearn =
  "all of its operators follow one strategy, so there is nothing to learn; write a list with a share each under strategy, or leave it out";

/** Addresses and random numbers of nodes hang on the names of their classes. */
const sameName = (name: string, other: number): string =>
  `"${name}" is the name of operators[${other}] too; its nodes would be those of that class again: write another name`;

export type OperatorClass = z.output<typeof operatorClassSchema>;
