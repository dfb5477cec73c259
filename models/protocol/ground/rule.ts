import type { z } from "zod";
import type { RuleSwitches } from "./rule-sets.js";

/** A value that JSON can carry; numbers beyond 2^53 travel as decimal strings. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * One rule of the protocol as `orrery calc` sees it: how it is asked, what it answers, where it comes from. The
 * arithmetic itself is a pure, typed function in a file of its own; `evaluate` only translates between JSON and it.
 */
export interface Rule<Input = never> {
  /** Name from protocol.md, for example `ring.assign`. */
  readonly id: string;
  /** One line for `orrery calc --list`. */
  readonly about: string;
  /** Fields, each with `.describe("meaning, unit")`; refuses what it does not know. */
  readonly input: z.ZodType<Input>;
  /** What comes back, in words, with units. */
  readonly output: string;
  /** In the notation of the source, its symbols and units named. */
  readonly formula: string;
  /** Source tags: seed, node (file), page, assumption. */
  readonly source: string;
  readonly example: { readonly in: Json; readonly out: Json; readonly ruleSet?: string };
  /** Throws `RuleError` where the rule refuses; the switches pick the variant. */
  readonly evaluate: (input: Input, switches: RuleSwitches) => Json;
}

/** A rule with its input type erased: what the table of contents holds. */
export type AnyRule = Rule<unknown>;

/** Writes a rule down, inferring the type of its input from its schema. */
export function defineRule<Input>(rule: Rule<Input>): AnyRule {
  return rule as unknown as AnyRule;
}

/** A rule refuses its input: the input is well formed, and the protocol says no (or names no answer). */
export class RuleError extends Error {
  override readonly name = "RuleError";
}
