/**
 * Connections that nodes open at the beginning, where who is full refuses. Nodes dial in rounds: in each one, whoever wants more connections dials
 * the next other that it has none with, in an order that is drawn for the round. When hardly anybody has room any more, those who still want
 * some go through all that have.
 */
import type { InSteps } from "../units/in-steps.js";
import type { DurationUs } from "../units/quantity-types.js";
import { linksOfChoices } from "./both-ways.js";
import type { ConnectionLimits } from "./connection-limits.js";
import { DialBoard } from "./dial-board.js";
import type { Links } from "./topology.js";

export interface DialRules {
  readonly nodeCount: number;
  /** Connections that every node wants to open. */
  readonly degree: number;
  readonly limitsOf: (node: number) => ConnectionLimits;
  /** Any node, drawn anew at each call; some of them again and again, and now and then the one itself. −1: it knows no other. */
  readonly nextOf: (node: number) => number;
  /** A lot of a node in a round: who has the least dials first. */
  readonly roundLot: (node: number, round: number) => number;
  /** A lot of another node for one that goes through all that have room: it dials the least first. Nobody does unless given. */
  readonly peerLot?: (node: number, peer: number) => number;
}

export interface DialOptions extends DialRules {
  /** Of both directions of the link between two nodes, the first of which has the smaller number. */
  readonly latencyUs: (first: number, second: number) => DurationUs;
}

export interface Dials {
  readonly links: Links;
  /** By link; 1: its beginning opened the connection. */
  readonly isOutbound: Uint8Array;
  /** Dials that found nobody with room. */
  readonly refused: number;
  /** Connections that nodes wanted to open, and could not. */
  readonly unopened: number;
}

/** Dials that are gone through in one step: milliseconds. */
const dialsAStep = 20_000;

/** Below this share of nodes with room nobody goes on drawing who may go through all, and after so many draws that found no room none of them does. */
const [leastRoomShare, maxMisses] = [1 / 32, 256];

/** Links between those that are connected. */
export function* dialsInSteps(options: DialOptions): InSteps<Dials> {
  const { nodeCount, degree, latencyUs } = options;
  const board = yield* dialInSteps(options);
  const { chosen, outCount, refused } = board;
  const links = yield* linksOfChoices({ nodeCount, degree, chosen, counts: outCount }, latencyUs);
  return { links, isOutbound: board.outboundOf(links), refused, unopened: unopenedOf(board, degree) };
}

export const unopenedOf = ({ outCount }: DialBoard, degree: number): number =>
  outCount.reduce((sum, opened) => sum + degree - opened, 0);

/** Who has opened a connection to whom when all have dialled. */
export function* dialInSteps(rules: DialRules): InSteps<DialBoard> {
  const { peerLot } = rules;
  const board = new DialBoard(rules);
  const wanting = yield* dialInRounds(rules, board);
  if (peerLot !== undefined) yield* dialAllOthers(wanting, { ...rules, peerLot }, board);
  return board;
}

/** Gives those that still want some. */
function* dialInRounds(rules: DialRules, board: DialBoard): InSteps<readonly number[]> {
  const { nodeCount } = rules;
  const leastRoom = rules.peerLot === undefined ? 1 : nodeCount * leastRoomShare;
  const patience = rules.peerLot === undefined ? Infinity : maxMisses;
  const misses = new Float64Array(nodeCount);
  let drawing = everybody(nodeCount).filter((node) => board.wants(node));
  let count = 0;
  for (let round = 0; drawing.length > 0 && board.roomCount >= leastRoom; round++) {
    for (const node of byLot(drawing, (one) => rules.roundLot(one, round))) {
      if (!board.wants(node)) continue;
      const peer = rules.nextOf(node);
      if (peer < 0) misses[node] = Infinity;
      else if (peer === node || board.areConnected(node, peer) || !board.dial(node, peer)) misses[node]++;
      if (++count % dialsAStep === 0) yield;
    }
    drawing = drawing.filter((node) => misses[node] < patience && board.wants(node));
  }
  return everybody(nodeCount).filter((node) => board.wants(node));
}

function* dialAllOthers(
  wanting: readonly number[],
  { nodeCount, roundLot, peerLot }: DialRules & Required<Pick<DialRules, "peerLot">>,
  board: DialBoard,
): InSteps<void> {
  let count = 0;
  let open = everybody(nodeCount).filter((node) => board.hasRoom(node));
  for (const node of byLot(wanting, (one) => roundLot(one, 0))) {
    if (open.length === 0) break;
    const free = open.filter((peer) => peer !== node && !board.areConnected(node, peer));
    for (const peer of byLot(free, (one) => peerLot(node, one))) {
      if (!board.wants(node)) break;
      board.dial(node, peer);
    }
    if (free.length > 0) open = open.filter((peer) => board.hasRoom(peer));
    if (++count % dialsAStep === 0) yield;
  }
}

const everybody = (count: number): number[] => Array.from({ length: count }, (_, node) => node);

/** Nodes by their lots; of equal ones the earlier first. */
function byLot(nodes: readonly number[], lotOf: (node: number) => number): number[] {
  const lots = nodes.map(lotOf);
  const order = everybody(nodes.length).sort((a, b) => lots[a] - lots[b] || nodes[a] - nodes[b]);
  return order.map((at) => nodes[at]);
}
