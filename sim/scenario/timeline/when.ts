/**
 * When something of a timeline happens: at a moment (`at`), again and again (`every`), or once something is measured
 * (`when`). What happens is between the scenario's schema and its model.
 */
import { z } from "zod";
import { dateMs } from "../../units/civil-date.js";
import * as dimensions from "../../units/dimensions.js";
import { parseQuantity } from "../../units/quantity.js";
import { duration, patternOf } from "../../units/schema.js";
import { conditionPattern, parseCondition, type Condition } from "./condition.js";
import { timelineMessages as messages } from "./messages.js";

/** A moment as it was written: since the start of the run, or by the calendar. */
export type Moment = { readonly sinceStartUs: number } | { readonly dateMs: number };

const dayPattern = "^\\d{4}-\\d{2}-\\d{2}([ T]\\d{2}:\\d{2})?$";

/** A field that holds a moment: `12 d`, `2026-07-05`, `2026-07-05 18:30`. */
const momentOrDate = (): z.ZodType<Moment, string> =>
  z
    .string({ error: (issue) => (issue.input === undefined ? undefined : messages.badMoment()) })
    .meta({
      pattern: `${patternOf(dimensions.duration)}|${dayPattern}`,
      examples: ["12 d", "2026-07-05", "2026-07-05 18:30"],
    })
    .transform((text, context): Moment => {
      const ms = dateMs(text.trim());
      if (ms !== null) return { dateMs: ms };
      const parsed = parseQuantity(dimensions.duration, text);
      if (parsed.ok) return { sinceStartUs: parsed.value };
      // Whoever began with digits and a dash meant a day; all others a time.
      const message = /^\s*\d+[-/.]\d+[-/.]/.test(text)
        ? `there is no such day: ${messages.badMoment()}`
        : parsed.message;
      context.addIssue({ code: "custom", message, input: text });
      return z.NEVER;
    });

const condition = (example: string): z.ZodType<Condition, string> =>
  z
    .string({ error: (issue) => (issue.input === undefined ? undefined : messages.badCondition(example)) })
    .meta({ pattern: conditionPattern, examples: [example] })
    .transform((text, context): Condition => {
      const parsed = parseCondition(text);
      if (parsed !== null) return parsed;
      context.addIssue({ code: "custom", message: messages.badCondition(example), input: text });
      return z.NEVER;
    });

/** The fields of an entry that say when; give the entry to `refuseWhen` as well. `example`: a condition, for whoever writes none. */
export const whenFields = (example: string) => ({
  at: momentOrDate()
    .optional()
    .describe("when it happens, once: the time since the start (12 d), or a day (UTC) where the scenario has a date"),
  every: duration().optional().describe("it happens again and again, so long after the time before"),
  from: momentOrDate().optional().describe("with `every`: the first time; without it `every` after the start"),
  until: momentOrDate().optional().describe("with `every`: no time is later than this"),
  times: z.int().min(1).max(10_000).optional().describe("with `every`: how often at most"),
  when: condition(example)
    .optional()
    .describe(
      "it happens when this begins to hold of a metric (a column of series.csv), in its unit; looked at after every " +
        "frame in which anything happened, and every hour",
    ),
  for: duration().optional().describe("with `when`: how long it must have held; without it not at all"),
  atMost: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe("with `when`: how often at most; once unless given. It must have ceased to hold in between"),
});

/** What `whenFields` give. */
export type WhenWritten = z.output<z.ZodObject<ReturnType<typeof whenFields>>>;

const kinds = ["at", "every", "when"] as const;
const owners = { from: "every", until: "every", times: "every", for: "when", atMost: "when" } as const;

/** Reports an entry that says when in no way, in two, or with fields of another one. */
export function refuseWhen(entry: WhenWritten, context: z.RefinementCtx): void {
  const refuse = (message: string, path: readonly string[]): void => {
    context.addIssue({ code: "custom", message, path: [...path], input: entry });
  };
  const [first, second] = kinds.filter((kind) => entry[kind] !== undefined);
  if (first === undefined) refuse(messages.noWhen(), []);
  if (second !== undefined) refuse(messages.twoWhens(first, second), [second]);
  for (const [field, owner] of Object.entries(owners) as [keyof typeof owners, (typeof owners)[keyof typeof owners]][])
    if (entry[field] !== undefined && first !== undefined && first !== owner && second === undefined)
      refuse(messages.belongsTo(owner), [field]);
  if (entry.every === 0) refuse(messages.noTimeBetween(), ["every"]);
}
