/**
 * The ceremony of 2023: contributors reach a coordinator that takes one contribution at a time, since each builds on the one before.
 * Whoever comes waits in line, and gets a voucher when its contribution is done, for which genesis gives 50 QUIL
 * (`emission.genesisClaims`). How long a contribution takes, and when contributors come, the scenario assumes; nobody gives up.
 */
import { genesisClaims } from "../../protocol/emission/genesis-claims.js";
import type {
  EventEngine,
  FrameSchedule,
  Network,
  RuledWorld,
  RulesInForce,
  ScenarioGiven,
} from "../../changes/network.js";
import { ceremonySchema } from "../../scenario/eras.js";
import { eraTable } from "../../state/era-tables.js";
import type { Logged } from "../../state/log/log-of.js";
import { credit } from "../credit.js";
import type { Era } from "../era.js";
import { type NodeHandling, nodeSystems } from "../node-systems.js";
import { beginWithOneShard, changeServing, countFreeCores, createOneShard, setServing } from "../one-shard.js";

/** What one voucher is worth, units. */
const voucherUnits = genesisClaims(1n);

const nodes: NodeHandling = { begin: arrive, goOff: stepBack, comeBack: serve, changeCores };

export const voucherEra: Era = {
  systems: [
    ...nodeSystems(nodes),
    { step: 2, rule: "emission.genesisClaims", title: "contributions", run: finishContributions },
  ],
  createGenesis(network) {
    createOneShard(network);
    beginWithOneShard(network, nodes);
  },
  beforeReport(network, frame) {
    network.world.issuedUntil = frame;
    countFreeCores(network);
  },
  settle(network, frame) {
    this.beforeReport(network, frame);
  },
  // Vouchers are credited at once.
  settleProver: () => undefined,
  publicRate: ({ world }) => world.totals.unitsPerFrame,
  checkSample: () => undefined,
};

/** A contributor stands at the end of the line; being offline for a while costs nobody its place in it. */
function arrive(network: Network, prover: number): void {
  const { world } = network;
  eraTable(world, "coordinator").arrive(
    prover,
    world.nodes.appearedUs[world.provers.node[prover]],
    assumptionsOf(network).contribution,
  );
  serve(network, prover);
}

function serve(network: RuledWorld, prover: number): void {
  setServing(network, { prover, cores: coresOf(network, prover), by: 1 });
}

function stepBack(network: RuledWorld, prover: number): void {
  setServing(network, { prover, cores: coresOf(network, prover), by: -1 });
}

function changeCores(network: RuledWorld, prover: number, _frame: number, cores: number): void {
  if (network.world.nodes.online[network.world.provers.node[prover]] === 1) changeServing(network, prover, cores);
}

const coresOf = ({ world }: RuledWorld, prover: number): number => world.nodes.workers[world.provers.node[prover]];

/** Pays for the contributions that were done by this frame, and lets that of the next one be stepped. */
function finishContributions(
  network: RulesInForce & ScenarioGiven & Logged & FrameSchedule & EventEngine,
  frame: number,
): void {
  const { world, scenario, log, kernel } = network;
  const { first, pace } = scenario.frames;
  const { contribution } = assumptionsOf(network);
  const coordinator = eraTable(world, "coordinator");
  const nowUs = (frame - first) * pace;
  const before = coordinator.done;
  while (coordinator.waiting > 0 && coordinator.doneUs[coordinator.done] <= nowUs) {
    const prover = coordinator.finish();
    credit(world, prover, voucherUnits);
    log?.record({
      frame,
      rule: "emission.genesisClaims",
      prover,
      shard: 0,
      what: "contributed",
      why: "its turn in the ceremony came",
      other: coordinator.done,
    });
  }
  if (coordinator.done > before) kernel.fingerprint.word(coordinator.done - before);
  const isBusy = coordinator.waiting > 0;
  world.totals.unitsPerFrame = isBusy ? Number((voucherUnits * BigInt(pace)) / BigInt(contribution)) : 0;
  if (isBusy) network.wake(Math.max(frame + 1, first + Math.ceil(coordinator.doneUs[coordinator.done] / pace)));
}

const assumptionsOf = ({ scenario }: ScenarioGiven) => scenario.ceremony ?? ceremonySchema.parse({});
