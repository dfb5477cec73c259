/** What is measured of nodes that look for peers. Nothing is required of it. */
import { millionsText, type Probe, probeGroup } from "../probe.js";

const probeOf = (nodes: number): Probe => ({
  name: `discovery-${nodes / 1000}k`,
  script: "./discovery/measure.js",
  args: [String(nodes)],
  requirement: "",
  isMet: () => null,
});

export const discoveryGroup = probeGroup({
  name: "discovery",
  probes: [5000, 20_000].map(probeOf),
  columns: [
    { head: "a run", figure: "elapsedS", text: (s) => `${s.toFixed(2)} s` },
    { head: "events/s", figure: "eventsPerS", text: millionsText },
    { head: "dials", figure: "dials", text: String },
    { head: "a node", figure: "bytesPerNode", text: (bytes) => `${Math.round(bytes)} B` },
  ],
});
