/** `orrery calc --batch`: a question a line, an answer a line, in order, without end. */
import type { Json } from "../../protocol/ground/rule.js";
import { nearestWord } from "../../../sim/scenario/nearest.js";
import { answerOf } from "../../calc/answer.js";
import { type Line, linesOf } from "./lines.js";
import { messages } from "../../calc/messages.js";
import { JsonError, readJson } from "./read-json.js";
import { Refusal, ruleNamed, switchesNamed } from "../../calc/rules-asked.js";

/** Longest line that is read; a longer one is answered with an error. */
const charactersMax = 1 << 26;

/** Answers that are kept before they are written, in characters. */
const charactersKept = 1 << 16;

/** Where answers go; resolves when more may come, with false if nobody wants more. */
export type Write = (text: string) => Promise<boolean>;

/**
 * Answers every line that is not blank. Answers are written as soon as the questions of a chunk are answered. False if
 * their reader left before the last.
 */
export async function answerLines(chunks: AsyncIterable<string>, write: Write): Promise<boolean> {
  for await (const lines of linesOf(chunks, charactersMax)) {
    let answers = "";
    for (const line of lines) {
      if (isBlank(line)) continue;
      answers += `${answerLine(line)}\n`;
      if (answers.length < charactersKept) continue;
      if (!(await write(answers))) return false;
      answers = "";
    }
    if (answers !== "" && !(await write(answers))) return false;
  }
  return true;
}

const isBlank = (line: Line): boolean => "text" in line && line.text.trim() === "";

function answerLine(line: Line): string {
  if ("tooLong" in line) return JSON.stringify({ error: messages.lineTooLong(charactersMax) });
  return JSON.stringify(answerText(line.text));
}

/** The answer to one line of a batch. Never throws. */
export function answerText(text: string): { readonly out: Json } | { readonly error: string } {
  let rule = "";
  try {
    const request = readRequest(readJson(text));
    ({ rule } = request);
    const switches = switchesNamed(request.ruleSet, request.switches);
    return { out: answerOf(ruleNamed(rule), request.input, switches) };
  } catch (error) {
    if (error instanceof Refusal) return { error: error.message };
    if (error instanceof JsonError) return { error: withField(error) };
    return { error: messages.ruleFailed(rule) };
  }
}

interface Request {
  readonly rule: string;
  readonly ruleSet: string | undefined;
  readonly switches: Readonly<Record<string, Json>>;
  readonly input: Json;
}

const requestKeys = ["rule", "ruleSet", "switches", "in"];
/** What files of examples have beside the question; it changes no answer. */
const exampleKeys = ["id", "out", "tolerance", "compare"];

type JsonObject = Readonly<Record<string, Json>>;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function readRequest(line: Json): Request {
  if (!isObject(line)) throw new Refusal(messages.notARequest());
  const unknown = Object.keys(line).find((key) => !requestKeys.includes(key) && !exampleKeys.includes(key));
  if (unknown !== undefined) {
    throw new Refusal(messages.unknownKey(unknown, nearestWord(unknown, requestKeys), requestKeys));
  }
  const { rule, ruleSet, switches = {}, in: input = {} } = line;
  if (typeof rule !== "string") throw new Refusal(messages.wrongKind("rule", "the id of a rule"));
  if (ruleSet !== undefined && typeof ruleSet !== "string") {
    throw new Refusal(messages.wrongKind("ruleSet", "the name of a rule set"));
  }
  if (!isObject(switches)) throw new Refusal(messages.wrongKind("switches", "an object {switch: value}"));
  if (!isObject(input)) throw new Refusal(messages.wrongKind("in", "an object with the fields of the rule"));
  return { rule, ruleSet, switches, input };
}

/** A field of the rule is named without the "in" around all of them. */
export function withField({ path, message }: JsonError): string {
  const [first, ...rest] = path;
  const field = (first === "in" && rest.length > 0 ? rest : path).join(".");
  return field === "" ? message : `${field.slice(0, 200)}: ${message}`;
}
