/** What the wire carries, and how soon nodes hear of frames: metrics of scenarios at message fidelity. */
import type { Network } from "../../changes/network.js";
import type { WireFigures } from "../../changes/message-port.js";
import { type TrafficFlow, trafficFlows } from "../../changes/messages/wire/traffic.js";
import { commitmentBytes } from "../../protocol/transport/flows.js";
import type { MetricKind } from "../../../sim/stats/metric-kind.js";
import { issuedUnits } from "./issuance.js";
import type { Metric } from "./metric.js";

type Read = (figures: WireFigures) => number | null;

/** Names of metrics, by flow: of those that every network has. */
const flowNames: { readonly [flow in Exclude<TrafficFlow, "spam">]: string } = {
  "archive mesh": "archiveMeshBytes",
  requests: "requestBytes",
  "reward proofs": "rewardProofBytes",
  "frame polls": "framePollBytes",
  "shard gossip": "shardGossipBytes",
  "peer info": "peerInfoBytes",
  "shard lists": "shardListBytes",
};

const flows = trafficFlows.filter((flow) => flow !== "spam");

const ofWire =
  (read: Read) =>
  ({ wire }: Network): number | null => {
    if (wire === null) throw new Error("a network whose messages are sampled has no wire");
    return read(wire.figures());
  };

const moment = (name: string, unit: string, about: string, kind: MetricKind, read: Read): Metric => ({
  name: `wire.${name}`,
  unit,
  about,
  kind,
  read: ofWire(read),
});

const total = (name: string, unit: string, about: string, kind: MetricKind, read: Read): Metric => ({
  ...moment(name, unit, about, kind, read),
  isTotal: true,
});

const ofVotes =
  (read: (views: { readonly missedFrames: number; readonly lateVotes: number }) => number) =>
  (network: Network): number => {
    // Known once shards are counted so far.
    issuedUnits(network);
    return read(network.world.lateVotes?.views ?? { missedFrames: 0, lateVotes: 0 });
  };

const copies = "copies of requests, one to each archive,";

/** Of scenarios at message fidelity, after those of their era. */
export const wireMetrics: readonly Metric[] = [
  total("requestsSent", "messages", `${copies} that nodes sent since the start`, "count", ({ sent }) => sent),
  total("requestsDelivered", "messages", `${copies} that arrived since the start`, "count", (one) => one.delivered),
  total("requestsLost", "messages", `${copies} that were lost since the start`, "count", ({ lost }) => lost),
  moment("requestsUnderWay", "messages", `${copies} that are on their way`, "count", ({ underWay }) => underWay),
  moment(
    "pollLoad",
    "times",
    "what polls of frames ask of an archive's upload, of what it carries; from 1 on answers wait for each other",
    "amount",
    ({ pollLoad }) => pollLoad,
  ),
  moment(
    "globalRound_s",
    "s",
    "from the moment of a frame until an archive has it, a mean over archives",
    "duration",
    ({ roundUs }) => roundUs / 1e6,
  ),
  moment(
    "frameHeard_s",
    "s",
    "from the moment of a frame until a node has it, a mean over nodes without their own way",
    "duration",
    ({ heardUs }) => heardUs / 1e6,
  ),
  moment(
    "globalFrame_bytes",
    "bytes",
    "of a global frame, header and requests, a mean over the frames that were made since the start",
    "amount",
    ({ framesMade, frameBytes }) => (framesMade === 0 ? null : frameBytes / framesMade),
  ),
  moment(
    "commitments_bytes",
    "bytes",
    "of a global frame, those of the 256 commitments in its header",
    "amount",
    ({ framesMade }) => (framesMade === 0 ? null : commitmentBytes),
  ),
  ...flows.map((flow): Metric => ({
    name: `wire.${flowNames[flow]}`,
    unit: "bytes",
    about: `sent by everybody since the start, flow "${flow}" of traffic.csv`,
    kind: "amount",
    isTotal: true,
    read: (network) => {
      // What shards send is counted as they are.
      issuedUnits(network);
      return ofWire(({ sentBytesOf }) => sentBytesOf(flow))(network);
    },
  })),
  {
    name: "wire.votesLate",
    unit: "votes",
    about: "votes of members that came too late for the frame to credit them, since the start",
    kind: "count",
    isTotal: true,
    read: ofVotes(({ lateVotes }) => lateVotes),
  },
  {
    name: "wire.framesLate",
    unit: "frames",
    about: "frames that shards missed because votes came too late for a quorum, since the start",
    kind: "count",
    isTotal: true,
    read: ofVotes(({ missedFrames }) => missedFrames),
  },
];
