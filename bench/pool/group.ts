/** What is measured of many runs: replications a second, what a cell of a sweep costs beyond its simulation, start-up. */
import { type Figures, type Probe, probeGroup } from "../probe.js";

interface Limit {
  readonly name: string;
  readonly engine?: readonly string[];
  readonly requirement: string;
  readonly isMet: (figures: Figures) => boolean;
}

const limits: readonly Limit[] = [
  {
    name: "replications",
    // One worker on one core: else its garbage collector helps itself to the core that is idle.
    engine: ["--single-threaded-gc"],
    requirement: "2 workers 1.9 ×",
    isMet: ({ ratio }) => ratio >= 1.9,
  },
  {
    name: "sweep-overhead",
    requirement: "less than 5 ms a cell",
    isMet: ({ overheadMsPerCell }) => overheadMsPerCell < 5,
  },
  { name: "start-up", requirement: "less than 0.3 s", isMet: ({ medianS }) => medianS < 0.3 },
];

const perSecond = (value: number): string => `${value.toFixed(2)} /s`;

export const poolGroup = probeGroup({
  name: "pool",
  probes: limits.map((limit): Probe => ({ ...limit, script: `./pool/${limit.name}.js` })),
  columns: [
    { head: "on 1 worker", figure: "perSecondOn1", text: perSecond },
    { head: "on 2", figure: "perSecondOn2", text: perSecond },
    { head: "times", figure: "ratio", text: (ratio) => ratio.toFixed(2) },
    { head: "beyond simulating", figure: "overheadMsPerCell", text: (ms) => `${ms.toFixed(2)} ms a cell` },
    { head: "orrery --version", figure: "medianS", text: (seconds) => `${seconds.toFixed(2)} s` },
  ],
});
