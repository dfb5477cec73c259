/**
 * Store and forward. Of each block, once a node has validated and so adopted it:
 *
 *     announces the header ───────────────► a node without it validates the header,
 *                          ◄─────────────── and asks the first that announced it
 *     a start message, then the body ─────► it validates the body, adopts it, and announces it in turn
 */
import type { Kernel } from "../../sim/kernel/kernel.js";
import type { Network } from "../../sim/network/network.js";
import { Table } from "../../sim/table/table.js";
import type { RelayScenario } from "./schema.js";
import type { RelayTopology } from "./topology.js";

/** What each node has of each block; the row of node n and block b is b · nodes + n. */
export class Adoptions extends Table {
  // A header came, or the block was made here: whoever announces it later is not asked.
  heard = this.u8("flag");
  // Moment of adoption; −1: not yet.
  adoptedUs = this.f64("us", -1);

  constructor(rows: number) {
    super();
    if (rows > 0) this.reach(rows - 1);
  }
}

export interface RelayParts {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly adoptions: Adoptions;
}

/** Registers messages and events; gives what puts the first block on the list. */
export function createRelay(scenario: RelayScenario, { consumers, topology }: RelayTopology, parts: RelayParts) {
  const { kernel, network, adoptions } = parts;
  const { block, work, horizon } = scenario;
  const { nodeCount } = topology;
  const rowOf = (node: number, of: number): number => of * nodeCount + node;

  function adopt(node: number, of: number): void {
    adoptions.adoptedUs[rowOf(node, of)] = kernel.nowUs;
    for (let k = consumers.starts[node]; k < consumers.starts[node + 1]; k++)
      network.send(header, node, consumers.ends[k], of);
  }

  const header = network.register({
    name: "header",
    bytes: block.header,
    receive: ({ target, source, payload: of }) => {
      const row = rowOf(target, of);
      if (adoptions.heard[row] === 1) return;
      adoptions.heard[row] = 1;
      kernel.scheduleWithin(headerValidated, kernel.nowUs + work.headerValidation, target, source, of);
    },
  });
  const request = network.register({
    name: "request",
    bytes: block.request,
    receive: ({ target, source, payload: of }) => {
      network.send(start, target, source, of);
      network.send(body, target, source, of);
    },
  });
  // Whoever gets it only learns that the body comes.
  const start = network.register({ name: "start", bytes: block.start, receive: () => undefined });
  const body = network.register({
    name: "body",
    bytes: block.body,
    receive: ({ target, payload: of }) =>
      kernel.scheduleWithin(bodyValidated, kernel.nowUs + work.bodyValidation, target, target, of),
  });
  const headerValidated = kernel.register({
    name: "header is validated",
    priority: 0,
    handle: ({ target, source, payload: of }) => network.send(request, target, source, of),
  });
  const bodyValidated = kernel.register({
    name: "body is validated",
    priority: 0,
    handle: ({ target, payload: of }) => adopt(target, of),
  });
  const made = kernel.register({
    name: "block is made",
    priority: 0,
    handle: ({ target, payload: of }) => {
      adoptions.heard[rowOf(target, of)] = 1;
      adopt(target, of);
      if (of + 1 < blockCount(scenario)) scheduleBlock(of + 1);
    },
  });
  const scheduleBlock = (of: number): void => {
    const maker = of % nodeCount;
    kernel.scheduleWithin(made, of * block.every + work.forging, maker, maker, of);
  };
  return { begin: () => (horizon > 0 ? scheduleBlock(0) : undefined) };
}

/** Blocks whose slot begins before the run ends. */
export const blockCount = ({ horizon, block }: Pick<RelayScenario, "horizon" | "block">): number =>
  Math.ceil(horizon / block.every);
