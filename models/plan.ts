/** What a scenario would run, and what it would cost, before anything does. */
import { eraRefusals } from "./eras/impossible.js";
import { answerFrames } from "./lifecycle/windows.js";
import { parseLeave } from "./scenario/leave.js";
import { switchesOf } from "./scenario/switches.js";
import { observedRefusals } from "./observed-refusals.js";
import type { OperatorClass, Scenario } from "./scenario/schema.js";
import { startRefusals } from "./start/refusals.js";

export interface Impossible {
  readonly path: string;
  readonly message: string;
  /** A word that names nothing, and those that would. */
  readonly misspelt?: { readonly word: string; readonly known: readonly string[] };
}

export interface Plan {
  readonly peers: number;
  readonly workers: number;
  readonly shards: number;
  readonly frames: number;
  readonly replications: number;
  /** Estimates over all replications, from the figures in bench/README.md. */
  readonly memoryBytes: number;
  readonly seconds: number;
  readonly notes: readonly string[];
  /** Why this network cannot be: the path of the scenario that says so, and what is wrong with it. */
  readonly impossible: readonly Impossible[];
}

/** Measured on a 2-core machine: memory of a process without a network, and of one row of each kind. */
const costs = { processBytes: 180e6, proverBytes: 700, allocationBytes: 350, shardBytes: 900 };
/**
 * Measured there too, seconds: for the program's start and its pictures, for a network's, for each worker's place with all that follows from it, for a frame, most of
 * which have nothing to do, and for a join that nobody answers, which lapses and is asked for again.
 */
const times = { startS: 0.8, networkS: 0.1, perWorkerS: 20e-6, perFrameS: 1e-6, perSilentJoinS: 3e-6 };

export function planOf(scenario: Scenario): Plan {
  const { operators, shards, frames: clock, horizon, replications } = scenario;
  const frames = Math.floor(horizon / clock.pace);
  const days = horizon / 86_400e6;
  const sizes = operators.map((entry) => ({ entry, ...sizeOf(entry, days) }));
  const peers = sizes.reduce((sum, size) => sum + size.nodes, 0);
  const workers = sizes.reduce((sum, size) => sum + size.workers, 0);
  const memoryBytes =
    costs.processBytes + peers * costs.proverBytes + workers * costs.allocationBytes + shards.count * costs.shardBytes;
  const silent = sizes.reduce((sum, { entry, workers: count }) => sum + (entry.answers === "never" ? count : 0), 0);
  const silentJoins = silent * (frames / answerFrames.last);
  const seconds =
    times.networkS +
    workers * times.perWorkerS +
    Math.min(frames, 1e7) * times.perFrameS +
    silentJoins * times.perSilentJoinS;
  return {
    peers,
    workers,
    shards: shards.count,
    frames,
    replications,
    memoryBytes,
    seconds: times.startS + replications * seconds,
    notes: notesOf(scenario, workers),
    impossible: impossibilities(scenario, { peers, workers, frames, memoryBytes }),
  };
}

/** Nodes and workers of a class: those of its first operators and, on average, those that arrive later. */
function sizeOf({ count, nodes, workers, arrive }: OperatorClass, days: number): { nodes: number; workers: number } {
  const later = Math.round(arrive * 86_400 * days) * nodes;
  const first = count * nodes;
  if (typeof workers === "number") return { nodes: first + later, workers: (first + later) * workers };
  return {
    nodes: first + later,
    workers: workers.total + (first === 0 ? 0 : Math.round((later * workers.total) / first)),
  };
}

function notesOf(scenario: Scenario, workers: number): string[] {
  const rules = switchesOf(scenario);
  if (rules.lifecycle === "trie") return [];
  const places = scenario.shards.count * rules.maximumProvers;
  const notes: string[] = [];
  if (workers > places) {
    notes.push(
      `${workers} workers want places on ${scenario.shards.count} shards; above ${rules.maximumProvers} active provers a shard splits.`,
    );
  }
  const least = scenario.shards.count * (rules.haltThreshold + 1);
  if (workers < least) {
    notes.push(
      `${workers} workers cannot keep ${scenario.shards.count} shards above the halt threshold: expect halts.`,
    );
  }
  return notes;
}

interface Extent {
  readonly peers: number;
  readonly workers: number;
  readonly frames: number;
  readonly memoryBytes: number;
}

/**
 * What one machine can hold: 32-bit frame numbers, the memory of the columns, and shares of a frame below 2^50 units,
 * which a world of 300 kB keeps in every generation and under every rule of 2.1.
 */
const limits = { lastFrame: 2 ** 31 - 1, memoryBytes: 20e9, leastWorldBytes: 300_000 };

function impossibilities(scenario: Scenario, { peers, workers, frames, memoryBytes }: Extent): Impossible[] {
  const found: Impossible[] = [];
  const refuse = (path: string, message: string): void => void found.push({ path, message });
  const { operators, shards, report, horizon } = scenario;
  if (frames < 1) refuse("horizon", "shorter than one frame: nothing would happen; write a longer one, such as 1 d");
  if (scenario.frames.first + frames > limits.lastFrame)
    refuse("horizon", `more than ${limits.lastFrame} frames in all`);
  if (report.every <= 0) refuse("report.every", "reports need time between them; write a duration such as 1 h");
  else if (horizon / report.every > 1e6) refuse("report.every", "more than a million rows; write a longer duration");
  if (memoryBytes > limits.memoryBytes) {
    refuse(
      "operators",
      `${peers} nodes with ${workers} workers need about ${Math.round(memoryBytes / 1e9)} GB; at most 20 GB are planned for`,
    );
  }
  if (shards.world < shards.count)
    refuse("shards.world", `${shards.world} bytes cannot fill ${shards.count} shards; every shard needs data`);
  operators.forEach((operatorClass, index) => found.push(...impossibleClass(operatorClass, `operators[${index}]`)));
  const rules = switchesOf(scenario);
  found.push(...observedRefusals(scenario, rules));
  found.push(...eraRefusals(scenario, rules), ...startRefusals(scenario, rules));
  if (shards.world < limits.leastWorldBytes && rules.lifecycle !== "trie")
    refuse("shards.world", "so small a world would issue more a frame than amounts can hold; write at least 300 kB");
  return found;
}

function impossibleClass(entry: OperatorClass, path: string): Impossible[] {
  const found: Impossible[] = [];
  const refuse = (field: string, message: string): void => void found.push({ path: `${path}.${field}`, message });
  const nodes = entry.count * entry.nodes;
  if (entry.leave !== "never") {
    const parsed = parseLeave(entry.leave);
    if (!parsed.ok) refuse("leave", parsed.message);
  }
  if (entry.appear !== undefined && entry.appear.until < entry.appear.from)
    refuse("appear.until", "earlier than appear.from");
  if (typeof entry.workers === "object" && entry.workers.total < nodes)
    refuse("workers.total", `${entry.workers.total} workers for ${nodes} nodes; every node has at least one`);
  if (entry.uptime === 0) refuse("uptime", "nodes that are never online take no part; leave the class out");
  return found;
}
