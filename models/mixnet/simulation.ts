/** One replication of a mixnet. */
import { sum } from "d3-array";
import { openRun, simulationOf } from "../../sim/experiment/kernel-run.js";
import type { FinishedRun, RunIdentity, Simulation } from "../../sim/experiment/model.js";
import { Network } from "../../sim/network/network.js";
import { Arrivals } from "./arrivals.js";
import { linesOf } from "./lines.js";
import { metricValues } from "./metrics.js";
import { Mixing } from "./mixing.js";
import type { MixnetStreams } from "./purposes.js";
import { createRounds } from "./round.js";
import { Players, Rounds } from "./rounds.js";
import type { MixnetScenario } from "./schema.js";
import { settingOf } from "./setting.js";
import { summaryOf } from "./summary.js";
import { tablesOf } from "./tables.js";
import { Watch } from "./watched.js";

export function createMixnetSimulation(scenario: MixnetScenario, run: RunIdentity): Simulation {
  const { horizon, mixnet, users } = scenario;
  const opened = openRun(scenario, run, ["partner"]);
  const { kernel } = opened;
  const streams: MixnetStreams = opened.streams;
  const setting = settingOf(scenario);
  const network = new Network({ kernel, streams, ...linesOf(scenario) });
  const rounds = new Rounds();
  const players = new Players(setting.players);
  const arrivals = new Arrivals(streams.purpose("arrival"), { perSecond: users.rate, batch: setting.batch });
  const messages = streams.purpose("sender and recipient");
  const watch = new Watch(users, { partners: streams.purpose("partner"), messages });
  const mixing = new Mixing(setting, streams.purpose("permutation"));
  const begin = createRounds(setting, { kernel, network, rounds, players, arrivals, release }).begin;

  function release(round: number): void {
    const count = rounds.messages[round];
    rounds.linked[round] = mixing.mix(round, count);
    rounds.expectedLinks[round] = count * setting.linkChance(count);
    watch.look(rounds.firstMessage[round], count);
    rounds.candidates[round] = watch.candidates();
    rounds.expectedCandidates[round] = watch.expectedCandidates();
    rounds.known[round] = watch.known();
  }

  function finish(): FinishedRun {
    const released = rounds.count > 0 && rounds.releasedUs[rounds.count - 1] < 0 ? rounds.count - 1 : rounds.count;
    const { byNode } = network;
    const wire = { bytes: sum(byNode.sentBytes), messages: sum(byNode.sent) };
    const { shards } = mixnet;
    const metrics = metricValues({ rounds, released, setting, horizonUs: horizon, shards, watched: users.watched, wire }); // prettier-ignore
    for (const column of [rounds.releasedUs, rounds.linked, rounds.candidates])
      kernel.fingerprint.column(column.subarray(0, released));
    return {
      tables: tablesOf({ rounds, released, network, watch }),
      metrics,
      fingerprint: kernel.print(["events", "rounds"]),
      summaryLines: summaryOf([metrics]),
    };
  }

  return simulationOf(run, {
    kernel,
    parts: [
      ["network", network],
      ["rounds", rounds],
      ["players", players],
      ["arrivals", arrivals],
      ["watched", watch.users],
      ["ruledOut", watch.ruledOut],
    ],
    begin: () => {
      network.begin();
      begin();
    },
    stepUs: spanUs(scenario),
    invariants: [network.invariant()],
    finish,
  });
}

/** Progress is told in spans of which a run has a thousand at most. */
const spanUs = ({ horizon }: MixnetScenario): number => Math.max(1, Math.ceil(horizon / 1000));
export const spanCount = (scenario: MixnetScenario): number => Math.ceil(scenario.horizon / spanUs(scenario));
