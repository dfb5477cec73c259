import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captureOutput } from "../../../test/captured-output.js";
import { folderWith } from "../../../test/scenario-files.js";
import { type Flaw, walkModel } from "../../../test/walk-model.js";
import { InvariantError } from "../../kernel/invariants.js";
import { parseArguments } from "../arguments.js";
import { UsageError } from "../command.js";
import { exitCodes } from "../terminal/exit-codes.js";
import { ScenarioErrors } from "../../experiment/ready-scenario.js";
import { messages } from "../terminal/messages.js";
import { checkCommand, checkFiles } from "./check.js";

const written = captureOutput();

async function check(model: ReturnType<typeof walkModel>, words: readonly string[]): Promise<number> {
  const args = await parseArguments("check", checkCommand, words);
  return args === undefined ? exitCodes.ok : checkFiles(model, args);
}

/** Runs a walk of twenty seconds twice. */
async function twice(model: ReturnType<typeof walkModel>, ...options: string[]): Promise<number> {
  const folder = folderWith({ "walk.yaml": "name: walk\nhorizon: 20 s\n" });
  return check(model, ["--twice", join(folder, "walk.yaml"), "--quiet", ...options]);
}

/** Runs a model with this flaw in every second run, and gives what was printed. */
async function printed(flaw: Flaw, ...options: string[]): Promise<string> {
  expect(await twice(walkModel(flaw), ...options)).toBe(exitCodes.invariant);
  return written.out;
}

/** The flaw is in event 27, the third at 7 s; four walkers make four events a second. */
const where = "event 27 at 7 s (7000000 µs): step, entity 2, source 2, payload 6";

