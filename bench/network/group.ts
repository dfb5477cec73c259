/** What is measured of a flood on `sim/network`, and what is required of it. */
import { millionsText, type Probe, probeGroup } from "../probe.js";

const rows = [10_000, 30_000] as const;
/** Bytes a node, at most: its links, lines and counters, and what is in flight. */
const maxBytes = 15_000;

const probeOf = (nodes: number): Probe => ({
  name: `network-${nodes / 1000}k`,
  script: "./network/measure.js",
  args: [String(nodes)],
  requirement: `1 M/s, ${maxBytes / 1000} kB a node`,
  isMet: ({ eventsPerS, bytesPerNode }) => eventsPerS >= 1e6 && bytesPerNode <= maxBytes,
});

export const networkGroup = probeGroup({
  name: "network",
  probes: rows.map(probeOf),
  columns: [
    { head: "events/s", figure: "eventsPerS", text: millionsText },
    { head: "on 2 workers", figure: "eventsPerSOn2", text: millionsText },
    { head: "times", figure: "ratio", text: (ratio) => ratio.toFixed(2) },
    { head: "a node", figure: "bytesPerNode", text: (bytes) => `${Math.round(bytes)} B` },
  ],
});
