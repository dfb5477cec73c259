/** Who there will be, on average: what a plan counts events, memory and time from. */
import { expm1, ln } from "../../../sim/units/portable-math.js";
import { isHalfLife, parseLeave } from "../../scenario/leave.js";
import type { OperatorClass } from "../../scenario/schema.js";

/** A class of operators over a run. */
export interface PlannedClass {
  /** Operators that come after the start: those of `count` that appear, and those that arrive beyond it. */
  readonly appearing: number;
  readonly arriving: number;
  readonly leaving: number;
  /** Nodes and workers that are ever there, and the workers of a node. */
  readonly nodes: number;
  readonly workers: number;
  readonly workersEach: number;
  /** Time that all nodes together are there, µs. */
  readonly nodeUs: number;
}

const secondUs = 1_000_000;

export function plannedClass(entry: OperatorClass, horizonUs: number): PlannedClass {
  const { count, nodes, workers, arrive, appear } = entry;
  const stay = stayOf(entry);
  const arriving = Math.round((arrive * horizonUs) / secondUs);
  const fromUs =
    appear === undefined ? 0 : Math.min(horizonUs, (appear.from + Math.max(appear.from, appear.until)) / 2);
  const present = appear === undefined || appear.from <= horizonUs ? count : 0;
  const first = stay.after(horizonUs - fromUs);
  const later = stay.during(horizonUs);
  const firstNodes = count * nodes;
  const allNodes = (count + arriving) * nodes;
  const workersEach = typeof workers === "number" ? workers : workers.total / Math.max(1, firstNodes);
  return {
    appearing: appear === undefined ? 0 : present,
    arriving,
    leaving: present * first.leaving + arriving * later.leaving,
    nodes: allNodes,
    workers: typeof workers === "number" || firstNodes > 0 ? Math.round(allNodes * workersEach) : workers.total,
    workersEach,
    nodeUs: nodes * (present * first.presentUs + arriving * later.presentUs),
  };
}

/** Of one operator: how long it is there, and how likely it leaves. */
interface Stay {
  readonly presentUs: number;
  readonly leaving: number;
}

interface Staying {
  /** Of an operator that comes when so much of the run is left. */
  after(leftUs: number): Stay;
  /** Of one that comes at any time of the run. */
  during(horizonUs: number): Stay;
}

function stayOf({ leave }: OperatorClass): Staying {
  const parsed = leave === "never" ? null : parseLeave(leave);
  // What cannot be read is refused elsewhere.
  if (parsed === null || !parsed.ok || parsed.value <= 0) {
    return {
      after: (leftUs) => ({ presentUs: leftUs, leaving: 0 }),
      during: (horizonUs) => ({ presentUs: horizonUs / 2, leaving: 0 }),
    };
  }
  if (!isHalfLife(leave)) return exactly(parsed.value);
  return exponentially(parsed.value / ln(2));
}

const exactly = (stayUs: number): Staying => ({
  after: (leftUs) => ({ presentUs: Math.min(leftUs, stayUs), leaving: stayUs <= leftUs ? 1 : 0 }),
  during(horizonUs) {
    const cutUs = Math.min(stayUs, horizonUs);
    return { presentUs: cutUs - cutUs ** 2 / (2 * horizonUs), leaving: (horizonUs - cutUs) / horizonUs };
  },
});

function exponentially(meanUs: number): Staying {
  const left = (leftUs: number): number => -expm1(-leftUs / meanUs);
  return {
    after: (leftUs) => ({ presentUs: meanUs * left(leftUs), leaving: left(leftUs) }),
    during(horizonUs) {
      const presentUs = meanUs - (meanUs ** 2 / horizonUs) * left(horizonUs);
      return { presentUs, leaving: presentUs / meanUs };
    },
  };
}
