/** Operators and their nodes: who they are when they appear. */
import type { DurationUs } from "../../../sim/units/quantity-types.js";
import { ln } from "../../../sim/units/portable-math.js";
import { exponentialAt } from "../../../sim/random/distributions/inverse.js";
import { openBooks } from "../../changes/money/open-books.js";
import { beginToFollow } from "../../changes/strategies/follow.js";
import { enlistAttacker } from "../../changes/nodes/misconduct.js";
import { logOfProver, type Logged } from "../../state/log/log-of.js";
import type { Network, FrameSchedule, RandomDraws, RulesInForce } from "../../changes/network.js";
import { looksOf, renewalParity } from "../../changes/allocations/recorded-epoch.js";
import { isHalfLife, parseLeave } from "../../scenario/leave.js";
import type { OperatorClass } from "../../scenario/schema.js";
import { drawSeniority } from "../../changes/seniority/draw.js";
import { refuseOldVersion } from "./refusing.js";
import { countNode } from "../../state/workers.js";
import { scheduleOutage } from "./outages.js";
import { type OperatorOrdinal, nodeName, operatorName, outsiderName } from "../../state/population/names.js";

/** An operator of the class comes online with all its nodes. */
export function addOperator(network: Network, classIndex: number, ordinal: OperatorOrdinal): void {
  const { draws, scenario, kernel, world } = network;
  const operators = scenario.operators[classIndex];
  world.classes.appeared[classIndex]++;
  const name = operatorName(operators.class, ordinal);
  const operator = world.operators.add(name, classIndex);
  beginToFollow(network, operator);
  for (let number = 0; number < operators.nodes; number++) {
    const workersOf = (node: number): number => workersAtStart(network, classIndex, { ordinal, number, node });
    addNode(network, { classIndex, operator, name: nodeName(network.streams, name, number), workersOf });
  }
  openBooks(network, operator, operators.nodes);
  const staysUs = stayUs(operators, () => draws.operators.purpose("operator stay").uniform(operator, 0));
  if (staysUs === null) return;
  kernel.scheduleWithin(network.kinds.operatorLeaves, kernel.nowUs + Math.ceil(staysUs), operator);
}

/** Operators that run nothing at the start, and may enter: `outside` of the class. */
export function addOutsiders(network: Network, classIndex: number): void {
  const { world, scenario } = network;
  const { class: name, outside = 0 } = scenario.operators[classIndex];
  for (let n = 0; n < outside; n++) {
    const operator = world.operators.add(outsiderName(name, n), classIndex);
    openBooks(network, operator, 0);
    beginToFollow(network, operator);
  }
}

/** Workers of a node that comes with its operator, the `number`-th of it. */
function workersAtStart(
  { nodeSizes, scenario, draws }: Pick<Network, "nodeSizes" | "scenario" | "draws">,
  classIndex: number,
  { ordinal, number, node }: { readonly ordinal: OperatorOrdinal; readonly number: number; readonly node: number },
): number {
  const sizes = nodeSizes[classIndex];
  return ordinal.hasArrived
    ? sizes.ofArrival(draws.nodes, node)
    : sizes.atStart(ordinal.n * scenario.operators[classIndex].nodes + number);
}

interface NewNode {
  readonly classIndex: number;
  readonly operator: number;
  /** As its key is called. */
  readonly name: string;
  readonly workersOf: (node: number) => number;
  /** That of a key that was there before; drawn unless given. */
  readonly seniority?: number;
}

/** A node of an operator comes online; gives its prover. */
export function addNode(network: Network, { classIndex, operator, name, workersOf, seniority }: NewNode): number {
  const { world, scenario, draws, kernel } = network;
  const { provers, nodes, totals } = world;
  const operators = scenario.operators[classIndex];
  const node = nodes.add({ name, operatorClass: classIndex, operator });
  // Its key is called as the node is.
  const prover = provers.add({ key: name, node });
  nodes.prover[node] = prover;
  provers.seniority[prover] =
    seniority ?? drawSeniority(operators.seniority, draws.provers.purpose("seniority").cursor(prover));
  nodes.workers[node] = workersOf(node);
  nodes.online[node] = 1;
  nodes.appearedUs[node] = kernel.nowUs;
  nodes.presenceSince[node] = network.nextFrame();
  world.operators.nodes[operator].push(node);
  world.classes.nodes[classIndex].push(node);
  countNode(world, node);
  totals.peersOnline++;
  logArrival(network, prover);
  scheduleOutage(network, node, kernel.nowUs);
  enlistAttacker(network, prover);
  refuseOldVersion(network, node);
  network.wakeNode(node, network.introduce(node, network.nextFrame()));
  return prover;
}

function logArrival(network: RulesInForce & Logged & FrameSchedule & RandomDraws, prover: number): void {
  const { nodes, provers } = network.world;
  const node = provers.node[prover];
  const record = logOfProver(network, prover, network.nextFrame());
  if (record === undefined) return;
  record("scenario.operators", "appears", "", { other: nodes.operatorClass[node], value: nodes.workers[node] });
  if (network.rules.lifecycle === "epoch") {
    const figures = { value: looksOf(network, node).phase, other: renewalParity(network, node) };
    record("lifecycle.confirmTiming", "looks", "whether to confirm its places anew", figures);
  }
  const seniority = provers.seniority[prover];
  if (seniority > 0) record("scenario.operators", "has seniority", "", { value: seniority });
}

/** How long an operator of the class stays, microseconds; null for one who never leaves. */
export function stayUs({ leave }: OperatorClass, draw: () => number): DurationUs | null {
  if (leave === "never") return null;
  const parsed = parseLeave(leave);
  if (!parsed.ok) throw new Error(`leave: ${parsed.message}`);
  return isHalfLife(leave) ? exponentialAt(draw(), parsed.value / ln(2)) : parsed.value;
}
