import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, type ScenarioText, smallScenario } from "../../../../test/network-kit.js";
import type { Network } from "../../network.js";
import { allMakers, Message } from "../../message-port.js";
import { framesOf } from "../../../../test/message-arrivals.js";
import { regionAt } from "./places.js";

const byMessages: ScenarioText = { fidelity: "message", rules: "v2.1-simplex" };

/** A network whose nodes stand idle in the test's way no more, at frame 1. */
function opened(fields: ScenarioText) {
  const stepped = openNetwork(smallScenario({ ...byMessages, ...fields }));
  stepped.runTo(1);
  return stepped;
}

const lines = (fields: ScenarioText): ScenarioText => ({
  operators: [{ class: "nodes", count: 12, workers: 3, ...fields }],
});

describe("requests over the wire", () => {
  it("arrive with the next frame where lines are fast", () => {
    expect(framesOf(opened({}), 20)).toEqual([2]);
  });

  it("arrive with the first frame whose maker has them: later by what lines and distances take", () => {
    // 25 s until its node has the frame of second 10, and up to a second of polling; and 25 s back.
    expect(framesOf(opened(lines({ access: "25 s" })), 20)).toEqual([7]);
    // 200 bytes take 16 s at 100 bit/s, to each of five archives one after the other.
    const slow = framesOf(opened(lines({ upload: "100 bit/s" })), 30);
    expect(slow).toHaveLength(1);
    expect(slow[0]).toBeGreaterThan(3);
  });

  it("come once, though every archive has them", () => {
    const jitter = { network: { jitter: "30 s" } };
    expect(framesOf(opened(jitter), 60)).toHaveLength(1);
  });

  it("that are lost on all ways are asked for again ten frames later", () => {
    const found = framesOf(opened(lines({ loss: "80 %" })), 400);
    expect(found).toHaveLength(1);
    const { network, runTo } = opened(lines({ loss: "80 %" }));
    runTo(20);
    expect(network.wire?.figures().lost).toBeGreaterThan(0);
  });

  it("for an allocation whose row is another's by then are dropped", () => {
    const { network, runTo } = opened(lines({ access: "25 s" }));
    const { allocations } = network.world;
    const row = allocations.add(0, 0);
    allocations.joinFrame[row] = 1;
    network.send(Message.leave, 0, allMakers, [row], 236);
    allocations.joinFrame[row] = 2;
    const seen: number[] = [];
    const { requests } = network.calendars;
    const take = requests.take.bind(requests);
    requests.take = (frame) => {
      const items = take(frame);
      for (let k = 0; k < items.length; k += 2) if (items[k] === Message.leave) seen.push(items[k + 1]);
      return items;
    };
    runTo(20);
    expect(seen).toEqual([]);
  });

  it("are all delivered, lost or under way at every moment, and a stored run goes on to the same", () => {
    const scenario = smallScenario({
      ...byMessages,
      horizon: "8 h",
      network: { jitter: "8 s", archives: { loss: "20 %" } },
      ...lines({ uptime: "95 %", outage: "4 min", upload: "20 kbit/s", loss: "10 %", pauses: true }),
    });
    const whole = runScenario(scenario);
    const sliced = runScenario(scenario, { sliceUs: 7_777_777 });
    expect(sliced.fingerprint).toBe(whole.fingerprint);
    const valueOf = (name: string): number => Number(whole.metrics.find((one) => one.name === name)?.value);
    const [sent, delivered, lost, underWay] = ["Sent", "Delivered", "Lost", "UnderWay"].map((what) => valueOf(`wire.requests${what}`)); // prettier-ignore
    expect(sent).toBeGreaterThan(100);
    expect(lost).toBeGreaterThan(10);
    expect(sent).toBe(delivered + lost + underWay);
  });
});

const heardS = (network: Network): number => (network.wire?.figures().heardUs ?? Number.NaN) / 1e6;

describe("frames that nodes hear of", () => {
  it("come after a round of the archives and half a second of polling on average", () => {
    const { network } = opened({ network: { archives: { region: "europe" } } });
    // Proposal and two rounds of votes over 2 ms each.
    expect(heardS(network)).toBeCloseTo(0.506, 9);
  });

  it("come later where answers to polls queue up at the archives", () => {
    // A frame of 21,500 bytes takes 1.72 s at 100 kbit/s, and 12 nodes ask five archives.
    const archives = { region: "europe", upload: "100 kbit/s" };
    const { network } = opened({ network: { archives } });
    const { pollLoad } = network.wire?.figures() ?? { pollLoad: 0 };
    expect(pollLoad).toBeCloseTo((12 / 5) * 1.72, 9);
    expect(heardS(network)).toBeGreaterThan(10);
  });

  it("that nobody appears before knowing: whoever appears learns of the shards first", () => {
    const { network } = opened(lines({ access: "15 s" }));
    // 15 s each way, from second 10 on.
    expect(network.introduce(0, 2)).toBe(5);
    expect(opened({}).network.introduce(0, 2)).toBe(2);
  });
});

describe("regions of nodes", () => {
  it("are as many nodes in each, or by their parts", () => {
    const names = ["a", "b", "c"];
    const counts = (shares?: { readonly [name: string]: number }) => {
      const found = [0, 0, 0];
      for (let k = 0; k < 600; k++) found[regionAt((k + 0.5) / 600, names, shares)]++;
      return found;
    };
    expect(counts()).toEqual([200, 200, 200]);
    expect(counts({ c: 1, a: 2 })).toEqual([400, 0, 200]);
    expect(counts({ b: 0.1 })).toEqual([0, 600, 0]);
  });
});
