/** What is measured of GossipSub, and what is required of it. */
import { millionsText, type Probe, probeGroup } from "../probe.js";

/** Events a second and bytes a node that are promised at 30,000 nodes. */
const [minPerS, maxBytes, requiredAt] = [3e6, 1500, 30_000];

const probeOf = (nodes: number): Probe => ({
  name: `mesh-${nodes / 1000}k`,
  script: "./mesh/measure.js",
  args: [String(nodes)],
  requirement: nodes === requiredAt ? `${minPerS / 1e6} M/s, ${maxBytes / 1000} kB a node` : "",
  isMet: ({ eventsPerS, bytesPerNode }) =>
    nodes === requiredAt ? eventsPerS >= minPerS && bytesPerNode <= maxBytes : null,
});

export const meshGroup = probeGroup({
  name: "mesh",
  probes: [10_000, requiredAt, 100_000].map(probeOf),
  columns: [
    { head: "events/s", figure: "eventsPerS", text: millionsText },
    { head: "a node", figure: "bytesPerNode", text: (bytes) => `${Math.round(bytes)} B` },
  ],
});
