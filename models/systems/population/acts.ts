/** What operators do with their machines, once they have decided. */
import type { Network } from "../../changes/network.js";
import {
  booksOf,
  bringUpToDate,
  buyMachines,
  changeState,
  forgetBusiness,
  sellMachines,
} from "../../changes/money/book.js";
import type { OperatorAction } from "../../policies/policy.js";
import { BooksState } from "../../state/money/operator-books.js";
import { addNode } from "./operators.js";

/** Actions as events carry them: a word, and how many machines. */
const words = ["stay", "enter", "pause", "exit", "consolidate", "expand", "shrink"] as const;
const machinesMax = 2 ** 20;

export const packAction = (action: OperatorAction): number =>
  words.indexOf(action.do) * machinesMax + ("machines" in action ? Math.min(action.machines, machinesMax - 1) : 0);

export function unpackAction(payload: number): OperatorAction {
  const word = words[Math.floor(payload / machinesMax)];
  return word === "expand" || word === "shrink" ? { do: word, machines: payload % machinesMax } : { do: word };
}

/** Does what was decided, as far as the operator's state allows it now. */
export function act(network: Network, operator: number, action: OperatorAction): void {
  const { world, kernel } = network;
  const books = booksOf(world);
  const state = books.state[operator];
  if (state === BooksState.gone) return;
  // What it ran until now is paid for as it was.
  bringUpToDate(network, operator, { frame: network.nextFrame(), untilUs: kernel.nowUs });
  forgetBusiness(books, operator);
  if (action.do === "exit") exit(network, operator);
  else if (state !== BooksState.running) {
    if (action.do === "enter") enter(network, operator);
  } else if (action.do === "pause") pause(network, operator);
  else if (action.do === "consolidate") consolidate(network, operator);
  else if (action.do === "expand") expand(network, operator, action.machines);
  else if (action.do === "shrink") shrink(network, operator, action.machines);
}

/** Leaves for good: its nodes give up their allocations, and its machines are sold. */
function exit(network: Network, operator: number): void {
  const { kernel, kinds } = network;
  kernel.scheduleWithin(kinds.operatorLeaves, kernel.nowUs, operator);
}

/** An operator leaves, of its own will or another's: its books know it. */
export function leave(network: Network, operator: number): void {
  const { world, kernel } = network;
  if (world.books === null || world.books.state[operator] === BooksState.gone) return;
  bringUpToDate(network, operator, { frame: network.nextFrame(), untilUs: kernel.nowUs });
  sellMachines(network, operator, world.books.machines[operator]);
  changeState(world, operator, BooksState.gone);
}

/** Begins with the machines of its class, or switches its own on again. */
function enter(network: Network, operator: number): void {
  const { world, scenario } = network;
  const books = booksOf(world);
  const classIndex = world.operators.operatorClass[operator];
  if (books.state[operator] === BooksState.outside) {
    const count = scenario.operators[classIndex].nodes;
    buyMachines(network, operator, count);
    world.classes.appeared[classIndex]++;
    for (let k = 0; k < count; k++) addLaterNode(network, operator);
  } else restart(network, operator);
  changeState(world, operator, BooksState.running);
}

/** As many nodes as were switched off come back under keys of the same seniority, with as many workers. */
function restart(network: Network, operator: number): void {
  const { world } = network;
  const { nodes, provers } = world;
  for (const node of switchedOff(world, operator)) {
    const prover = addLaterNode(network, operator, {
      seniority: provers.seniority[nodes.prover[node]],
      workers: nodes.workers[node],
    });
    world.proving?.inherit(prover, nodes.prover[node]);
  }
}

/** Nodes whose machines are switched on again; a machine of which the node was gone before gets one like the latest of the others. */
function switchedOff({ books, operators, nodes }: Network["world"], operator: number): readonly number[] {
  const { claims, isCluster, machines } = booksOf({ books });
  const count = isCluster[operator] === 1 ? 1 : machines[operator];
  const own = operators.nodes[operator];
  const off = own.filter((node) => claims.switchedOff[nodes.prover[node]] === 1);
  for (const node of off) claims.switchedOff[nodes.prover[node]] = 0;
  const others = own.filter((node) => !off.includes(node)).reverse();
  return [...off, ...others].slice(0, count);
}