describe("orrery check --twice", () => {
  it("says that a run is the same twice, and what was compared", async () => {
    expect(await twice(walkModel("none"))).toBe(exitCodes.ok);
    expect(written.out).toMatch(/^orrery \d+\.\d+\.\d+ · walk · seed 1 · replication 0\nThe same twice\.\n/);
    expect(written.out).toContain("80 events and 84 draws one by one, the whole state 21 times");
    expect(written.out).toMatch(/fingerprint {2}[0-9a-f]{32}\/events/);
    expect(written.out).toContain("\nstored       at 10 s, and gone on from there to the same\n");
    expect(written.err).toBe("");
  });

  it("names where a run that goes on from halfway comes to something else, as with a plug-in that remembers", async () => {
    expect(await twice(walkModel("memory", () => true))).toBe(exitCodes.invariant);
    expect(written.out).toContain("and not the same where replication 0 is stored at 10 s and goes on from there");
    expect(written.out).toContain("First difference: series.csv, row 2, column place\n");
    expect(written.out).toContain("  uninterrupted: 100\n  gone on: 60\n");
    written.out = "";
    expect(
      await twice(
        walkModel("memory", () => true),
        "--json",
      ),
    ).toBe(exitCodes.invariant);
    const { same, difference } = JSON.parse(written.out) as Record<string, unknown>;
    expect({ same, difference }).toMatchObject({ same: false, difference: { kind: "stored", atUs: 10_000_000 } });
    written.out = "";
    expect(await twice(walkModel("error of memory", () => true))).toBe(exitCodes.invariant);
    expect(written.out).toMatch(/ {2}uninterrupted: at its horizon\n {2}gone on: .*where am I\?/);
  });

  it("names the event and the stream where a draw has another counter, with what each run had", async () => {
    const text = await printed("draw counter");
    expect(text).toContain("Not the same twice, in replication 0: a bug of the simulator.");
    expect(text).toContain(`First difference: ${where}\n`);
    expect(text).toContain('  first run: stream "step" of entity 2, counter 6\n');
    expect(text).toContain('  second run: stream "step" of entity 2, counter 7\n');
    expect(text).toMatch(/draw counter +6 +7 +differs/);
    expect(text).toMatch(/\n {2}event 26 at 7 s .*entity 1, source 1, payload 6\n/);
  });

  it("names the draw that only one run makes", async () => {
    const text = await printed("further draw");
    expect(text).toContain(`First difference: ${where}\n`);
    expect(text).toContain("draw number 2 is the first that differs:\n  first run: no further draw\n");
    expect(text).toContain('  second run: stream "step" of entity 2, counter 7\n');
  });

  it("names draws that differ before anything is simulated", async () => {
    const text = await printed("start draw");
    expect(text).toContain("First difference: what comes before the first event\n");
    expect(text).toContain('  second run: stream "start" of entity 0, counter 1\n');
  });

  it("names both events where another one comes next, the one that came instead being of a later moment", async () => {
    const text = await printed("event time");
    expect(text).toContain("  first run: event 31 at 8 s (8000000 µs): step, entity 2, source 2, payload 7\n");
    expect(text).toContain("  second run: event 31 at 8 s (8000000 µs): step, entity 3, source 3, payload 7\n");
  });

  it("names the event that only one run has", async () => {
    await printed("event missing", "--set", "walkers=3");
    expect(written.out).toContain("  first run: event 24 at 8 s (8000000 µs): step, entity 2, source 2, payload 7\n");
    expect(written.out).toContain("  second run: event 24 at 9 s (9000000 µs): step, entity 0, source 0, payload 8\n");
  });

  it("names the event after which one run has none any more", async () => {
    await printed("event missing", "--set", "walkers=3", "--horizon", "8 s");
    expect(written.out).toContain("First difference: event 24 at 8 s");
    expect(written.out).toContain("is in the first run only; the second run has no further event.");
  });

  it("names the event that folds something else though it draws the same", async () => {
    const text = await printed("fold");
    expect(text).toContain(`First difference: ${where}\nIt drew the same, and folded something else`);
  });

  it("names the value and the events around it where only the state differs", async () => {
    const text = await printed("state");
    expect(text).toContain("First difference: walkers.place, row 2\n  first run: 7\n  second run: 7.000000001\n");
    expect(text).toContain("The states were the same before these events, and differ after them:\n  event 25 at 7 s");
    expect(text).toContain(where);
    expect(text).not.toContain("event 29 ");
  });

  it("sees a state that differs before anything is simulated, even in a sign of zero and in its length", async () => {
    expect(await printed("state at the start")).toContain("first run: 0\n  second run: -0\n");
    expect(written.out).toContain("It is there before anything was simulated.");
    expect(await printed("length of state")).toContain("first run: 4 rows\n  second run: 5 rows\n");
  });

  it("names table, row and column where only the results differ, or the metric", async () => {
    expect(await printed("table")).toContain("First difference: series.csv, row 4, column place\n");
    expect(await printed("metric")).toContain("metric 1\n  first run: walk.steps = 80 steps\n");
  });

  it("names the error that stops one of the runs", async () => {
    const text = await printed("error");
    expect(text).toContain("not the same error stopped both");
    expect(text).toMatch(/first run: none\n {2}second run: .*stumbled/);
    expect(text).toMatch(/event 26 .*\n/);
  });

  it("passes on the error that stops both", async () => {
    await expect(twice(walkModel("same error", () => true))).rejects.toThrow(InvariantError);
  });

  it("checks every replication, and finds the one that differs", async () => {
    expect(await twice(walkModel("none"), "--replications", "3")).toBe(exitCodes.ok);
    expect(written.out).toContain("240 events");
    expect(
      await twice(
        walkModel("fold", (run) => run === 7),
        "--replications",
        "3",
      ),
    ).toBe(exitCodes.invariant);
    expect(written.out).toContain("in replication 2");
  });

  it("prints one JSON object with --json", async () => {
    await printed("draw counter", "--json");
    const { same, difference, scenario, seed, files } = JSON.parse(written.out) as Record<string, unknown>;
    expect({ same, scenario, seed, files }).toEqual({ same: false, scenario: "walk", seed: 1, files: [] });
    expect(difference).toMatchObject({ kind: "event", replication: 0, draw: { number: 1 } });
    written.out = "";
    expect(await twice(walkModel("none"), "--json")).toBe(exitCodes.ok);
    const good = JSON.parse(written.out) as Record<string, unknown>;
    expect(good).toMatchObject({ same: true, difference: null, compared: { events: 80, draws: 84 } });
    expect(good["metrics"]).toEqual({ "walk.steps": { value: 80, unit: "steps" } });
  });

  it("compares what there is when it is interrupted, and says so", async () => {
    const plain = walkModel("none");
    const interrupted: typeof plain = {
      ...plain,
      createSimulation(scenario, identity) {
        if (identity.replication === 1) process.emit("SIGINT");
        return plain.createSimulation(scenario, identity);
      },
    };
    expect(await twice(interrupted, "--replications", "3", "--json")).toBe(exitCodes.interrupted);
    expect(written.err).toContain(messages.interruptingCheck());
    expect(JSON.parse(written.out)).toMatchObject({ same: true, interrupted: true, replications: 2 });
    expect(process.listenerCount("SIGINT")).toBe(0);
  });

  it("refuses to guess what is to be checked, and files that cannot be run", async () => {
    const file = join(folderWith({ "walk.yaml": "name: walk\nhorizon: 20 s\n" }), "walk.yaml");
    await expect(check(walkModel("none"), [file])).rejects.toThrow(messages.needsExpectations(file));
    await expect(check(walkModel("none"), [])).rejects.toThrow(messages.needsFile("check"));
    await expect(check(walkModel("none"), ["--twice", file, "--quick"])).rejects.toThrow(
      messages.onlyWithoutTwice("quick"),
    );
    await expect(check(walkModel("none"), ["--twice"])).rejects.toThrow(UsageError);
    await expect(twice(walkModel("none"), "--set", "walkers=0")).rejects.toThrow(ScenarioErrors);
  });
});
