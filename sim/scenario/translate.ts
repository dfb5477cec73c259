import type { z } from "zod";
import { allowedAt, wordsAt } from "./allowed.js";
import { elsewhere, pathBelow } from "./elsewhere.js";
import { errorAt, type Problem, type ScenarioError } from "./error.js";
import { limits } from "./limits.js";
import { listed, listedOr } from "./listed.js";
import { messages } from "./messages.js";
import { nearestWord } from "./nearest.js";
import { printPath } from "./path.js";
import { type AnySchema, descriptionAt, keysKnown } from "./schema-walk.js";
import { extendsKey } from "./extends.js";
import { sweepKey } from "./sweep/schema.js";
import { searchKey } from "./search/schema.js";
import { tuneKey } from "./tune/schema.js";
import { findInTree, isRemoval, rawText, type Tree } from "./tree.js";

type Issue = z.core.$ZodIssue;

/**
 * Stands in for the messages of zod: a message that is not this one was written by the author of the schema, for the
 * person who writes scenarios, and is passed on.
 */
export const standardMessage = "standard";

/** What zod found, as errors at the places where the values were written. */
export function translateIssues(schema: AnySchema, tree: Tree, issues: readonly Issue[]): ScenarioError[] {
  const told = issues.slice(0, limits.valueErrors).flatMap((issue) => translate({ schema, tree }, issue, []));
  const rest = issues.length - limits.valueErrors;
  if (rest <= 0) return told;
  const { span } = findInTree(tree, issues[limits.valueErrors].path);
  return [...told, errorAt(span, "", messages.moreErrors(rest))];
}

interface Context {
  readonly schema: AnySchema;
  readonly tree: Tree;
}

function translate(context: Context, issue: Issue, above: readonly PropertyKey[]): ScenarioError[] {
  const { schema, tree } = context;
  const steps = [...above, ...issue.path];
  const path = printPath(steps);
  const found = findInTree(tree, steps);
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(context, steps, key));
  if (issue.code === "invalid_key") {
    const span = found.keySpan ?? found.span;
    return [errorAt(span, path, unknownKeyAt(context, steps.slice(0, -1), String(steps[steps.length - 1])))];
  }
  const allowed = allowedAt(schema, steps, tree);
  if (found.tree === undefined) {
    // What a field has that nobody wrote may not fit to what somebody did.
    const isOwn = issue.code === "custom" && issue.message !== standardMessage;
    const problem = isOwn
      ? messages.refused(issue.message, undefined)
      : messages.missing(allowed, descriptionAt(schema, steps, tree));
    return [errorAt(found.span, path, problem)];
  }
  const read = rawText(found.tree);
  if (isRemoval(found.tree)) return [errorAt(found.span, path, messages.nothingToRemove(read, allowed))];
  if (issue.message !== standardMessage) {
    return [
      errorAt(found.span, path, messages.refused(issue.message, issue.message.includes(read) ? undefined : read)),
    ];
  }
  if (issue.code === "invalid_union") return union(context, issue, steps);
  const number = numberInText(found.tree, issue);
  if (number !== undefined) {
    const quoted = /^["']/.test(read);
    const say = quoted ? messages.quotedNumber : messages.digitGroups;
    return [errorAt(found.span, path, say(read, number, allowed))];
  }
  const word = found.tree.kind === "scalar" ? String(found.tree.value) : read;
  return [
    errorAt(
      found.span,
      path,
      messages.wrongValue(read, narrowed(issue, allowed), nearestWord(word, wordsAt(schema, steps, tree))),
    ),
  ];
}

function unknownKey(context: Context, steps: readonly PropertyKey[], key: string): ScenarioError {
  const { keySpan, span, tree } = findInTree(context.tree, [...steps, key]);
  const meant = steps.length === 0 ? elsewhere(context.schema, pathBelow(key, tree)) : undefined;
  return errorAt(keySpan ?? span, printPath([...steps, key]), unknownKeyAt(context, steps, key, meant));
}

/** Beside its own keys a scenario may have those that are not about what it simulates. */
function unknownKeyAt({ schema, tree }: Context, steps: readonly PropertyKey[], key: string, meant?: string): Problem {
  const { names, spelled } = keysKnown(schema, steps, tree);
  const beside = steps.length === 0 && names.length > 0 ? [extendsKey, sweepKey, searchKey, tuneKey] : [];
  return messages.unknownKey(key, [...names, ...beside], { spelled: [...spelled, ...beside], meant });
}

/** `1_000`, `1,000` and `"1000"` are text to YAML: the number that was meant. */
function numberInText(tree: Tree, issue: Issue): string | undefined {
  const wanted = issue.code === "invalid_type" && (issue.expected === "number" || issue.expected === "int");
  if (!wanted || tree.kind !== "scalar" || typeof tree.value !== "string") return undefined;
  const digits = tree.value.replaceAll(/[_,' ]/g, "");
  return /^[-+]?\d+(\.\d+)?$/.test(digits) ? digits : undefined;
}

/** Where only the number of entries or a step is wrong, that is what must be said. */
function narrowed(issue: Issue, allowed: string): string {
  const counted = issue.code === "too_small" || issue.code === "too_big";
  if (counted && (issue.origin === "array" || issue.origin === "set")) {
    return issue.code === "too_small" ? `at least ${issue.minimum} of them` : `at most ${issue.maximum} of them`;
  }
  if (issue.code === "not_multiple_of") return `${allowed}, a multiple of ${issue.divisor}`;
  return allowed;
}

/**
 * If one alternative accepts the kind of value and objects to something inside it, that was meant: its objections are
 * reported. Otherwise the value is none of the alternatives, and all are listed.
 */
function union(context: Context, issue: z.core.$ZodIssueInvalidUnion, steps: readonly PropertyKey[]): ScenarioError[] {
  const alternatives: readonly Issue[][] = issue.errors;
  const inside = alternatives.filter((alternative) => alternative.every(isInside));
  const [closest] = inside.sort((a, b) => a.length - b.length || alternatives.indexOf(a) - alternatives.indexOf(b));
  if (closest !== undefined) return closest.flatMap((inner) => translate(context, inner, steps));
  const { tree, span } = findInTree(context.tree, steps);
  const read = tree === undefined ? undefined : rawText(tree);
  const written = alternatives.flat().filter(({ message, path }) => path.length === 0 && message !== standardMessage);
  // A quantity among the alternatives explains itself better than its kind does.
  const [own] = written;
  const words = wordsAt(context.schema, steps, context.tree);
  const word = tree?.kind === "scalar" ? String(tree.value) : undefined;
  const discriminated =
    "options" in issue && issue.options !== undefined ? listedOr(issue.options.map(String), { like: word }) : undefined;
  const allowed = discriminated ?? allowedAt(context.schema, steps, context.tree);
  const near = word === undefined ? undefined : nearestWord(word, words);
  const path = printPath(steps);
  if (own !== undefined && near === undefined) {
    const also = words.length === 0 ? "" : `; or one of the words ${listed(words, { like: word })}`;
    return [
      errorAt(
        span,
        path,
        messages.refused(own.message + also, read === undefined || own.message.includes(read) ? undefined : read),
      ),
    ];
  }
  return [errorAt(span, path, messages.wrongValue(read ?? "nothing", allowed, near))];
}

/** The kind of value was right: a wrong kind, word or quantity is an objection to the value as a whole. */
const isInside = ({ path, code }: Issue): boolean =>
  path.length > 0 ||
  code === "unrecognized_keys" ||
  code === "too_small" ||
  code === "too_big" ||
  code === "not_multiple_of";
