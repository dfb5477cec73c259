/**
 * What the public statistics page of the network shows, by its own definitions (test/measured/README.md): where a run is
 * held against measured days, both count alike. Its healthy, warning and halt go by head counts alone and know no halts, so that
 * they are other words than the simulator's own healthy, in need of coverage, at risk and halted.
 */
import type { Network } from "../../changes/network.js";
import { lossLevel } from "./halt-levels.js";
import type { Metric } from "./metric.js";

type Read = (network: Pick<Network, "world">) => number;

const shards = (name: string, about: string, read: Read): Metric => ({
  name: `page.${name}`,
  unit: "shards",
  about,
  kind: "count",
  read,
});
const allocations = (name: string, about: string, read: Read): Metric => ({
  name: `page.${name}`,
  unit: "allocations",
  about,
  kind: "count",
  read,
});
const records = (name: string, about: string, read: Read): Metric => ({
  name: `page.${name}`,
  unit: "records",
  about,
  kind: "count",
  read,
});

const active: Read = ({ world }) => world.totals.covering;
/** A confirmed join that is not in effect yet is one that joins. */
const joining: Read = ({ world }) => world.totals.joining + world.totals.deferred;

const rings = [0, 1, 2, 3].map((ring) => ({ ring, which: ring === 3 ? "3 or more" : String(ring) }));

/** Of networks since 2.1, after the metrics of every network. */
export const pageMetrics: readonly Metric[] = [
  allocations(
    "workers",
    "active and joining, as the page counts workers",
    (network) => active(network) + joining(network),
  ),
  allocations("active", "allocations whose effective status is active", active),
  allocations(
    "joining",
    "joins that wait for their answer, and those that are confirmed and not in effect yet",
    joining,
  ),
  allocations("leaving", "leaves that have not taken effect", ({ world }) => world.totals.leaving),
  shards("healthy", "shards with 6 active provers or more", ({ world }) => world.totals.pageHealth[0]),
  shards("warning", "shards with 3 to 5", ({ world }) => world.totals.pageHealth[1]),
  shards(
    "halt",
    "shards with 1 or 2, halted or not; to 2026-06-08 the page counted the unassigned with them",
    ({ world }) => world.totals.pageHealth[2],
  ),
  shards(
    "haltOrUnassigned",
    "shards with fewer than 3, as the page counted `halt` to 2026-06-08",
    ({ world }) => world.totals.pageHealth[2] + world.totals.pageHealth[3],
  ),
  {
    ...shards("unassigned", "shards without any active prover", ({ world }) => world.totals.pageHealth[3]),
    level: lossLevel,
  },
  ...rings.map(({ ring, which }) =>
    shards(
      `ring${ring}`,
      `shards with any active prover of which an eighth, rounded down, is ${which}`,
      ({ world }) => world.totals.pageRings[ring],
    ),
  ),
  ...rings.map(({ ring, which }) =>
    shards(
      `joinedRing${ring}`,
      `shards of whose active, joining and stale joining provers an eighth, rounded down, is ${which}; as the page counted to 2026-04-12`,
      ({ world }) => world.totals.pageJoinedRings[ring],
    ),
  ),
  records(
    "staleJoining",
    "joins that lapsed and are stored still; to 2026-06-19 the page counted them as joining",
    ({ world }) => world.totals.staleJoining,
  ),
  records("staleLeaving", "leaves that are over and are stored still", ({ world }) => world.totals.staleLeaving),
  records("staleRejected", "rejected joins that are stored still", ({ world }) => world.totals.staleRejected),
];
