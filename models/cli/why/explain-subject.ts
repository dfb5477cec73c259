/** The answers of `orrery why` about a prover, a class, an operator or a shard. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Arguments, UsageError } from "../../../sim/cli/command.js";
import { type ExitCode, exitCodes } from "../../../sim/cli/terminal/exit-codes.js";
import { print } from "../../../sim/cli/terminal/output-streams.js";
import { checkAsWritten } from "../../../sim/output/written-files.js";
import { counted, countText } from "../../../sim/units/readable.js";
import { messages } from "../texts/messages.js";
import { causesOf } from "./chain.js";
import { standing, timeline } from "./explain.js";
import { groupStory, nodeStory } from "./node-story.js";
import { eventsOf, eventsOn, evictions, findProver, provers, type Row } from "./read-log.js";
import { shardStory, turningPoints } from "./shard-story.js";

/** A timeline of so many lines is read beside the story; of a longer one the story is what can be read. */
export const shownLines = 40;

/** Throws `UsageError` where the run kept no log, and `UnreadableResult` where it is not as the run wrote it. */
async function replicationOf(folder: string, args: Arguments): Promise<string> {
  const read = ["events.csv", "provers.csv"];
  for (const name of read) if (!existsSync(join(folder, name))) throw new UsageError(messages.noLog(folder, name));
  await checkAsWritten(folder, read);
  return args.text("replication") ?? "0";
}

/** A prover by number or beginning of its address, or all of a class by its name. */
export async function explainProver(folder: string, args: Arguments): Promise<ExitCode> {
  const replication = await replicationOf(folder, args);
  const id = args.text("prover") ?? "";
  if (id === "") throw new UsageError(messages.needsProver());
  const ofClass = await provers(folder, "operator_class", id, replication);
  if (ofClass.length > 0) return explainGroup(folder, args, { head: `class ${id}`, group: ofClass, replication });
  const { prover, story, events, allocations } = await storyOfProver(folder, id, replication);
  if (args.flag("json")) return printJson({ prover, story, events, allocations });
  return printText([
    headOf(prover),
    "",
    ...story,
    "",
    ...timelineLines(events, args),
    "",
    "How its allocations stand",
    ...allocations,
  ]);
}

export interface ProverStory {
  readonly prover: Row;
  readonly story: readonly string[];
  readonly events: readonly Row[];
  readonly allocations: readonly string[];
}

/** Of one prover, by number or beginning of its address: who it is, sentences, events, and how its allocations stand. Throws `UsageError`. */
export async function storyOfProver(folder: string, id: string, replication: string): Promise<ProverStory> {
  const prover = await findProver(folder, id, replication);
  const events = await eventsOf(folder, new Set([prover["prover"]]), replication);
  const found = await causesOf(
    folder,
    events.filter(({ what }) => what === "evicted"),
    replication,
  );
  return {
    prover,
    story: nodeStory(events, prover, found),
    events,
    allocations: standing(events, prover["prover"]),
  };
}

/** All provers of an operator, by its number. */
export async function explainOperator(folder: string, args: Arguments): Promise<ExitCode> {
  const replication = await replicationOf(folder, args);
  const id = args.text("operator") ?? "";
  const group = await provers(folder, "operator", id, replication);
  if (group.length === 0) throw new UsageError(messages.operatorNotFound(id));
  return explainGroup(folder, args, { head: `operator ${id}`, group, replication });
}

interface Group {
  readonly head: string;
  readonly group: readonly Row[];
  readonly replication: string;
}

async function explainGroup(folder: string, args: Arguments, { head, group, replication }: Group): Promise<ExitCode> {
  const events = await eventsOf(folder, new Set(group.map(({ prover }) => prover)), replication);
  const own = events.filter(({ prover }) => prover !== "");
  const story = groupStory(own, group);
  if (args.flag("json")) return printJson({ provers: group.map(({ prover }) => Number(prover)), story, events });
  const numbers = group.map(({ prover }) => prover);
  const listed = `${numbers.slice(0, 8).join(", ")}${numbers.length > 8 ? ", …" : ""}`;
  const each = args.flag("all")
    ? ["", ...timeline(own)]
    : [
        group.length === 1
          ? `--prover ${listed} tells more of it.`
          : `--prover with one of ${listed} tells of one of them.`,
      ];
  return printText([
    `${head} · ${countText(group.length)} ${group.length === 1 ? "prover" : "provers"}`,
    "",
    ...story,
    ...each,
  ]);
}

/** A shard by its number in shards.csv. */
export async function explainShard(folder: string, args: Arguments): Promise<ExitCode> {
  const replication = await replicationOf(folder, args);
  const shard = args.text("shard") ?? "";
  const events = /^\d{1,9}$/.test(shard) ? await eventsOn(folder, String(Number(shard)), replication) : [];
  if (events.length === 0) throw new UsageError(messages.shardNotFound(shard));
  const evicted = await evictions(folder, replication);
  const turns = events.filter(({ prover, what }) => prover === "" && turningPoints.includes(what));
  const found = await causesOf(folder, turns, replication);
  const story = shardStory(String(Number(shard)), { events, evicted, found });
  if (args.flag("json")) return printJson({ shard: Number(shard), story, events });
  return printText([`shard ${Number(shard)}`, "", ...story, "", ...timelineLines(events, args)]);
}

function timelineLines(events: readonly Row[], args: Arguments): readonly string[] {
  const lines = timeline(events);
  if (!args.flag("all") && lines.length > shownLines) return [messages.longTimeline(countText(lines.length))];
  return ["What happened", ...lines];
}

export const headOf = ({ prover, address, operator_class: name, seniority, workers }: Row): string =>
  `prover ${prover} · class ${name} · ${counted(workers, "worker")} · seniority ${seniority} · address ${address}`;

function printJson(answer: object): ExitCode {
  print(`${JSON.stringify(answer)}\n`);
  return exitCodes.ok;
}

function printText(lines: readonly string[]): ExitCode {
  print(`${lines.join("\n")}\n`);
  return exitCodes.ok;
}