/** A node that was not there when its operator came; it is called by how many there were before it. Gives its prover. */
function addLaterNode(
  network: Network,
  operator: number,
  as: { readonly seniority?: number; readonly workers?: number } = {},
): number {
  const { world, nodeSizes, draws, streams } = network;
  const { operators } = world;
  const classIndex = operators.operatorClass[operator];
  const { first, second } = operators.keys;
  const number = operators.nodes[operator].length;
  return addNode(network, {
    classIndex,
    operator,
    name: `${streams.seed}/${streams.replication}/operator ${first[operator]} ${second[operator]}/later ${number}`,
    workersOf: (node) => as.workers ?? nodeSizes[classIndex].ofArrival(draws.nodes, node),
    ...(as.seniority !== undefined && { seniority: as.seniority }),
  });
}

/** Its nodes that have not begun to leave, those of least seniority last. */
function nodesOf({ world }: Network, operator: number): readonly number[] {
  const { nodes, provers } = world;
  const seniority = (node: number): number => provers.seniority[nodes.prover[node]];
  return world.operators.nodes[operator]
    .filter((node) => nodes.gone[node] === 0 && nodes.departing[node] === 0)
    .sort((a, b) => seniority(b) - seniority(a) || a - b);
}

function depart(network: Network, leaving: readonly number[]): void {
  const frame = network.nextFrame();
  for (const node of leaving) network.calendars.departures.add(frame, node);
}

/** Gives up its allocations, and keeps the machines. */
function pause(network: Network, operator: number): void {
  const { world } = network;
  const { claims } = booksOf(world);
  const leaving = nodesOf(network, operator);
  for (const node of leaving) {
    const prover = world.nodes.prover[node];
    claims.reach(prover);
    claims.switchedOff[prover] = 1;
  }
  depart(network, leaving);
  changeState(world, operator, BooksState.paused);
}

/** One node with the workers of all; the others give up their allocations. */
function consolidate(network: Network, operator: number): void {
  const books = booksOf(network.world);
  const { workers } = network.world.nodes;
  const [kept, ...others] = nodesOf(network, operator);
  if (kept === undefined || others.length === 0 || books.isCluster[operator] === 1) return;
  books.isCluster[operator] = 1;
  const more = others.reduce((sum, node) => sum + workers[node], 0);
  network.calendars.workers.addPair(network.nextFrame(), kept, more);
  depart(network, others);
}

function expand(network: Network, operator: number, machines: number): void {
  const { world, calendars, nodeSizes, draws } = network;
  const books = booksOf(world);
  if (machines < 1) return;
  if (books.isCluster[operator] === 1) {
    const [cluster] = nodesOf(network, operator);
    if (cluster === undefined) return;
    const size = nodeSizes[world.operators.operatorClass[operator]].ofArrival(draws.nodes, cluster);
    calendars.workers.addPair(network.nextFrame(), cluster, size * machines);
  } else for (let k = 0; k < machines; k++) addLaterNode(network, operator);
  buyMachines(network, operator, machines);
}

function shrink(network: Network, operator: number, machines: number): void {
  const { world, calendars } = network;
  const books = booksOf(world);
  const owned = books.machines[operator];
  if (machines < 1) return;
  if (machines >= owned) {
    exit(network, operator);
    return;
  }
  const present = nodesOf(network, operator);
  if (books.isCluster[operator] === 1) {
    const [cluster] = present;
    if (cluster !== undefined) {
      const fewer = Math.floor((world.nodes.workers[cluster] * machines) / owned);
      calendars.workers.addPair(network.nextFrame(), cluster, -fewer);
    }
  } else depart(network, present.slice(-machines));
  sellMachines(network, operator, machines);
}
