/** Texts of the command line, apart from those about scenarios. */
import type { Kept } from "../../experiment/model.js";
import { partFlag } from "../../experiment/sweep/part-flag.js";
import { listed } from "../../scenario/listed.js";
import { nearestWord } from "../../scenario/nearest.js";
import { counted, countText } from "../../units/readable.js";

const meant = (word: string, known: readonly string[], prefix = ""): string => {
  const near = nearestWord(word, known);
  return near === undefined ? "" : ` Did you mean ${prefix}${near}?`;
};

const lacking: Readonly<Record<Kept, string>> = {
  events:
    "keeps no log of what happened; its tables say all that it knows. Leave it away; --trace writes every event of any model.",
  profile: "has no steps of a frame to measure. Leave it away.",
  allocations: "has no allocations: nobody has a place in it. Leave it away.",
};

const allowedAsLoaded =
  "Allowed in the module of a plug-in, and in what it imports: all that runs through as it is loaded, without throwing and without waiting (docs/plugins.md). " +
  "Nothing was run or written.";

export const messages = {
  unknownCommand: (word: string, known: readonly string[]): string =>
    `There is no command "${word}".${meant(word, known)} Commands: ${listed(known, { like: word, where: "orrery --help lists them" })}.`,
  unknownOption: (word: string, command: string, known: readonly string[]): string =>
    `orrery ${command} has no option --${word}.${word === "switch" && known.includes("set") ? " Write --set switches.NAME=VALUE." : meant(word, known, "--")} Options: ${listed(
      known.map((name) => `--${name}`),
      { like: `--${word}`, where: `orrery ${command} --help lists them` },
    )}.`,
  needsValue: (option: string): string => `--${option} needs a value.`,
  tooManyWords: (usage: string, word: string): string => `Usage: orrery ${usage}. "${word}" is one word too many.`,
  needsFile: (command: string): string => `orrery ${command} needs a scenario file, for example scenarios/launch.yaml.`,
  severalModels: (file: string, other: string): string =>
    `${file} and ${other} are of different models, and what is expected of one model is checked at a time: type a command for each.`,
  needsExpectations: (file: string): string =>
    `${file} expects nothing that could be checked: write expect: with what must be so, as  expect: ["P(max(NAME) > 10) <= 1 % @ 95%"]  — or run it twice and compare, with --twice.`,
  baselineOfSweep: (file: string): string =>
    `${file} sweeps, and a baseline is of one scenario: check it without, or give the point as a file of its own that extends it.`,
  noScenariosIn: (folder: string): string => `${folder} has no scenario (*.yaml) with expectations (expect:).`,
  onlyWithoutTwice: (option: string): string => `--${option} is about expectations, and --twice looks at none.`,
  replicationsOfCheck: (): string =>
    "--replications: a check runs as many as its expectations need. --max-replications says how many at most.",
  noReportFolder: (option: string, file: string): string =>
    `--${option} ${file}: there is no such folder to write it in.`,
  reportIsFolder: (option: string, file: string): string =>
    `--${option} ${file}: that is a folder. Name a file, which may be in it.`,
  reportIsInput: (option: string, file: string): string =>
    `--${option} ${file}: that is a scenario, or looks like one, and is not overwritten. Name another file.`,
  reportRefused: (option: string, file: string, why: string): string =>
    `--${option} ${file}: the system refuses it: ${why}.`,
  oneFileForTwo: (option: string, other: string, file: string): string =>
    `--${option} and --${other}: both are to be written to ${file}. Name a file for each.`,
  reportNotWritten: (option: string, file: string, why: string): string =>
    `--${option} ${file} could not be written: ${why}. All else is there.`,
  badMaxReplications: (text: string): string =>
    `--max-replications ${text}: allowed are whole numbers from 10 to 100000.`,
  quickCheck: (confidence: string): string =>
    `--quick: nothing is judged with more than ${confidence} confidence, so that a verdict is wrong more often than the files ask for.`,
  watchNeedsRun: (): string =>
    "orrery watch needs one results folder, for example: orrery watch results/launch/1-9f86d081",
  isNoRun: (folder: string): string => `${folder} is not the results folder of a run, and no run is writing one there.`,
  badPort: (text: string): string => `--port ${text}: allowed are whole numbers from 1 to 65535.`,
  portRefused: (port: number, why: string): string =>
    `--port ${port}: the system refuses it (${why}). Without --port one is chosen that is free.`,
  watchAt: (folder: string, address: string): string => `${folder} plays at ${address} (Ctrl-C ends it)`,
  watchMeanwhile: (folder: string): string => `Meanwhile npx orrery watch ${folder} plays it in a browser.`,
  watchTitle: (name: string): string => `${name} · watch · orrery`,
  damagedScenes: (lines: readonly number[]): string => {
    const [first] = lines;
    if (first === 1)
      return "scenes.jsonl is damaged: its first line is no head of scenes, so that none of them can be played.";
    const more = lines.length === 1 ? "" : ` and ${lines.length - 1} more`;
    return `scenes.jsonl is damaged: line ${first}${more} ${lines.length === 1 ? "is no scene" : "are no scenes"}, and left out.`;
  },
  foreignHost: (): string => "Only what comes from this machine by its address is answered.",
  onlyGet: (): string => "Nothing can be changed here.",
  nothingThere: (path: string): string => `There is nothing at ${path}.`,
  noSuchNode: (): string => "There is no such node.",
  modelKeepsNoLog: (): string => "Runs of this model keep no log of single nodes.",
  logComesAtTheEnd: (): string =>
    "A run that was started with --events writes what happened to each node when it ends; its stories can be read here then.",
  noLogOfNodes: (again: string | undefined): string =>
    `This run kept no log of single nodes. With --events it does${again === undefined ? "." : `: ${again}`}`,
  oneAttack: (): string => "orrery attack needs one scenario file, for example my.yaml.",
  badParam: (text: string): string =>
    `--param ${text}: write a field and its values, as 'PATH=1..64', 'PATH=1 h..10 d log' or 'PATH=word, word'.`,
  twoAims: (): string => "--maximise and --minimise: a search has one aim; the other can be a bound, with --until.",
  badBudget: (text: string, min: number, max: number): string =>
    `--budget ${text}: allowed are whole numbers of replications from ${min} to ${max}.`,
  replicationsOfAttack: (): string =>
    "--replications: a search gives the better points more of them. --budget says how many there may be in all.",
  interruptedAttack: (): string =>
    "Interrupted: nothing is written. What was computed is in the store, and the same command goes on from there.",
  oneTune: (): string => "orrery tune needs one scenario file, for example my.yaml.",
  replicationsOfTune: (): string =>
    "--replications: tune.replications of the file says how many each point has. --budget says how many there may be in all.",
  interruptedTune: (): string =>
    "Interrupted: nothing is written. What was computed is in the store, and the same command goes on from there.",
  oneThreshold: (): string =>
    "orrery threshold needs one scenario file, for example: orrery threshold my.yaml --param PATH --from A --to B --until CLAIM",
  thresholdParams: (count: number): string =>
    count === 0
      ? "--param names the field whose critical value is looked for, such as --param 'operators[0].count'."
      : `--param: ${counted(count, "field")}; one has a critical value, and two have a frontier.`,
  thresholdRanges: (params: number): string =>
    `--from and --to: each --param needs one of both, its range${params > 1 ? ", in the same order" : ""}.`,
  needsUntil: (): string => "--until says what is to become so, such as --until 'P(max(NAME) > 10) > 1 % @ 95%'.",
  pointsOfOne: (): string => "--points is for the values of a second --param.",
  badPoints: (text: string, max: number): string => `--points ${text}: allowed are whole numbers from 2 to ${max}.`,
  badMaxOfThreshold: (text: string): string =>
    `--max-replications ${text}: allowed are whole numbers from 200 to 1000000.`,
  expectFileOfInput: (): string => "--expect-file extends the scenario, which therefore has to be in a file.",
  expectFileOfFrontier: (): string => "--expect-file holds one critical value, and a frontier has several.",
  badExpectFile: (path: string, rule: string): string =>
    `--expect-file ${path}: write NAME.yaml; in a name are allowed: ${rule}.`,
  noExpectFile: (path: string): string => `${path} was not written: no value is known to be safe.`,
  expectFileWritten: (path: string): string =>
    `${path} is there. Hold it with: npx orrery check ${JSON.stringify(path)}`,
  interruptedThreshold: (): string =>
    "Interrupted: this is what was known by then. The same command with --force goes on.",
  needsTwoSides: (): string =>
    "orrery compare needs two sides: two scenario files, or one and what the second side has otherwise, for example: " +
    "orrery compare my.yaml --set horizon='2 d'",
  sameSides: (): string =>
    "Both sides are the same scenario: every difference would be zero. Give another FILE, --set or --switch.",
  unknownMetric: (word: string, known: readonly string[]): string =>
    `--metric ${word}: both sides have no such metric.${meant(word, known)} Metrics: ${listed(known, { like: word, where: "orrery metrics FILE lists them" })}.`,
  badEquivalent: (text: string): string =>
    `--equivalent ${text}: write a share of the mean of A above zero, such as --equivalent '1 %'.`,
  badPrecision: (text: string): string =>
    `--precision ${text}: write a share of the mean of A above zero, such as --precision '1 %', or an amount in the unit of the metric, such as --precision 0.5.`,
  precisionNeedsMetric: (): string =>
    "--precision needs --metric NAME, what is to be known so well: all metrics at once would take any number of runs.",
  maxNeedsPrecision: (): string =>
    "--max-replications is for --precision; --replications says how many pairs there are without it.",
  tooFewPairs: (): string =>
    "--replications 1: of a single pair nobody knows how far others are apart. Two or more are needed, ten are good.",
  badMaxPairs: (text: string, pairs: number): string =>
    `--max-replications ${text}: allowed are whole numbers from ${pairs}, the replications to begin with.`,
  otherSeed: (seed: number | string, used: number | string): string =>
    `B's file has seed ${seed}; both sides run on seed ${used}, so that they share their random numbers.`,
  interruptedPairs: (pairs: number): string =>
    `Interrupted: ${pairs === 1 ? "this is the pair that was" : `these are the ${pairs} pairs that were`} finished by then.`,
  needsTwoTraces: (): string =>
    "orrery diff-trace needs two result folders of runs with --trace, for example: orrery diff-trace results/a results/b",
  differentRuns: (what: string): string => `These are runs of different ${what}: that they part need be no bug.`,
  differentValues: (): string =>
    "Some value of the scenario differs (compare their scenario.resolved.yaml): that they part need be no bug.",
  differentCode: (): string => "One scenario and seed, run by different code: here it begins to behave differently.",
  sameInputs: (): string => "One scenario, seed and code: wherever these runs part is a bug of the simulator.",
  unknownInputs: (): string => "Nothing is known of these runs but their traces.",
  needsName: (example: string): string => `orrery new needs a name, for example: orrery new ${example}`,
  baseOutside: (base: string, root: string): string =>
    `--extends ${base} leads out of ${root}, the project of the new file: name a scenario in it, or write the file elsewhere.`,
  noRoot: (folder: string): string => `--root ${folder}: there is no such folder.`,
  fileExists: (file: string): string => `${file} is already there and is not overwritten. Choose another name.`,
  oneFolder: (): string => "--out names the folder of one run. Give one FILE, or leave --out away.",
  oneSnapshot: (): string => "--from goes on from one run. Give one FILE at most.",
  snapshotUnreadable: (name: string, why: string): string => `${name} cannot be read: ${why}.`,
  keepsNone: (option: Kept, file: string): string => `--${option}: the model of ${file} ${lacking[option]}`,
  oneTrace: (): string => "--trace and --trace-window: a run is recorded in one way or the other.",
  windowOfOne: (file: string, count: number): string =>
    `--trace-window: ${file} has ${counted(count, "replication")}, and a window is of one. Name it, as --replication 0.`,
  traceAhead: ({ events, total, max, bytesEach }: Record<"events" | "total" | "max" | "bytesEach", number>): string => {
    const [bytes, maxBytes] = [events, max].map((count) => `${Math.ceil((count * bytesEach) / 1e6)} MB`);
    return `--trace-window: in the mean of the run ${countText(events)} of its ${counted(total, "event")}, ${bytes}; of a busier time at most ${countText(max)}, ${maxBytes}`;
  },
  traceWritten: (events: number, leftOut: number): string =>
    `trace-window.json has ${counted(events, "event")}${leftOut > 0 ? `; ${countText(leftOut)} more of the window were too many for it` : ""}: open it in ui.perfetto.dev or chrome://tracing`,
  noTraceFrom: (): string => "--trace: a trace has to begin with the run. Leave out --trace or --from.",
  notStored: (times: readonly string[]): string =>
    `not stored at ${times.join(", ")}: the run was interrupted before all replications came there`,
  sameFolder: (folder: string): string => `Two of the files would write to ${folder}. Run them one after the other.`,
  unforeseen: (text: string): string =>
    `orrery stopped by an unexpected error: ${text}\n` +
    "This is a bug of orrery. Please report it with the command line, the scenario file and this text.",
  exitRefused: (text: string): string => `${text}\nA plug-in, or something that it uses, calls it.`,
  notLoaded: (place: string, what: string): string =>
    `${place === "" ? "" : `${place}: `}a module cannot be loaded: ${what}\n${allowedAsLoaded}`,
  neverLoaded: (): string =>
    `a module cannot be loaded: it waits (await) for something that never comes\n${allowedAsLoaded}`,
  endedEarly: (): string => "orrery ended before its work was done, which waits for something that never comes.",
  notAllThere: (error: unknown): string =>
    `orrery could not go on: ${error instanceof Error ? error.message : String(error)}\n` +
    "Its files or libraries are not all there: install it again.",
  invariant: (text: string): string =>
    `orrery stopped because something that must always hold does not: ${text}\n` +
    "This is a bug of orrery. Please report it with the scenario file and the replay command above.",
  replay: (command: string): string => `See it again with: ${command}`,
  oneWorker: (fidelity: string | undefined): string =>
    `one replication${fidelity === undefined ? "" : ` at ${fidelity} fidelity`} uses one worker; more would not make it faster.`,
  oneDivided: (): string =>
    "one replication is divided over threads where it is large enough that this pays; else it uses one worker.",
  spareWorkers: (typed: number, used: number): string =>
    `--workers ${typed}: ${used === 1 ? "one replication uses one worker" : `${used} replications use ${used} workers`}; more do not make it faster.`,
  oneThreadFor: (typed: number, option: string): string =>
    `--workers ${typed}: a run with --${option} is in one thread, and the others have nothing to do.`,
  divided: (
    { count, what, workers }: { readonly count: number; readonly what: string; readonly workers: number },
    took: string,
  ): string =>
    `${count} ${count === 1 ? what.replace(/s$/, "") : what} on ${workers === 1 ? "1 worker" : `${workers} workers, at most ${Math.ceil(count / workers)} each`}: about ${took}.`,
  askLongWork: (took: string): string => `This will take about ${took}. Go on? [y/N] `,
  longWork: (took: string): string => `This will take about ${took}; nobody is there to be asked, so it begins.`,
  notAgreed: (): string => "Nothing was run or written. With --yes nobody is asked.",
  morePoints: (count: number): string => `${counted(count, "more design point")}: --json has all of them.`,
  noSweep: (file: string, example: string): string =>
    `${file} has no sweep. Name fields and their values, for example  ${example}`,
  oneFile: (command: string): string => `orrery ${command} takes one scenario file at most.`,
  oneSweep: (example: string): string => `orrery sweep needs one scenario file, for example ${example}.`,
  hasSweep: (file: string, name: string): string =>
    `${name} has a sweep; this is the scenario without it. All design points: npx orrery sweep ${file}`,
  sweepPlan: ({ points, replications }: { points: number; replications: number }): string =>
    `the sweep has ${counted(points, "design point")} of ${counted(replications, "replication")}.`,
  badPart: (text: string): string =>
    `--${partFlag} ${text}: write which part of how many, from 1, such as --${partFlag} 2/3; at most 10000 parts.`,
  storeUnusable: (folder: string, why: string): string =>
    `${folder} cannot keep cells (${why}). Name another folder with --store.`,
  storeInResults: (store: string, folder: string): string =>
    `${store} cannot keep cells: it is in ${folder}, which the results are written to as a whole. ` +
    "Name another folder with --store, or with --out.",
  needsParts: (): string =>
    "orrery merge needs the folders of all parts, for example: orrery merge part1 part2 --out whole",
  needsOut: (): string => "orrery merge needs --out DIR, the folder of the whole sweep.",
  badWorkers: (text: string): string =>
    `--workers ${text}: allowed are whole numbers from 1 to 256; without --workers all cores are used.`,
  badReplication: (text: string, replications: number): string =>
    `--replication ${text}: ` +
    (replications === 1
      ? "this scenario has one replication, 0. Write --replications for more."
      : `allowed are whole numbers from 0 to ${replications - 1}; --replications changes how many there are.`),
  pictureFailed: (name: string, why: string): string =>
    `orrery could not draw ${name}: ${why}\n` +
    "This is a bug of orrery, which costs no table. Please report it with the scenario file and this text.",
  interruptedSweep: (): string =>
    "Interrupted: these are the cells up to that moment. The same command with --force goes on.",
  interruptedPictures: (): string => "Interrupted while pictures were drawn: the tables are whole.",
  fileFailed: (path: string, reason: string): string => `${path} cannot be used: ${reason}.`,
  interruptedRun: (replications: number): string =>
    replications === 1
      ? "Interrupted: this is the first replication, as far as it got."
      : `Interrupted: these are the ${counted(replications, "replication")} that were finished by then.`,
  interruptingCheck: (): string => "Interrupted: comparing what there is. Ctrl-C again, after a second, quits at once.",
  interruptedStep: (): string =>
    "Interrupted: this step takes long, and what there is would be written when it ends. Ctrl-C again, after a second, quits at once.",
  interrupting: (): string =>
    "Interrupted: finishing this step and writing what there is. Ctrl-C again, after a second, quits at once.",
} as const;
