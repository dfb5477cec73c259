import { createHash } from "node:crypto";
import { backgroundOf } from "../../experiment/background.js";
import { readySearch } from "../../experiment/search/ready-search.js";
import { minBudget } from "../../experiment/search/budget.js";
import { searchTable } from "../../experiment/search/search-table.js";
import { loadFile, resolvedHeader, ScenarioErrors } from "../../experiment/ready-scenario.js";
import type { Model, ScenarioBasics } from "../../experiment/model.js";
import { maxCells } from "../../experiment/sweep/grid.js";
import type { Override } from "../../scenario/override.js";
import { toYaml } from "../../scenario/print.js";
import type { Plain } from "../../scenario/tree.js";
import { searchKey } from "../../scenario/search/schema.js";
import { type Arguments, type Command, type CommandOptions, UsageError } from "../command.js";
import { fileOptions } from "../load.js";
import { typedCommandLine } from "../replay.js";
import { runAttack } from "../run-attack.js";
import { pageOption, pageTyped, writePage } from "../search-page.js";
import { budgetTyped, doSearchWork, searchOptions } from "../search-work.js";
import { attackHead, attackJson, attackSentences, attackText } from "../terminal/attack-report.js";
import type { ExitCode } from "../terminal/exit-codes.js";
import { messages } from "../terminal/messages.js";
import { workersTyped } from "../workers.js";
import { counted } from "../../units/readable.js";

/** Where cells are kept unless a folder is named. */
const usualBudget = 500;

/** Words of the search that may be typed. */
const typedWords = ["maximise", "minimise", "until", "cost"] as const;

const wordOptions: CommandOptions = {
  maximise: {
    type: "string",
    requiresArg: true,
    describe: "what is to be as large as possible: 'mean(NAME)', 'q90(NAME)', 'P(EVENT)'",
  },
  minimise: { type: "string", requiresArg: true, describe: "what is to be as small as possible, or a searched field" },
  until: { type: "string", requiresArg: true, describe: "what must hold, as an expectation: 'P(EVENT) > 50 %'" },
  cost: {
    type: "string",
    requiresArg: true,
    describe: "what the picture shows it against, and what decides among equals",
  },
};

/** `orrery attack`: the worst that somebody can do with what a scenario lets him choose. */
export const attackCommand: Command = {
  usage: "attack FILE",
  about:
    "Searches fields of a scenario (its search:, or --param) for the most of something, or for the least that suffices for it, with a " +
    "budget of replications. It says what is best of all that it looked at, how good that is on fresh seeds that it was not found by, and what " +
    "the search cannot exclude. Writes all points, a picture and the best scenario to results/<scenario>/<seed>-<hash>/, or to " +
    "--out DIR. Replications are kept in the store, so that a search that was stopped goes on where it was.",
  options: {
    param: {
      type: "string",
      requiresArg: true,
      array: true,
      describe: "a field and its values: 'operators[0].count=1..64', 'PATH=1 h..10 d log', 'PATH=word, word'",
    },
    ...wordOptions,
    budget: { type: "string", requiresArg: true, describe: `replications in all (default: ${usualBudget})` },
    ...pageOption,
    ...searchOptions,
  },
  examples: [
    "orrery attack my.yaml",
    "orrery attack my.yaml --param 'operators[0].count=1..64' --maximise 'mean(NAME)'",
    "orrery attack my.yaml --param 'operators[0].count=1..64' --minimise 'operators[0].count' --until 'P(NAME > 0) > 50 %'",
  ],
  run: async (args, program) => attackFile(await program.loadModel(args.words), args),
};

/** Everything is checked before anything runs: the search, its budget, the folder, the store. */
export async function attackFile<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  args: Arguments,
): Promise<ExitCode> {
  const [file, ...rest] = args.words;
  if (file === undefined || rest.length > 0) throw new UsageError(messages.oneAttack());
  if (args.text("replications") !== undefined) throw new UsageError(messages.replicationsOfAttack());
  const typed = workersTyped(args);
  const cells = budgetTyped(args, { min: minBudget, max: maxCells }) ?? usualBudget;
  const page = pageTyped(args);
  const aims = (["maximise", "minimise"] as const).filter((aim) => args.text(aim) !== undefined);
  if (aims.length > 1) throw new UsageError(messages.twoAims());
  const options = fileOptions(args);
  const overrides = [...(options.overrides ?? []), ...searchTyped(args)];
  const loaded = loadFile(model, file, { ...options, overrides });
  if (!loaded.ok) throw new ScenarioErrors(loaded.errors);
  const search = readySearch<Scenario>(model, file, loaded, aims.length === 0 ? undefined : aims);
  const { scenario } = search;
  const resolvedYaml = toYaml({ ...(loaded.written as { [key: string]: Plain }), [searchKey]: search.search.written }, [
    ...resolvedHeader(),
    `Searched with ${counted(cells, "replication")}.`,
  ]);
  const head = attackHead(search, cells);
  return doSearchWork(args, {
    model,
    file,
    scenario,
    resolvedYaml,
    cells,
    typed,
    head,
    interrupted: messages.interruptedAttack(),
    run: (settings) => runAttack(model, search, { ...settings, cells }),
    text: attackText,
    json: attackJson,
    beside({ result, summary, pictures }) {
      if (page === undefined || summary === undefined) return "";
      return writePage(page, {
        kind: "Attack",
        scenario,
        notices: [],
        answer: [`${head.split("\n").slice(1).join(" ")}.`, ...attackSentences({ summary, result })],
        pictures: pictures(),
        tables: [["points", searchTable(result)]],
        background: backgroundOf(model, scenario),
        fingerprint: createHash("sha256").update(JSON.stringify(summary)).digest("hex").slice(0, 32),
        command: typedCommandLine(process.argv.slice(2)),
      });
    },
  });
}

/** What was typed, as a file would write it. Throws `UsageError`. */
function searchTyped(args: Arguments): Override[] {
  const params = args.texts("param").map((text) => ({ flag: "--param", text: paramText(text) }));
  const words = typedWords.flatMap((word) => {
    const text = args.text(word);
    return text === undefined ? [] : [{ flag: `--${word}`, text: `${searchKey}.${word}=${JSON.stringify(text)}` }];
  });
  return [...params, ...words];
}

/** `PATH=1..64 log` is a range, `PATH=a, b` a list. */
function paramText(text: string): string {
  const [, path, values] = /^((?:"(?:[^"\\]|\\.)*"|[^"=])+)=(.*)$/s.exec(text) ?? [];
  if (path === undefined || values === undefined || path.trim() === "" || values.trim() === "")
    throw new UsageError(messages.badParam(text));
  const [, from, to, log] = /^\s*([^[{].*?)\s*\.\.\s*(.+?)(\s+log)?\s*$/.exec(values) ?? [];
  const isWritten = /^\s*[[{]/.test(values);
  const written =
    from !== undefined && to !== undefined
      ? `{ from: ${from}, to: ${to}${log === undefined ? "" : ", scale: log"} }`
      : isWritten
        ? values
        : `[${values}]`;
  return `${searchKey}.over[${JSON.stringify(path.trim())}]=${written}`;
}
