import type { AnyRule, Json } from "../../protocol/ground/rule.js";
import { ruleById } from "../../protocol/rules.js";
import { answerOf } from "../../calc/answer.js";
import { answerLines, withField } from "./batch.js";
import { exampleCommand } from "../../calc/example.js";
import { fieldNames } from "../../calc/fields.js";
import { fieldsTyped, switchesTyped } from "./flags.js";
import { messages } from "../../calc/messages.js";
import { JsonError, readJson } from "./read-json.js";
import { Refusal, ruleNamed, switchesNamed } from "../../calc/rules-asked.js";
import { generalHelp, listText, ruleHelp } from "./texts.js";
import { type Arguments, type Command, type CommandOptions, UsageError } from "../../../sim/cli/command.js";
import { type ExitCode, exitCodes } from "../../../sim/cli/terminal/exit-codes.js";
import { isTerminal, print, printAndWait } from "../../../sim/cli/terminal/output-streams.js";

/** Longest object that one question reads, in characters. */
const charactersMax = 1 << 26;

/** `orrery calc`: the rules of the protocol, one at a time or a line each. */
export const calcCommand: Command = {
  usage: "calc RULE",
  about: "Answers one rule of the protocol: fields as flags or as a JSON object on standard input, the answer as JSON.",
  options: {
    ruleSet: { type: "string", requiresArg: true, describe: "era of the network" },
    set: { type: "string", requiresArg: true, describe: "switch=value, one switch that differs; may be repeated" },
    list: { type: "boolean", describe: "all rules, one line each" },
    batch: { type: "boolean", describe: "answer lines of standard input, in order" },
    help: { type: "boolean", describe: "show this; with a RULE its fields, formula, source and an example" },
  },
  examples: ["orrery calc ring.info --activePlusJoining 9"],
  ownOptions: (typed) => asked(() => fieldOptions(typed)),
  ownHelp: (typed) => {
    const rule = ruleTyped(typed);
    return rule === undefined ? generalHelp() : ruleHelp(rule);
  },
  run: async (args) => {
    if (args.flag("batch")) return await runBatch(args);
    if (args.flag("list")) return runList(args);
    return await runOne(args);
  },
};

/** The rule among the words typed: what is no option and no value of one comes first. */
function ruleTyped(typed: readonly string[]): AnyRule | undefined {
  const known = typed.find((word) => ruleById(word) !== undefined);
  const word = known ?? typed.find((each, k) => !each.startsWith("-") && !/^--(ruleSet|set)$/.test(typed[k - 1] ?? ""));
  return word === undefined ? undefined : ruleNamed(word);
}

/** A field named like an option wins over it: `mixnet.delay` has a batch of its own. */
function fieldOptions(typed: readonly string[]): CommandOptions {
  const rule = ruleTyped(typed);
  const names = rule === undefined ? [] : fieldNames(rule);
  return Object.fromEntries(names.map((name) => [name, { type: "string", requiresArg: true }]));
}

async function runOne(args: Arguments): Promise<ExitCode> {
  const [word, another] = args.words;
  if (word === undefined) throw new UsageError(messages.needsRule());
  if (another !== undefined) throw new UsageError(messages.tooManyWords(another));
  const rule = asked(() => ruleNamed(word));
  const switches = asked(() => switchesNamed(args.text("ruleSet"), switchesTyped(args.texts("set"))));
  const input = fieldsTyped(args, fieldNames(rule)) ?? (await objectRead(rule));
  const answer = asked(() => answerOf(rule, input, switches));
  print(`${JSON.stringify(answer, null, isTerminal() ? 2 : undefined)}\n`);
  return exitCodes.ok;
}

/** The object on standard input. A terminal is not waited for, and nothing is read for a rule that asks nothing. */
async function objectRead(rule: AnyRule): Promise<Json> {
  if (fieldNames(rule).length === 0) return {};
  const asksNothing = rule.input.safeParse({}).success;
  if (process.stdin.isTTY) {
    if (asksNothing) return {};
    throw new UsageError(messages.notWaiting(exampleCommand(rule).line));
  }
  let text = "";
  for await (const chunk of standardInput()) {
    text += chunk;
    if (text.length > charactersMax) throw new UsageError(messages.inputTooLong(charactersMax));
  }
  const written = text.replace(/^\uFEFF/, "");
  if (written.trim() !== "") return asked(() => readJson(written));
  if (asksNothing) return {};
  throw new UsageError(messages.notWaiting(exampleCommand(rule).line));
}

function runList(args: Arguments): ExitCode {
  const other = args.words[0] ?? ["ruleSet", "set"].find((name) => args.text(name) !== undefined);
  if (other !== undefined) throw new UsageError(messages.listAlone(other));
  print(listText());
  return exitCodes.ok;
}

async function runBatch(args: Arguments): Promise<ExitCode> {
  const other = args.words[0] ?? ["ruleSet", "set"].find((name) => args.text(name) !== undefined);
  if (other !== undefined) throw new UsageError(messages.batchAlone(other));
  const isAnswered = await answerLines(standardInput(), printAndWait);
  return isAnswered ? exitCodes.ok : exitCodes.unforeseen;
}

function standardInput(): AsyncIterable<string> {
  process.stdin.setEncoding("utf8");
  return process.stdin as AsyncIterable<string>;
}

/** A question that cannot be answered is bad usage on the command line. */
function asked<Value>(ask: () => Value): Value {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Refusal) throw new UsageError(error.message);
    if (error instanceof JsonError) throw new UsageError(withField(error));
    throw error;
  }
}
