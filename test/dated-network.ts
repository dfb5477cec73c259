/** A small network to which everything happens that a timeline can say: for tests of what a run comes to, however it is run. */
import type { ScenarioText } from "./network-kit.js";

export const datedNetwork: ScenarioText = {
  name: "dated",
  date: "2026-07-18",
  horizon: "10 h",
  rules: "v2.1-epoch",
  switches: { epochFrames: 60, haltGraceFrames: 90 },
  operators: [
    { class: "home", count: 16, workers: 3, uptime: "90 %", outage: "8 min" },
    { class: "hall", count: 4, nodes: 2, workers: 4, seniority: "historic" },
    { class: "guests", count: 4, workers: 2, arrive: "40/d", leave: "half-life 5 h" },
  ],
  shards: { prefixBits: 4, world: "20 GB", growth: "10 %/month" },
  consensus: { leaderTimeouts: "on" },
  archives: { uptime: "98 %", outage: "5 min" },
  fees: { transactions: "1/min", bytes: "20 kB" },
  report: { every: "30 min" },
  timeline: [
    { at: "1 h", outage: { class: "home", share: "50 %", for: "40 min", back: "over 20 min" } },
    { at: "2 h", arrivals: { class: "home", count: 5, over: "30 min" } },
    { at: "150 min", departures: { class: "home", share: "30 %", over: "20 min" } },
    { at: "160 min", departures: { class: "hall", count: 1, how: "vanish" } },
    { at: "3 h", data: { add: "5 GB", growth: "30 %/month" } },
    { at: "4 h", release: { rules: "v2.1-simplex", adoption: "half-life 1 h", floor: "1 h" } },
    { at: "4 h", reset: { prefixBits: 3, pause: "20 min" } },
    { at: "6 h", release: { switches: { committeeSession: "on" }, class: "home", share: "60 %", floor: "40 min" } },
    { at: "7 h", change: { "network.messageLoss": "3 %", "operators[0].outage": "20 min" } },
    { at: "450 min", halt: { for: "15 min", framesLost: "20 frames" } },
    { every: "130 min", label: "pulse", outage: { share: "20 %", for: "5 min" } },
    { when: "coverage.haltedShards > 0", for: "5 min", atMost: 2, arrivals: { class: "guests", count: 2 } },
  ],
};
