import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { coinModel } from "../../../test/coin-model.js";
import { folderWith } from "../../../test/scenario-files.js";
import { toyModel } from "../../../test/toy-model.js";
import type { ReplicationFailure } from "../../experiment/failure.js";
import type { Model } from "../../experiment/model.js";
import { ScenarioErrors } from "../../experiment/ready-scenario.js";
import type { ThresholdSummary } from "../../output/write-threshold.js";
import { headerProblem } from "../../table/column-name.js";
import { parseArguments } from "../arguments.js";
import { exitCodes } from "../terminal/exit-codes.js";
import { messages } from "../terminal/messages.js";
import { checkCommand, checkFiles } from "./check.js";
import { thresholdCommand, thresholdFile } from "./threshold.js";

const written = captureOutput();

let folder = "";
const at = (...names: string[]): string => join(folder, ...names);
const read = (...names: string[]): string => readFileSync(at(...names), "utf8");

beforeEach(() => {
  folder = folderWith({
    "coin.yaml": "name: coin\nhorizon: 2 d\n",
    "toy.yaml": "name: toy\nhorizon: 1 h\n",
    "wrong.yaml": "name: coin\nhorizon: 2\n",
  });
});

async function threshold(out: string, typed: readonly string[], model: Model = coinModel): Promise<number> {
  const words = [...typed, "--store", at("store"), "--out", at(out), "--quiet", "--yes"];
  return thresholdFile(model, (await parseArguments("threshold", thresholdCommand, words))!);
}
const errorOf = async (...of: Parameters<typeof threshold>): Promise<Error> =>
  threshold(...of).then(
    () => new Error("nothing was refused"),
    (error: unknown) => error as Error,
  );

const chance = (...more: string[]): string[] => [
  at("coin.yaml"),
  "--param",
  "chance",
  "--from",
  "0",
  "--to",
  "1",
  "--until",
  "P(queue.length > 10) > 30 %",
  ...more,
];
/** Of a condition beside a dated event. */
const beside = (event: string): string[] => [
  ...chance().slice(0, -1),
  `P(queue.length > 10 within 1 d of timeline.${event}) > 30 %`,
  "--max-replications",
  "600",
];
const summaryIn = (out: string): ThresholdSummary => JSON.parse(read(out, "summary.json")) as ThresholdSummary;

