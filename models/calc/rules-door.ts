/** The rules of the protocol as the library gives them: listed, and asked one at a time. */
import type { Json } from "../protocol/ground/rule.js";
import { type RuleSetName, ruleSetNames } from "../protocol/ground/rule-sets.js";
import { ruleSections } from "../protocol/rules.js";
import { answerOf } from "./answer.js";
import { ruleNamed, switchesNamed } from "./rules-asked.js";

/** What there is to know of a rule, in words. */
export interface RuleInfo {
  /** As in protocol.md, for example `ring.assign`. */
  readonly id: string;
  readonly about: string;
  /** In the notation of the source, its symbols and units named. */
  readonly formula: string;
  /** Section of protocol.md, and where it has it from. */
  readonly section: number;
  readonly source: string;
  /** What comes back, with units. */
  readonly output: string;
  readonly example: { readonly in: Json; readonly out: Json; readonly ruleSet?: string };
}

export interface RuleAnswerOptions {
  /** Era of the network, one of `rules.ruleSets`; the scenarios' default unless given. */
  readonly ruleSet?: string;
  /** Single switches that differ from it, by name. */
  readonly switches?: Readonly<Record<string, unknown>>;
}

export interface Rules {
  /** All rules, in the order of protocol.md. */
  readonly list: readonly RuleInfo[];
  readonly ruleSets: readonly RuleSetName[];
  /**
   * What a rule answers to its fields. Numbers beyond 2^53 travel as decimal strings, both ways. Throws `RuleRefusal`
   * with what is wrong, and the nearest right word, for a name or a field that there is not, and where the rule refuses.
   */
  answer(this: void, id: string, fields: Json, options?: RuleAnswerOptions): Json;
}

export const rules: Rules = {
  list: ruleSections.flatMap(({ number: section, rules: those }) =>
    those.map(({ id, about, formula, source, output, example }) => ({
      id,
      about,
      formula,
      section,
      source,
      output,
      example,
    })),
  ),
  ruleSets: ruleSetNames,
  answer: (id, fields, { ruleSet, switches } = {}) => answerOf(ruleNamed(id), fields, switchesNamed(ruleSet, switches)),
};
