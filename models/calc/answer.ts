/** Asks a rule: JSON in, JSON out, or a refusal that names the field. */
import { inputProblems } from "../protocol/ground/calc-schema.js";
import { type AnyRule, type Json, RuleError } from "../protocol/ground/rule.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import { nearestWord } from "../../sim/scenario/nearest.js";
import { fieldNames } from "./fields.js";
import { messages } from "./messages.js";
import { withoutUnits } from "./quantities.js";
import { Refusal } from "./rules-asked.js";

/** Problems that one refusal tells in full. */
const problemsShown = 5;
/** Longest refusal, in characters. */
const refusalLength = 1000;

/** What the rule answers. Throws `Refusal` where it refuses; any other error is a bug of the rule. */
export function answerOf(rule: AnyRule, input: Json, switches: RuleSwitches): Json {
  const { input: numbers, problems } = withoutUnits(rule, input);
  if (problems.length > 0) throw new Refusal(problemText(rule, problems));
  const read = rule.input.safeParse(numbers);
  if (!read.success) throw new Refusal(problemText(rule, inputProblems(read.error)));
  const answer = evaluated(rule, read.data, switches);
  if (!isFinite(answer)) throw new Refusal(messages.notFinite());
  return answer;
}

function evaluated(rule: AnyRule, input: unknown, switches: RuleSwitches): Json {
  try {
    return rule.evaluate(input, switches);
  } catch (error) {
    throw error instanceof RuleError ? new Refusal(error.message) : error;
  }
}

/** JSON has no NaN and no infinity: `JSON.stringify` would write null, which is another answer. */
function isFinite(answer: Json | undefined): boolean {
  if (typeof answer === "number") return Number.isFinite(answer);
  if (typeof answer !== "object" || answer === null) return true;
  return (Array.isArray(answer) ? answer : Object.values(answer)).every(isFinite);
}

function problemText(rule: AnyRule, problems: readonly string[]): string {
  const shown = problems.slice(0, problemsShown).map((problem) => inOurWords(rule, problem));
  const rest = problems.length - shown.length;
  const text = [...shown, ...(rest > 0 ? [messages.moreProblems(rest)] : [])].join("; ");
  return text.length > refusalLength ? `${text.slice(0, refusalLength)}…` : text;
}

/** The schema library's own sentences, in the words of the rest. */
function inOurWords(rule: AnyRule, problem: string): string {
  const unknown = /^(?:(.*): )?Unrecognized keys?: (.*)$/s.exec(problem);
  if (unknown !== null) {
    const [, span, names] = unknown;
    const plain = names.replaceAll('"', "");
    const known = span === undefined ? fieldNames(rule) : [];
    const near = nearestWord(plain, known);
    return span === undefined ? messages.unknownField(plain, near, known) : `${span}: unknown field ${plain}`;
  }
  return problem
    .replace(/Invalid input: expected (.*), received undefined$/s, "missing, expected $1")
    .replace(/Invalid input: expected (.*), received (.*)$/s, "expected $1, read $2")
    .replace(/Invalid input: expected (.*)$/s, "expected $1")
    .replace(/Invalid (?:option: expected one of|discriminator value\. Expected) (.*)$/s, (_all, options: string) => {
      return `expected ${options.split(/\s*\|\s*/).join(" or ")}`;
    })
    .replace(/Invalid key in record$/, "no entry can have this name")
    .replace(/Invalid input$/, "not one of the forms that the rule takes");
}