describe("orrery threshold", () => {
  it("writes a page that tells of everything", async () => {
    expect(await threshold("out", chance("--max-replications", "600", "--report", at("page.html")))).toBe(exitCodes.ok);
    const page = read("page.html");
    // A page has a megabyte, which nobody wants to see where one of these fails.
    const has = (text: string | RegExp): boolean => (typeof text === "string" ? page.includes(text) : text.test(page));
    expect(has(/chance = 0\.\d+, between 0\.\d+ and 0\.\d+ \(95%\)/)).toBe(true);
    expect(
      ["until P(ever queue.length &gt; 10) &gt; 30 % @ 95%", "Critical chance", summaryIn("out").fingerprint].map(has),
    ).toEqual([true, true, true]);
    const error = await errorOf("none", chance("--report", at("nowhere", "page.html")));
    expect(error.message).toBe(messages.noReportFolder("report", at("nowhere", "page.html")));
  });

  it("takes a condition within a time of a dated event, and refuses an event that there is not with its place", async () => {
    expect(await threshold("out", beside("cut"))).toBe(exitCodes.ok);
    const [{ lower, upper }] = summaryIn("out").thresholds;
    expect([Number(lower) < 0.3, Number(upper) > 0.3]).toEqual([true, true]);
    expect(summaryIn("out").until).toContain("within 1 d of timeline.cut");
    const error = await errorOf("none", beside("cat"));
    expect(error).toBeInstanceOf(ScenarioErrors);
    expect(error.message).toContain("timeline.cut");
    expect((error as ScenarioErrors).errors).toMatchObject([{ line: 1, column: 44 }]);
    expect(existsSync(at("none"))).toBe(false);
  });

  it("finds where a chance crosses a bound, with an interval, a table of what was tried, a picture and a budget", async () => {
    expect(await threshold("out", chance("--max-replications", "1500"))).toBe(exitCodes.ok);
    const { thresholds, parameters, until, files, expect: entry } = summaryIn("out");
    expect(parameters).toEqual(["chance"]);
    expect(until).toBe("P(ever queue.length > 10) > 30 % @ 95%");
    const [{ outcome, direction, method, lower, upper, estimate, safe }] = thresholds;
    expect({ outcome, direction, method }).toEqual({ outcome: "found", direction: "rising", method: "fit" });
    expect(Number(lower)).toBeLessThan(0.3);
    expect(Number(upper)).toBeGreaterThan(0.3);
    expect(Number(upper) - Number(lower)).toBeLessThan(0.15);
    expect(Number(estimate)).toBeCloseTo(0.3, 1);
    expect(Number(safe)).toBeLessThan(0.3);
    expect(entry).toMatchObject({ id: "chance-budget", that: "P(ever queue.length > 10) <= 30 % @ 95%" });
    for (const file of files) expect(existsSync(at("out", file))).toBe(true);
    expect(files).toContain("plots/threshold.svg");
    const [header, ...rows] = read("out", "threshold.csv").trimEnd().split("\n");
    expect(header).toBe("chance,verdict,replications,measured,occurrences,probability,lower,upper");
    expect(header.split(",").filter((name) => headerProblem(name) !== null)).toEqual([]);
    expect(rows.map((row) => Number(row.split(",")[0])).toSorted((a, b) => a - b)).toEqual(
      rows.map((row) => Number(row.split(",")[0])),
    );
    expect(rows.at(0)).toMatch(/^0,not_so,/);
    expect(rows.at(-1)).toMatch(/^1,so,/);
    expect(written.out).toMatch(/chance = 0\.\d+, between 0\.\d+ and 0\.\d+ \(95%\)\n/);
    expect(written.out).toContain("A budget that orrery check can hold:");
  });

  it("computes nothing again, and gives the same bytes", async () => {
    const typed = chance("--max-replications", "600", "--json");
    await threshold("one", typed);
    const first = written.out.length;
    await threshold("two", typed);
    expect(JSON.parse(written.out.slice(first))).toMatchObject({ computed: 0 });
    for (const name of summaryIn("one").files.filter((file) => file !== "manifest.json"))
      expect(read("two", name)).toBe(read("one", name));
  });

  it("writes a scenario that check holds without computing anything", async () => {
    await threshold("out", chance("--max-replications", "1500", "--expect-file", at("budget.yaml"), "--seed", "7"));
    expect(read("budget.yaml")).toMatch(/extends: \.\/coin\.yaml\nname: budget\n[^]*seed: 7\n[^]*chance: 0\.\d+\n/);
    expect(written.err).toContain(messages.expectFileWritten(at("budget.yaml")));
    const before = written.out.length;
    const words = [at("budget.yaml"), "--store", at("store"), "--json", "--quiet"];
    expect(await checkFiles(coinModel, (await parseArguments("check", checkCommand, words))!)).toBe(exitCodes.ok);
    const { scenarios } = JSON.parse(written.out.slice(before)) as { scenarios: readonly object[] };
    expect(scenarios).toMatchObject([{ computed: 0, findings: [{ outcome: "pass", id: "chance-budget" }] }]);
  });

  it("keeps whole numbers whole: the first at which it is so", async () => {
    const typed = [
      at("toy.yaml"),
      "--param",
      "peers",
      "--from",
      "1",
      "--to",
      "100",
      "--until",
      "P(toy.peers > 41) > 50 %",
    ];
    expect(await threshold("out", typed, toyModel)).toBe(exitCodes.ok);
    expect(summaryIn("out").thresholds).toMatchObject([
      { method: "bisection", estimate: "42", lower: "41", upper: "42", safe: "41" },
    ]);
    expect(read("out", "threshold.csv")).toMatch(/^peers,[^]*\n41,not_so,[^]*\n42,so,/);
  });

  it("counts quantities in their unit, also on a log scale", async () => {
    const typed = [
      at("toy.yaml"),
      "--param",
      "horizon",
      "--from",
      "1 min",
      "--to",
      "40 h",
      "--log",
      "--precision",
      "1 %",
    ];
    await threshold(
      "out",
      [...typed, "--until", "P(toy.seconds > 2 h) > 50 %", "--max-replications", "2000"],
      toyModel,
    );
    const [{ lower, upper }] = summaryIn("out").thresholds;
    expect(lower).toMatch(/^11\d(\.\d+)? min$/);
    expect(upper).toMatch(/^12\d(\.\d+)? min$/);
    expect(read("out", "threshold.csv")).toMatch(/^horizon_(min|s|us),/);
  });

  it("has a frontier of two parameters, as table and picture", async () => {
    const typed = chance("--param", "horizon", "--from", "1 d", "--to", "3 d", "--points", "3");
    expect(await threshold("out", [...typed, "--max-replications", "400"])).toBe(exitCodes.ok);
    const { thresholds, files, expect: entry } = summaryIn("out");
    expect(thresholds.map(({ second }) => second)).toEqual(["1 d", "2 d", "3 d"]);
    // The horizon changes nothing, and the random numbers are the same.
    expect(new Set(thresholds.map(({ estimate }) => estimate)).size).toBe(1);
    expect(files).toContain("plots/frontier.svg");
    expect(entry).toBeNull();
    const lines = read("out", "frontier.csv").trimEnd().split("\n");
    expect(lines[0]).toBe("horizon_d,outcome,method,critical,critical_lower,critical_upper,replications");
    expect(lines).toHaveLength(4);
    expect(read("out", "threshold.csv")).toMatch(/^horizon_d,chance,verdict,/);
  });

  it("ends with 98 where there is no critical value, and says why", async () => {
    const never = [at("coin.yaml"), "--param", "chance", "--from", "0", "--to", "0.1"];
    expect(await threshold("out", [...never, "--until", "P(queue.length > 10) > 90 %"])).toBe(exitCodes.undecided);
    expect(summaryIn("out").thresholds).toMatchObject([{ outcome: "alike", estimate: null }]);
    expect(written.out).toContain("No critical value");
    const unseen = [...never, "--until", "P(queue.idle > 0.5) > 50 %"];
    expect(await threshold("unseen", unseen)).toBe(exitCodes.undecided);
    expect(summaryIn("unseen").thresholds).toMatchObject([{ outcome: "unmeasured" }]);
  });

  it("refuses what cannot be, with its place and the nearest word, before anything runs", async () => {
    const of = (param: string, from: string, to: string, until = "P(queue.length > 10) > 30 %"): string[] => [
      at("coin.yaml"),
      "--param",
      param,
      "--from",
      from,
      "--to",
      to,
      "--until",
      until,
    ];
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [of("chanc", "0", "1"), /^--param:1:1: .*did you mean chance\?/],
      [of("chance", "0", "2"), /^--to:1:1: chance: /],
      [of("horizon", "1 d", "5 GB"), /^--to:1:1: horizon: /],
      [of("horizon", "2 d", "1 d"), /^--to:1:1: horizon: must be larger than from; read 1 d/],
      [of("name", "a", "b"), /^--param:1:1: name cannot be swept/],
      [of("chance", "0", "1", "P(queue.lengt > 10) > 30 %"), /^--until:1:3: .*did you mean queue.length\?/],
      [of("chance", "0", "1", "mean(queue.length) > 3"), /^--until:1:1: .*is no claim of a probability/],
      [of("chance", "0", "1", "P(queue.length > 10) > 2"), /^--until:1:.* is no probability/],
      [[...of("chance", "0", "1"), "--precision", "1 d"], /^--precision:1:1: 1 d is not a plain number/],
      [[...of("replications", "1", "9")], /^--param:1:1: replications cannot be swept/],
    ];
    for (const [typed, message] of cases) {
      const error = await errorOf("out", typed);
      expect(error).toBeInstanceOf(ScenarioErrors);
      expect(error.message).toMatch(message);
    }
    expect((await errorOf("out", [at("coin.yaml")])).message.split("\n")).toEqual([
      messages.thresholdParams(0),
      messages.needsUntil(),
    ]);
    const two = [...of("chance", "0", "1"), "--param", "horizon"];
    expect((await errorOf("out", two)).message).toBe(messages.thresholdRanges(2));
    expect((await errorOf("out", [...of("chance", "0", "1"), "--points", "3"])).message).toBe(messages.pointsOfOne());
    expect((await errorOf("out", [...of("chance", "0", "1"), "--max-replications", "10"])).message).toBe(
      messages.badMaxOfThreshold("10"),
    );
    expect((await errorOf("out", chance("--expect-file", at("coin.yaml")))).message).toBe(
      messages.reportIsInput("expect-file", at("coin.yaml")),
    );
    expect((await errorOf("out", [at("wrong.yaml"), ...chance().slice(1)])).message).toContain("wrong.yaml:2:10");
    expect(existsSync(at("out"))).toBe(false);
  });

  it("says of a replication that dies how to run it alone, with the value that it had", async () => {
    const typed = ["--param", "peers", "--from", "1", "--to", "100", "--until", "P(toy.peers > 41) > 50 %"];
    const error = await errorOf("out", [at("toy.yaml"), "--set", "fails=throw", ...typed], toyModel);
    expect((error as ReplicationFailure).replay).toBe(
      `npx orrery run ${at("toy.yaml")} --set fails=throw --set peers=1 --seed 1 --replications 2 --replication 1`,
    );
  });

  it("writes what it knows when it is interrupted", async () => {
    const slow = [at("toy.yaml"), "--set", "slow=true", "--horizon", "200 y"];
    setTimeout(() => process.emit("SIGINT"), 200);
    const typed = [...slow, "--param", "peers", "--from", "1", "--to", "100", "--until", "P(toy.peers > 41) > 50 %"];
    expect(await threshold("out", typed, toyModel)).toBe(exitCodes.interrupted);
    expect(summaryIn("out")).toMatchObject({ interrupted: true, thresholds: [], replications: 0 });
  });
});
