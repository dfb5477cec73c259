import { describe, expect, it } from "vitest";
import { identity, runScenario, smallScenario } from "../../../test/network-kit.js";
import { createSimulation } from "../../simulation.js";
import { StateReader } from "../../../sim/table/state-reader.js";
import { StateWriter } from "../../../sim/table/state-writer.js";
import { EventLog, type LoggedEvent, Reporter } from "./event-log.js";

const event = { frame: 1, rule: "ring.assign", prover: 2, shard: 3, what: "sits", why: "" };

const say = (log: EventLog, from: number): void => {
  for (let frame = from; frame < from + 20; frame++) {
    log.record({ ...event, frame, what: `turn ${frame % 7}`, ...(frame % 3 === 0 && { value: frame }) });
    log.recordChange(
      { ...event, frame, what: "waits" },
      { allocation: frame % 4, reporter: Reporter.network, since: 0 },
    );
  }
};

const rowsOf = (log: EventLog): LoggedEvent[] => Array.from({ length: log.count }, (_unused, k) => log.at(k));

describe("a log of events", () => {
  it("gives every row back as it was recorded, with the figures that it had and no others", () => {
    const log = new EventLog();
    const rows = Array.from({ length: 300 }, (_unused, k) => ({
      ...event,
      frame: k,
      ...(k % 3 === 0 && { value: 2 ** 53 - k }),
      ...(k % 5 === 0 && { other: k }),
    }));
    for (const row of rows) log.record(row);
    expect(rows.map((_row, k) => log.at(k))).toEqual(rows);
  });

  it("goes on after it was stored and loaded, and does not say again what it has said", () => {
    const whole = new EventLog();
    say(whole, 0);
    const to = new StateWriter();
    whole.save(to);
    const loaded = new EventLog();
    loaded.load(new StateReader(to.bytes()));
    for (const log of [whole, loaded]) say(log, 20);
    expect(rowsOf(loaded)).toEqual(rowsOf(whole));
    expect(whole.count).toBe(44);
  });

  it("changes nothing but that it is there", () => {
    const scenario = smallScenario({ shards: { count: 4, world: "20 GB", growth: "5 %/month" }, horizon: "5 h" });
    const logged = createSimulation(scenario, { ...identity(), events: true });
    logged.advance(Number.POSITIVE_INFINITY);
    const { fingerprint, tables } = logged.finish();
    const plain = runScenario(scenario);
    expect(fingerprint).toBe(plain.fingerprint);
    expect(tables.series).toEqual(plain.tables.series);
    const what = tables.events?.columns.find(({ name }) => name === "what")?.values ?? [];
    expect(new Set(what)).toContain("data step");
  });
});
