/**
 * The library `orrery/engine`: the discrete-event engine without a network. Events in a total order, random numbers that
 * are keyed by name, many threads for one simulation, and estimates over replications.
 */

// Events: a kernel handles them by (time, priority, target, source, sequence); times are whole microseconds.
export { Kernel } from "./kernel/kernel.js";
export type { Handler, KernelOptions } from "./kernel/handler.js";
export type { EventRecord } from "./kernel/queue/event-queue.js";
export { Fingerprint } from "./kernel/fingerprint.js";
export { EventFold } from "./kernel/event-fold.js";
export { InvariantError } from "./kernel/invariants.js";

// Random numbers: a draw depends on seed, replication, purpose, entity and counter, and on nothing else.
export { createStreams, type Purpose, type Streams } from "./random/stream.js";
export type { Seed } from "./random/seed.js";
export type { Source } from "./random/source.js";
export { threefry2x32 } from "./random/threefry.js";
export { type Branch, purposeKeys, seedBits } from "./random/seed.js";

// Distributions, each over a source of draws.
export { exponential, gamma, logNormal, normal, pareto, uniform, weibull } from "./random/distributions/continuous.js";
export { binomial, geometric, poisson } from "./random/distributions/counts.js";
export { choose, shuffle } from "./random/distributions/choose.js";
export { empirical, type Sampler, zipf } from "./random/distributions/ranks.js";
export { wordBelow, wordExponential, wordIsBelow } from "./random/distributions/word.js";

// One simulation on many threads, in windows of its lookahead.
export { type ParallelResult, type ParallelRun, runParallel } from "./parallel/run-parallel.js";
export type { CreatePart, PartModel } from "./parallel/run-part.js";
export type { Exchange } from "./parallel/exchange.js";
export type { Partition } from "./kernel/partition.js";
export { choosePartitions, chooseWorkerCount } from "./parallel/choose-partitions.js";
export { type Cuts, cutEvenly } from "./parallel/partition.js";

// Messages between nodes: latency, bandwidth with queues, loss, faults; requests and answers.
export { Network, type NetworkOptions } from "./network/network.js";
export type { MessageType } from "./network/message-type.js";
export { type Call, Calls, type CallsOptions, type Method } from "./network/calls.js";
export { createTopology, type Link, linkBetween, type Links, type Topology, type TopologyOptions } from "./network/topology.js"; // prettier-ignore
export { constrained, dataCentre, home, type NodeClass, nodeClasses, unlimited } from "./network/node-class.js";
export { type Regions, regionsOf, type RegionTable } from "./network/regions.js";
export { regionPresets, sixRegions2019Nodes } from "./network/region-presets.js";
export type { Jitter } from "./network/jitter.js";
export { kOutLinks, type KOutOptions } from "./network/k-out.js";
export { lookaheadUs } from "./network/lookahead.js";
export { Faults, type Path } from "./network/faults/rules.js";
export { type Answer, drop, type FaultRule, pass, type SentMessage } from "./network/faults/rule.js";
export type { NodeSet } from "./network/faults/node-set.js";
export type { Window } from "./network/faults/window.js";
export { readTopologyCsv, type TopologyCsv } from "./network/files/read-csv.js";
export { readTopologyYaml } from "./network/files/read-yaml.js";
export type { LineSource } from "./network/files/rows.js";
export type { Direction, ReadOptions, ReadTopology } from "./network/files/topology-draft.js";
export { type TopologyError, TopologyErrors } from "./network/files/errors.js";

// Gossip over a network: a flood, or meshes with IHAVE, IWANT and IDONTWANT, of which only what matters is an event.
export { Gossip, type GossipOptions, type GossipPart } from "./gossip/gossip.js";
export type { Heard } from "./gossip/hearing.js";
export type { Verdict } from "./gossip/opinions.js";
export type { Planned, Publication } from "./gossip/publishing.js";
export { flooding, type GossipParameters, gossipSub } from "./gossip/parameters.js";
export type { ScoreParameters } from "./gossip/rules/score.js";

// Estimates over replications: mean, deviation, 95 % interval, quantiles.
export { type Estimate, estimate } from "./stats/estimate.js";
export { exactEstimate } from "./stats/exact-estimate.js";
export { type MetricKind, metricKinds } from "./stats/metric-kind.js";
export { type AnySample, type IntervalMethod, type Sample, sampleOf } from "./stats/sample.js";
export { type Interval, type BcaOptions, bcaInterval } from "./stats/bca-interval.js";
export { binomialInterval } from "./stats/binomial-interval.js";
export { tFactor } from "./stats/t-interval.js";
