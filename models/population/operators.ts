/** Operators and their nodes: who they are when they appear. */
import { ln } from "../../sim/random/portable-math.js";
import { exponentialAt } from "../../sim/random/distributions/inverse.js";
import { scheduleEquivocation } from "../consensus/equivocating.js";
import { logOfProver } from "../events/log-of.js";
import type { Network } from "../network.js";
import { isHalfLife, parseLeave } from "../scenario/leave.js";
import type { OperatorClass } from "../scenario/schema.js";
import { drawSeniority } from "../seniority/draw.js";
import { refuseOldVersion } from "../transport/refusing.js";
import { countNode } from "../state/workers.js";
import { scheduleOutage } from "./presence.js";
import { workersOfNodes } from "./workers.js";

/** What the population keeps beside the world's columns. */
export class Population {
  /** Provers of each operator. */
  readonly provers: number[][] = [];
  /** Provers of each class, in order of appearance. */
  readonly proversByClass: number[][];
  /** Workers of the nodes of each class's first `count` operators. */
  readonly workers: readonly (readonly number[])[];
  /** Operators of each class that have appeared. */
  readonly appeared: number[];
  /** Draws made so far, by class: arrivals, and nodes chosen for a change of workers. */
  readonly arrivalDraws: number[];
  readonly workerDraws: number[];

  constructor({ scenario, streams }: Pick<Network, "scenario" | "streams">) {
    this.workers = scenario.operators.map((operators, index) => workersOfNodes(operators, index, streams));
    this.proversByClass = scenario.operators.map(() => []);
    this.appeared = scenario.operators.map(() => 0);
    this.arrivalDraws = scenario.operators.map(() => 0);
    this.workerDraws = scenario.operators.map(() => 0);
  }
}

/** An operator of the class comes online with all its nodes. */
export function addOperator(network: Network, classIndex: number): void {
  const { population, scenario, kernel } = network;
  const operators = scenario.operators[classIndex];
  const member = population.appeared[classIndex]++;
  const operator = population.provers.push([]) - 1;
  for (let node = 0; node < operators.nodes; node++) addNode(network, { classIndex, member, operator, node });
  const staysUs = stayUs(operators, () => network.streams.purpose("operator stay").pairUniform(classIndex, member, 0));
  if (staysUs !== null) kernel.schedule(network.kinds.operatorLeaves, kernel.nowUs + Math.ceil(staysUs), operator);
}

interface NewNode {
  readonly classIndex: number;
  /** Number of the operator within its class, and of the node within the operator. */
  readonly member: number;
  readonly operator: number;
  readonly node: number;
}

function addNode(network: Network, { classIndex, member, operator, node }: NewNode): void {
  const { world, population, scenario, streams, kernel } = network;
  const { provers, totals } = world;
  const operators = scenario.operators[classIndex];
  const index = member * operators.nodes + node;
  const sizes = population.workers[classIndex];
  const workers = sizes[index % sizes.length];
  const prover = provers.add({
    key: `${streams.seed}/${streams.replication}/${operators.class}/${member}/${node}`,
    operatorClass: classIndex,
    operator,
    seniority: drawSeniority(operators.seniority, streams.purpose("seniority").pairCursor(classIndex, index)),
    workers,
  });
  provers.online[prover] = 1;
  provers.presenceSince[prover] = network.nextFrame();
  population.provers[operator].push(prover);
  population.proversByClass[classIndex].push(prover);
  countNode(world, prover);
  totals.peersOnline++;
  logArrival(network, prover);
  scheduleOutage(network, prover, kernel.nowUs);
  scheduleEquivocation(network, prover);
  refuseOldVersion(network, prover);
  network.wakeNode(prover, network.nextFrame());
}

function logArrival(network: Network, prover: number): void {
  const { operatorClass, seniority, workers } = network.world.provers;
  const record = logOfProver(network, prover, network.nextFrame());
  record?.("scenario.operators", "appears", "", { other: operatorClass[prover], value: workers[prover] });
  if (seniority[prover] > 0) record?.("scenario.operators", "has seniority", "", { value: seniority[prover] });
}

/** How long an operator of the class stays, microseconds; null for one who never leaves. */
function stayUs({ leave }: OperatorClass, draw: () => number): number | null {
  if (leave === "never") return null;
  const parsed = parseLeave(leave);
  if (!parsed.ok) throw new Error(`leave: ${parsed.message}`);
  return isHalfLife(leave) ? exponentialAt(draw(), parsed.value / ln(2)) : parsed.value;
}
