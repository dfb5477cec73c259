/** The answers of `orrery why` about a run as a whole, and about one of its metrics. */
import { counted } from "../../../sim/units/readable.js";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Arguments, UsageError } from "../../../sim/cli/command.js";
import { type ExitCode, exitCodes } from "../../../sim/cli/terminal/exit-codes.js";
import { checkAsWritten } from "../../../sim/output/written-files.js";
import { print } from "../../../sim/cli/terminal/output-streams.js";
import { nearestWord } from "../../../sim/scenario/nearest.js";
import { columnName } from "../../../sim/table/column-name.js";
import { messages } from "../texts/messages.js";
import { amount, countBetween, moveLines, movesOf, shownMoves } from "./metric-moves.js";
import type { Row } from "./read-log.js";
import { tableRows } from "./rows-of.js";
import { commandOf, turnTexts } from "./what-happened.js";

interface Asked {
  readonly replication: string;
  readonly turns: readonly Row[];
  readonly series: readonly Row[];
}

/** Throws `UsageError` for a folder without turns, and for a replication that it does not hold. */
async function readRun(folder: string, args: Arguments): Promise<Asked> {
  for (const name of ["turns.csv", "series.csv"])
    if (!existsSync(join(folder, name))) throw new UsageError(messages.noTurns(folder));
  await checkAsWritten(folder, ["turns.csv", "series.csv"]);
  const replication = args.text("replication") ?? "0";
  const series = await tableRows(join(folder, "series.csv"), replication);
  if (series.length === 0) throw new UsageError(messages.noReplication(folder, args.text("replication")));
  return { replication, series, turns: await tableRows(join(folder, "turns.csv"), replication) };
}

const hasLog = (folder: string): boolean => existsSync(join(folder, "events.csv"));

/** What happened in this run: its turns, each with the command that shows more. */
export async function explainRun(folder: string, args: Arguments): Promise<ExitCode> {
  const { replication, turns } = await readRun(folder, args);
  if (args.flag("json")) {
    const rows = turns.map((row) => ({ ...row, command: commandOf(row, folder, hasLog(folder)) }));
    print(`${JSON.stringify({ replication: Number(replication), turns: rows })}\n`);
    return exitCodes.ok;
  }
  const head = `What happened in replication ${replication} of ${folder}`;
  print([head, "", ...turnTexts(turns, folder, hasLog(folder)), ""].join("\n"));
  return exitCodes.ok;
}

/** What moved a metric, largest first, with the turns between the rows and, where there is a log, what it counts there. */
export async function explainMetric(folder: string, args: Arguments): Promise<ExitCode> {
  const { replication, series, turns } = await readRun(folder, args);
  const name = args.text("metric") ?? "";
  const column = columnName(name);
  if (name === "" || !(column in series[0])) {
    const known = Object.keys(series[0]).filter((one) => one !== "replication");
    throw new UsageError(messages.noMetric(name, known, nearestWord(column, known)));
  }
  const moves = movesOf(series, column, turns);
  const shown = args.flag("all") ? moves : moves.slice(0, shownMoves);
  if (hasLog(folder)) await checkAsWritten(folder, ["events.csv"]);
  const events = hasLog(folder)
    ? await tableRows(join(folder, "events.csv"), replication, ({ frame }) =>
        shown.some((move) => Number(frame) > move.frame && Number(frame) <= move.untilFrame),
      )
    : [];
  const told = shown.map((move) => ({ ...move, counted: countBetween(events, move) }));
  if (args.flag("json")) {
    print(`${JSON.stringify({ replication: Number(replication), metric: name, moves: told })}\n`);
    return exitCodes.ok;
  }
  const measured = series
    .map((row) => row[column])
    .filter((value) => value !== "")
    .map(Number);
  const ends =
    measured.length === 0
      ? "never measured"
      : `${amount(measured[0])} at first, ${amount(measured[measured.length - 1])} at the end`;
  const head = `What moved ${name} in replication ${replication} of ${folder}: ${ends}`;
  const hidden = moves.length - shown.length;
  const lines =
    moves.length === 0 ? ["Nothing: it stands still."] : told.flatMap((move) => moveLines(move, turns, move.counted));
  const rest = hidden > 0 ? [`(${counted(hidden, "smaller move")}: --all shows them)`] : [];
  print([head, "", ...lines, ...rest, ""].join("\n"));
  return exitCodes.ok;
}
