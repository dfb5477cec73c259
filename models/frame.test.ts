import { describe, expect, it } from "vitest";
import type { Profiler } from "../sim/experiment/model.js";
import { identity, runScenario, smallScenario } from "../test/network-kit.js";
import { createNetwork } from "./create-network.js";
import { frameSystems } from "./frame.js";
import { createGenesis } from "./genesis.js";
import { ruleById } from "./protocol/rules.js";
import { createSimulation } from "./simulation.js";

describe("the systems of a frame", () => {
  it("stand in the order of protocol.md section 16", () => {
    const steps = frameSystems.map(({ step }) => step);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    // Step 3 is settled where something changes, in step 5.
    expect([...new Set(steps)]).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9]);
  });

  it("come in the order that a frame depends on", () => {
    expect(frameSystems.map(({ title }) => title).join(", ")).toBe(
      "requests that arrived, issuance so far, timeline, attacks, presence, departures, workers, losses, fees, growth, resets, registrations, expiries, splits, merges, seniority, handoffs, " +
        "forks, evidence, pauses, seniority merges, requests, rings and minting, fees paid, equivocations, audits, streaks, halts, " +
        "evictions, kicks, rings of the next frame, proposals to split, proposals to merge, market, nodes, " +
        "outages announced, fees carried on, rest for the next frame",
    );
  });

  it("have titles of their own, and apply rules that there are", () => {
    expect(new Set(frameSystems.map(({ title }) => title)).size).toBe(frameSystems.length);
    expect(frameSystems.filter(({ rule }) => ruleById(rule) === undefined)).toEqual([]);
  });

  it("are measured by whoever asks, under their titles, and run as before", () => {
    const scenario = smallScenario({ horizon: "2 h" });
    const titles: string[] = [];
    const ran = new Set<string>();
    const profiler: Profiler = {
      timed(title, run) {
        titles.push(title);
        return (state, frame) => {
          ran.add(title);
          run(state, frame);
        };
      },
    };
    const measured = createSimulation(scenario, { ...identity(), profiler });
    measured.advance(Number.POSITIVE_INFINITY);
    expect(measured.finish().fingerprint).toBe(runScenario(scenario).fingerprint);
    expect(titles).toEqual(frameSystems.map(({ title }) => title));
    expect([...ran].toSorted()).toEqual(titles.toSorted());
  });

  it("run in the order of the list, each once a frame, with that frame's number in the world", () => {
    const ran: string[] = [];
    const systems = ["first", "second"].map((title) => ({
      step: 1,
      rule: "clock.frame",
      title,
      run: ({ world }: { readonly world: { readonly frame: number } }, frame: number) =>
        void ran.push(`${title} ${frame} ${world.frame}`),
    }));
    const network = createNetwork(smallScenario(), identity(), () => undefined, systems);
    createGenesis(network);
    network.kernel.runUntil(1 * network.scenario.frames.pace);
    expect(ran).toEqual(["first 1 1", "second 1 1"]);
  });
});
