/**
 * Everything that a network draws for, each under a name of its own, which is a part of what is drawn: a name changed here
 * gives other numbers in every run. Nobody draws under a name that is not in the list (the compiler says so), and no name
 * is drawn under in two files (a test).
 */
import { type NameIn, purposeList } from "../../sim/random/purposes.js";
import type { Streams } from "../../sim/random/stream.js";

export const purposes = purposeList({
  // Who is there.
  appearance: "when operators that appear within a span of time do",
  arrival: "how long until the next operator of a class arrives",
  "operator stay": "how long an operator stays",
  outage: "how long a node is online, and how long offline",
  "rest of an outage": "on a branch of a run, how long a node still is online, or offline",
  "rest of a stay": "on a branch of a run, how long an operator still stays",
  "node size": "how much of a class's workers a node runs",
  "node size rest": "which nodes run the workers that shares leave over",
  "worker change time": "when a class that follows a measurement gains or loses a worker",
  "worker change": "which node gains or loses it",
  "losing node": "which node of a class loses an allocation at once",
  "lost allocation": "which of its allocations",
  seniority: "seniority of a node's key",
  "old peer": "seniority of the old peers that an operator merges",
  turn: "the phase in which a node does what it does every so many frames",
  "proving speed": "how fast a node of Dusk computes its proofs",
  "archive outage": "which archives are away in a frame",

  // What the timeline brings about.
  "timeline outage": "which nodes an outage hits, and when each comes back",
  "timeline arrival": "when operators that come within a span of time do",
  "timeline adoption": "when a node adopts a release",
  "timeline departure": "which operators go, and when",

  // What a measured start leaves open.
  "start seat": "which of equal nodes take a shard's allocations",
  "start status": "whose allocation is active, and whose joins",
  "start join frame": "when a node of the start joined",

  // Where data grow.
  "growth rank": "which part of the growth of all data a shard of the start, or of a new grid, has",
  // Where nodes are, and what the wire does, at message fidelity.
  "region of a node": "where a node is",
  "region of an archive": "where an archive is",
  "archive of a node": "which of the archives a node polls and asks",
  "poll of a frame": "how long it is to a node's next poll when its archive has a frame",
  "way of a vote": "how long a message of a member of a shard waits and travels, and whether it is lost",
  "maker of a global frame": "which archive makes it, where a hash chooses",

  // What gets through.
  "message loss": "whether a request is lost",
  "pause loss": "whether a pause or a resume is lost",
  "merge loss": "whether a merge of seniority is lost",
  "crowded line": "whether a request finds no room at an archive whose line somebody floods",
  "arrival order": "in which order the requests of a frame arrive",
  "competing frames": "whether a frame has a competitor",
  "frame seen first": "which of the two the one that decides a tie saw first",
  "fork signers": "how many of the committee sign the first of them",
  "frame that holds a request": "which of the two holds a prover's requests",
  "absent leader": "whether a shard's leader misses its rank",
  "leader of a view": "who leads it, where a silent leader is skipped",
  "vote arrival": "when a member's vote arrives, where only the first are credited",
  "frame maker": "which of those present makes a shard's frame, where a hash chooses the leader",

  // What is chosen.
  "equal shards": "which of equal shards a node proposes to join",
  "excess joins": "which of its joins a node rejects",
  "ceremony lot": "who takes part in a round of the ceremony",
  transactions: "how many transactions a shard sees in a frame",

  // What a token is worth.
  "market price": "how the price of a token moves in a step",
  // What operators do with their money.
  "decision time": "when an operator looks at its books first",
  decision: "what its policy draws for",

  // Which strategy operators follow, and what they learn.
  strategy: "which of the strategies of its class an operator follows first",
  "learning time": "when an operator compares its strategy with another's first",
  "imitated operator": "with whose",
  imitation: "whether it takes over the better one",

  // Who attacks, and what comes to light.
  attacker: "whether a node of an attacker's class attacks",
  equivocation: "when an equivocator signs two frames",
  "equivocating seat": "on which of its shards",
  "storage audit": "how long a cheater survives audits on a shard",
});

/** A purpose of the list. */
export type PurposeName = NameIn<typeof purposes>;

/**
 * Purposes whose draws are made again while a run lasts, in place of being stored: who a node is, and what its class is made of. On a branch of
 * a run (`RunIdentity.branch`) they stay what they were; everything else is drawn anew from there on.
 */
export const lastingPurposes: readonly PurposeName[] = ["node size", "node size rest", "turn", "timeline adoption"];

/** The streams of a network. */
export type NetworkStreams = Streams<PurposeName>;
