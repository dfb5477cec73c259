import { describe, expect, it } from "vitest";
import { type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { listed } from "../../../sim/scenario/listed.js";
import { changeTexts } from "../../scenario/change-fields.js";
import { scenarioSchema } from "../../scenario/schema.js";
import { resetTexts } from "../../scenario/timeline/reset-grid.js";
import { type RuleSetName, ruleSets, type SwitchName } from "../../protocol/ground/rule-sets.js";
import { whyFixed } from "../../scenario/timeline/release.js";
import { timelineTexts } from "../../scenario/timeline/schema.js";
import { planOf } from "../plan.js";
import { timelineMessages as messages } from "./timeline-messages.js";

const refusals = (timeline: readonly object[], fields: ScenarioText = {}): readonly (readonly [string, string])[] =>
  planOf(smallScenario({ horizon: "10 d", timeline, ...fields })).infeasible.map(({ path, message }) => [
    path,
    message,
  ]);
const schemaProblems = (entry: object): readonly (readonly [string, string])[] => {
  try {
    smallScenario({ timeline: [entry] });
    return [];
  } catch (error) {
    const { issues } = error as { issues: readonly { path: readonly PropertyKey[]; message: string }[] };
    return issues.map(({ path, message }) => [path.join("."), message]);
  }
};
const at = "1 d";

const planWith = (timeline: readonly object[]) => planOf(smallScenario({ horizon: "10 d", timeline }));

const change = (path: string, value: unknown): readonly (readonly [string, string])[] =>
  refusals([{ at, change: { [path]: value } }]);

const place = (path: string): string => `timeline[0].change[${JSON.stringify(path)}]`;

/** Why the first preset's value of a switch cannot become the second's. */
const fixed = (name: SwitchName, before: RuleSetName, after: RuleSetName): string =>
  messages.fixedSwitch([name], whyFixed(name, { before: ruleSets[before], after: ruleSets[after] }, {}) ?? "");

describe("a timeline", () => {
  it("says one thing in each entry, whole", () => {
    expect(schemaProblems({ at })).toEqual([["timeline.0", timelineTexts.nothing()]]);
    expect(schemaProblems({ at, pace: "8 s", halt: { for: "1 h" } })).toEqual([
      ["timeline.0.halt", timelineTexts.twoThings("pace")],
    ]);
    for (const amounts of [{}, { count: 3, share: "4 %" }])
      expect(schemaProblems({ at, departures: { class: "nodes", ...amounts } })).toEqual([
        ["timeline.0.departures", timelineTexts.countOrShare()],
      ]);
    expect(schemaProblems({ at, data: {} })).toEqual([["timeline.0.data", timelineTexts.noStep()]]);
    expect(schemaProblems({ at, data: { to: "1 GB", add: "1 GB" } })).toEqual([
      ["timeline.0.data.add", timelineTexts.twoSteps("to")],
    ]);
  });

  it("is refused with a wrong date, or an event that can never happen, where it stands", () => {
    expect(schemaProblems({ at: "2026-02-30", pace: "8 s" })).toEqual([
      ["timeline.0.at", expect.stringContaining("there is no such day")],
    ]);
    expect(refusals([{ at: "11 d", pace: "8 s" }])).toEqual([["timeline[0].at", expect.stringContaining("never")]]);
    expect(refusals([{ at: "2026-10-01", pace: "8 s" }], { date: "2026-10-10" })).toEqual([
      ["timeline[0].at", expect.stringContaining("before the start")],
    ]);
    expect(refusals([{ at: "2026-10-12", pace: "8 s" }])).toEqual([
      ["timeline[0].at", expect.stringContaining("the scenario has no date")],
    ]);
    expect(refusals([{ when: "coverage.haltedShard > 0", pace: "8 s" }])).toEqual([
      ["timeline[0].when", expect.stringContaining("there is no metric coverage.haltedShard")],
    ]);
  });

  it("counts dates from the older field as well", () => {
    expect(refusals([{ at: "2026-10-12", pace: "8 s" }], { network: { date: "2026-10-10" } })).toEqual([]);
    expect(planOf(smallScenario({ network: { date: "2026-10-10" } })).olderForms).toEqual([
      "network.date still works; its new place is date: 2026-10-10",
    ]);
    expect(() => smallScenario({ date: "2026-10-10", network: { date: "2026-10-10" } })).toThrow(
      "date says it already",
    );
  });

  it("is refused where two events contradict each other at one moment", () => {
    const contradicting: readonly (readonly [object, object, string])[] = [
      [{ pace: "8 s" }, { pace: "9 s" }, "pace"],
      [{ halt: { for: "1 h" } }, { halt: { for: "2 h" } }, "halt"],
      [{ data: { to: "1 GB" } }, { data: { to: "2 GB" } }, "data.to"],
      [
        { release: { switches: { keepThresholdPercent: 50 } } },
        { release: { switches: { keepThresholdPercent: 60 } } },
        "release.switches.keepThresholdPercent",
      ],
      [{ data: { growth: "1 %/d" } }, { data: { growth: "2 %/d" } }, "data.growth"],
      [
        { change: { "network.messageLoss": "1 %" } },
        { change: { "network.messageLoss": "2 %" } },
        'change["network.messageLoss"]',
      ],
    ];
    for (const [one, other, field] of contradicting) {
      expect(
        refusals([
          { at, ...one },
          { at: "24 h", ...other },
        ]),
      ).toEqual([[`timeline[1].${field}`, expect.stringContaining("timeline[0] sets")]]);
      expect(
        refusals([
          { at, ...one },
          { at: "25 h", ...other },
        ]),
      ).toEqual([]);
    }
  });

  it("tells of contradictions between events that come too late, too", () => {
    const found = refusals([
      { at: "11 d", pace: "8 s" },
      { at: "11 d", pace: "9 s" },
    ]);
    expect(found.map(([path]) => path)).toEqual(["timeline[0].at", "timeline[1].at", "timeline[1].pace"]);
  });

  it("is refused for a class that there is not", () => {
    for (const what of [
      { outage: { class: "nods", for: "1 h" } },
      { arrivals: { class: "nods", count: 1 } },
      { departures: { class: "nods", count: 1 } },
      { release: { switches: { keepThresholdPercent: 50 }, class: "nods" } },
    ]) {
      const { infeasible } = planOf(smallScenario({ horizon: "10 d", timeline: [{ at, ...what }] }));
      expect(infeasible).toEqual([
        {
          path: `timeline[0].${Object.keys(what)[0]}.class`,
          message: messages.noClass("nods", ["nodes"]),
          misspelt: { word: "nods", known: ["nodes"] },
        },
      ]);
    }
  });

  it("is refused for a change of what may not change, is not there, or cannot have the value", () => {
    const cases: readonly (readonly [string, unknown, string])[] = [
      ["rules", "v2.1-frames", changeTexts.fixed("all that happened so far happened by these rules")],
      ["frames.pace", "5 s", changeTexts.fixed("frames are counted by this clock")],
      ["operators[0].count", 4, changeTexts.fixed("it was drawn or planned when its operators appeared")],
      ["horizon", "3 d", changeTexts.ofTheRun()],
      [
        "network.messageLos",
        "3 %",
        changeTexts.noField("messageLoss, regions, jitter, copies, archives, date", "messageLoss"),
      ],
      [
        "ring.size",
        16,
        changeTexts.noField(listed(Object.keys(scenarioSchema.shape), { like: "ring" }), "switches.ring.size"),
      ],
      ["operators[3].uptime", "90 %", changeTexts.notThere()],
      ["fees.transactions", "1/s", changeTexts.notThere()],
      ["network.messageLoss", "130 %", '"130 %" is too large: a share is at most "1 share"'],
      ["network messageLoss", "3 %", changeTexts.noPath()],
    ];
    for (const [path, value, message] of cases) expect(change(path, value)).toEqual([[place(path), message]]);
    expect(change("network.messageLoss", "3 %")).toEqual([]);
  });

  it("is refused where the network could not follow", () => {
    const fees = { transactions: "1/h", bytes: "1 kB" };
    expect(refusals([{ at, pace: "5 s" }], { fees })).toEqual([["timeline[0].pace", messages.feesOfOnePace()]]);
    expect(refusals([{ at, pace: "0 s" }])).toEqual([["timeline[0].pace", messages.noPace()]]);
    expect(refusals([{ at, data: { to: "1 kB" } }])).toEqual([["timeline[0].data.to", messages.tooSmall()]]);
    expect(refusals([{ at, outage: { for: "0 s" } }])).toEqual([["timeline[0].outage.for", messages.noTime()]]);
    expect(refusals([{ at, outage: { for: "1 h", back: "over 3" } }])).toEqual([
      ["timeline[0].outage.back", expect.stringContaining("needs a unit")],
    ]);
    const older = { rules: "v2.0.6", shards: { count: 1, world: "20 GB" } };
    expect(refusals([{ at, outage: { for: "1 h" } }], older)).toEqual([["timeline", messages.olderEra()]]);
  });

  it("is refused with a reset to a grid that the world cannot fill", () => {
    expect(refusals([{ at, reset: { prefixBits: 20, world: "300 kB" } }])).toEqual([
      ["timeline[0].reset", resetTexts.cannotFill(300_000, 792_852)],
    ]);
    expect(refusals([{ at, reset: { prefixBits: 6, world: "1 GB", metadata: "2 GB" } }])).toEqual([
      ["timeline[0].reset", expect.stringContaining("metadata")],
    ]);
    expect(refusals([{ at, reset: { prefixBits: 6 } }])).toEqual([]);
  });

  it("is refused with a release that a run cannot follow, with the reason, all at once", () => {
    const epochs = { rules: "v2.1-epoch" };
    const simplex = { at, release: { rules: "v2.1-simplex" } };
    const withReset = messages.withReset(["splitCut", "shardKeys"]);
    expect(refusals([simplex], epochs)).toEqual([["timeline[0].release.rules", withReset]]);
    expect(refusals([simplex, { at, reset: { prefixBits: 6 } }], epochs)).toEqual([]);
    expect(refusals([simplex, { at: "25 h", reset: { prefixBits: 6 } }], epochs)).toHaveLength(1);
    expect(refusals([simplex, { at, reset: { prefixBits: 6, shardKeys: "bits254" } }], epochs)).toEqual([
      ["timeline[1].reset.shardKeys", expect.stringContaining("timeline[0] sets")],
    ]);
    expect(refusals([{ at, release: { rules: "v2.1-frames" } }], epochs)).toEqual([
      ["timeline[0].release.rules", fixed("lifecycle", "v2.1-epoch", "v2.1-frames")],
    ]);
    expect(refusals([{ at, release: { rules: "dawn" } }], epochs)).toContainEqual([
      "timeline[0].release.rules",
      fixed("lifecycle", "v2.1-epoch", "dawn"),
    ]);
    const switches = { ringSize: 9, storageAudit: "off", splitNeedsData: "on", haltThreshold: 2, epochFrames: 60 };
    expect(refusals([{ at, release: { switches } }], epochs)).toEqual([
      ["timeline[0].release.switches.epochFrames", fixed("epochFrames", "v2.1-epoch", "v2.1-epoch")],
      ["timeline[0].release.switches.splitNeedsData", expect.stringContaining("splitCut")],
    ]);
    const paying = { rules: "v2.1-simplex", fees: { transactions: "1/h", bytes: "1 kB" } };
    expect(refusals([{ at, release: { switches: { feeSink: "burn" } } }], paying)).toEqual([
      ["timeline[0].release.switches.feeSink", messages.feesThatWait()],
    ]);
    expect(schemaProblems({ at, release: {} })).toHaveLength(1);
    const release = { switches: { haltThreshold: 2 } };
    expect(refusals([{ at, release: { ...release, floor: "1 d" } }], epochs)).toEqual([
      ["timeline[0].release.floor", messages.floorOfNobody()],
    ]);
    expect(refusals([{ at, release: { ...release, floor: "1 d", adoption: "over 2 d" } }], epochs)).toEqual([]);
    expect(schemaProblems({ every: "1 d", release })).toEqual([["timeline.0.every", timelineTexts.releasedOnce()]]);
    expect(schemaProblems({ when: "shard.count > 3", atMost: 2, release })).toEqual([
      ["timeline.0.atMost", timelineTexts.releasedOnce()],
    ]);
  });

  it("lets a network of windows go over to epochs, and on to Simplex with a reset", () => {
    const frames = { rules: "v2.1-frames", horizon: "10 d" };
    const epochs = { at: "2 d", release: { rules: "v2.1-epoch" } };
    const simplex = { at: "4 d", release: { rules: "v2.1-simplex" } };
    expect(refusals([epochs], frames)).toEqual([]);
    expect(refusals([epochs, simplex, { at: "4 d", reset: { prefixBits: 3 } }], frames)).toEqual([]);
    expect(refusals([epochs, simplex], frames)).toEqual([
      ["timeline[1].release.rules", messages.withReset(["splitCut", "shardKeys"])],
    ]);
  });

  it("is refused with an activation that activates nothing, never comes, or is none", () => {
    const epochs = { rules: "v2.1-epoch" };
    const chain = { haltThreshold: 2 };
    const activated = (activates: string, switches: object = chain): unknown =>
      refusals([{ at, release: { switches, activates } }], epochs);
    expect(activated("2 h")).toEqual([]);
    expect(activated("frame 5000")).toEqual([]);
    expect(activated("2 h", { keepThresholdPercent: 50 })).toEqual([
      ["timeline[0].release.activates", messages.nothingToActivate()],
    ]);
    expect(activated("frame 0")).toEqual([["timeline[0].release.activates", messages.framePast(0)]]);
    expect(activated("9000 d")).toEqual([["timeline[0].release.activates", expect.stringContaining("the run ends")]]);
    expect(activated("frame 9000000")).toEqual([
      ["timeline[0].release.activates", expect.stringContaining("the run ends")],
    ]);
    const later = { at, release: { switches: chain, activates: "2 h" } };
    const other = { switches: { haltThreshold: 1 } };
    expect(refusals([later, { at, release: other }], epochs)).toEqual([]);
    expect(refusals([later, { at: "26 h", release: other }], epochs)).toEqual([
      ["timeline[1].release.switches.haltThreshold", expect.stringContaining("timeline[0] sets")],
    ]);
    expect(activated("soon")).toEqual([["timeline[0].release.activates", expect.stringContaining("frame 699500")]]);
  });

  it("costs what the operators do that it sends", () => {
    const arrivals = { class: "nodes", count: 500 };
    const [none, once, often] = [[], [{ at, arrivals }], [{ every: "1 d", arrivals }]].map(planWith);
    expect([none, once, often].map(({ peers }) => peers)).toEqual([12, 512, 5012]);
    expect([none, once, often].map(({ workers }) => workers)).toEqual([36, 1536, 15_036]);
    expect(once.seconds).toBeGreaterThan(none.seconds);
    expect(often.memoryBytes).toBeGreaterThan(once.memoryBytes);
  });

  it("is listed by the plan in the order of time, conditions last", () => {
    const { timeline } = planOf(
      smallScenario({
        horizon: "10 d",
        date: "2026-10-10",
        timeline: [
          { when: "shard.haltRisk > 0", for: "1 h", arrivals: { class: "nodes", count: 3 } },
          { every: "3 d", label: "pulse", outage: { share: "60 %", for: "3 h" } },
          { at: "2026-10-11", pace: "8 s" },
        ],
      }),
    );
    expect(timeline).toEqual([
      "at 24 h (2026-10-11): a frame every 8 s",
      "every 3 d from 3 d (2026-10-13), 3 times: pulse: outage of 60 % of all nodes for 3 h",
      "when shard.haltRisk > 0 for 60 min: 3 operators of class nodes arrive",
    ]);
  });
});
