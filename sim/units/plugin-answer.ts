/** What a plug-in answers while a run goes on, held against what it may: what is wrong there is its author's to mend. */
import { RunRefusal } from "./run-refusal.js";

interface Asked<Answer> {
  /** Registry and id, as people say them: `strategy "mine"`. */
  readonly plugin: string;
  /** The function that is asked. */
  readonly member: string;
  readonly isRight: (answer: Answer) => boolean;
  /** What `isRight` accepts, in words. */
  readonly allowed: string;
}

/** The answer of a plug-in. Throws `RunRefusal` with the plug-in's name where it throws, or answers what it may not. */
export function answerOf<Answer>(ask: () => Answer, { plugin, member, isRight, allowed }: Asked<Answer>): Answer {
  let answer: Answer;
  try {
    answer = ask();
  } catch (error) {
    if (error instanceof RunRefusal) throw error;
    throw new RunRefusal(`${plugin}: ${member} failed: ${thrownText(error)}`, { cause: error });
  }
  if (isRight(answer)) return answer;
  throw new RunRefusal(`${plugin}: ${member} answers ${textOf(answer)}; allowed: ${allowed}`);
}

/** What a plug-in makes or answers; undefined where that is a `RunRefusal`, which somebody else tells. */
export function madeOrNone<Made>(make: () => Made): Made | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RunRefusal) return undefined;
    throw error;
  }
}

/** A field of what a plug-in makes that is asked no question. Throws `RunRefusal` as `answerOf` does. */
export function requireField(value: unknown, { plugin, member, isRight, allowed }: Asked<unknown>): void {
  if (!isRight(value)) throw new RunRefusal(`${plugin}: ${member} is ${textOf(value)}; allowed: ${allowed}`);
}

/** What was thrown, and where. */
function thrownText(error: unknown): string {
  if (!(error instanceof Error)) return textOf(error);
  const place = /\n\s+at (?:.*\()?([^()\n]+:\d+:\d+)\)?/.exec(error.stack ?? "")?.[1];
  return `${error.message}${place === undefined ? "" : ` (at ${place})`}`;
}

/** Answers may hold others without end, or themselves. */
const maxDepth = 3;

function textOf(value: unknown, depth = 0): string {
  if (depth > maxDepth) return "…";
  const inner = (part: unknown): string => textOf(part, depth + 1);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return `[${value.slice(0, 5).map(inner).join(", ")}${value.length > 5 ? ", …" : ""}]`;
  if (value instanceof Promise) return "a promise";
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  const fields = Object.entries(value).slice(0, 5);
  return `{ ${fields.map(([name, field]) => `${name}: ${inner(field)}`).join(", ")} }`;
}
