/**
 * No view of a shard, as it is now, takes longer than this from the moment of its frame until the archives have what comes of it: leader and voter
 * are the slowest there are, each time. Asked of all shards again and again, and nearly always answered by the slowest lines of all classes.
 */
import { exponentialAt } from "../../../../sim/random/distributions/inverse.js";
import type { BitsPerSecond, DurationUs } from "../../../../sim/units/quantity-types.js";
import { type CommitteeServices, submitUs } from "./committee.js";
import type { HeardMax } from "./frame-hearing.js";
import { fetchUs } from "./view-outcome.js";

/** The largest number below 1 that is drawn. */
const largest = 1 - 2 ** -53;

/** The most, or least, that any voter has of each. */
interface Slowest {
  readonly heardUs: DurationUs;
  /** How long its line is busy with what one worker sends in a round, times its workers. */
  readonly busyUs: DurationUs;
  readonly uploadBitsPerS: BitsPerSecond;
  readonly downloadBitsPerS: BitsPerSecond;
  readonly accessUs: DurationUs;
  readonly submitUs: DurationUs;
  readonly lossShare: number;
}

/** Whether a view can take longer than `limitUs`; false is a promise. `heardMaxUs`: how long a line takes at most to hear of the frame. */
export const mayTakeLonger = (
  services: CommitteeServices,
  shard: number,
  { heardMaxUs, limitUs }: { readonly heardMaxUs: HeardMax; readonly limitUs: DurationUs },
): boolean =>
  longestUs(services, shard, slowestOfAll(services, shard, heardMaxUs)) > limitUs &&
  longestUs(services, shard, slowestVoter(services, shard, heardMaxUs)) > limitUs;

/** As if the lines of its members were the slowest of any class. */
function slowestOfAll(services: CommitteeServices, shard: number, heardMaxUs: HeardMax): Slowest {
  const { world, places, hearing, messages } = services;
  const { shards, nodes, provers, allocations } = world;
  const { sizes, roundBytes } = messages.of(shards.inRings[shard], shards.leafCount[shard]);
  const { uploadBitsPerS, downloadBitsPerS, accessUs, lossShare } = places.slowestLine;
  const [{ prover }, { node }, { workers }] = [allocations, provers, nodes];
  let mostWorkers = 0;
  for (const allocation of shards.ranked[shard]) {
    const some = workers[node[prover[allocation]]];
    if (some > mostWorkers) mostWorkers = some;
  }
  return {
    heardUs: heardMaxUs(downloadBitsPerS, accessUs),
    busyUs: (8e6 * roundBytes * mostWorkers) / uploadBitsPerS,
    uploadBitsPerS,
    downloadBitsPerS,
    accessUs,
    submitUs: hearing.longestWayUs(accessUs) + (8e6 * sizes.proof * places.ofArchive.length) / uploadBitsPerS,
    lossShare,
  };
}

function slowestVoter(services: CommitteeServices, shard: number, heardMaxUs: HeardMax): Slowest {
  const { world, places, endOf, messages } = services;
  const { shards, nodes, provers, allocations } = world;
  const { sizes, roundBytes } = messages.of(shards.inRings[shard], shards.leafCount[shard]);
  let [heardUs, busyUs, upload, download, access, submit, loss] = [0, 0, Infinity, Infinity, 0, 0, 0];
  for (const allocation of shards.ranked[shard]) {
    const node = provers.node[allocations.prover[allocation]];
    if (nodes.online[node] === 0) continue;
    const end = endOf(node);
    // After that: columns of the topology grow when a node gets its end.
    const { uploadBitsPerS, downloadBitsPerS, lossShare, accessUs } = places.topology;
    heardUs = Math.max(heardUs, heardMaxUs(downloadBitsPerS[end], accessUs[end]));
    busyUs = Math.max(busyUs, (8e6 * roundBytes * nodes.workers[node]) / uploadBitsPerS[end]);
    upload = Math.min(upload, uploadBitsPerS[end]);
    download = Math.min(download, downloadBitsPerS[end]);
    access = Math.max(access, accessUs[end]);
    submit = Math.max(submit, submitUs(services, end, sizes.proof));
    loss = Math.max(loss, lossShare[end]);
  }
  return { heardUs, busyUs, uploadBitsPerS: upload, downloadBitsPerS: download, accessUs: access, submitUs: submit, lossShare: loss }; // prettier-ignore
}

function longestUs(
  { world: { shards }, hearing, messages }: CommitteeServices,
  shard: number,
  { heardUs, busyUs, uploadBitsPerS, downloadBitsPerS, accessUs, submitUs, lossShare }: Slowest,
): DurationUs {
  const { sizes, rounds, copies } = messages.of(shards.inRings[shard], shards.leafCount[shard]);
  const bytes = Math.max(sizes.proposal, sizes.vote, sizes.certificate);
  const [upUs, downUs] = [(8e6 * bytes * copies) / uploadBitsPerS, (8e6 * bytes) / downloadBitsPerS];
  const { jitterUs } = hearing.ground;
  const wayUs = hearing.longestUs + 2 * accessUs;
  const mostJitterUs = jitterUs === 0 ? 0 : exponentialAt(largest, jitterUs);
  const messageUs = busyUs + Math.max(upUs, downUs) + wayUs + mostJitterUs + (lossShare > 0 ? fetchUs : 0);
  return heardUs + 2 * rounds * messageUs + submitUs;
}
