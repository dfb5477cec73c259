/** One replication of a mixnet. */
import { Kernel } from "../../sim/kernel/kernel.js";
import type { FinishedRun, RunIdentity, Simulation } from "../../sim/experiment/model.js";
import { Network } from "../../sim/network/network.js";
import { createLoggedStreams } from "../../sim/random/logged-streams.js";
import { createStreams } from "../../sim/random/stream.js";
import { stateColumns } from "../../sim/table/state-column.js";
import { StateReader } from "../../sim/table/state-reader.js";
import { StateWriter } from "../../sim/table/state-writer.js";
import type { Stored } from "../../sim/table/stored.js";
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

/** Of whole numbers, whose order changes nothing. */
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

export function createMixnetSimulation(scenario: MixnetScenario, run: RunIdentity): Simulation {
  const { horizon, mixnet, users } = scenario;
  const { seed, replication, replay, observer, from, branch } = run;
  const kernel = new Kernel({
    horizonUs: horizon,
    replay,
    run: `${scenario.name}, seed ${seed}, replication ${replication}`,
    ...(observer !== undefined && { observer }),
  });
  const own = branch === undefined ? undefined : { name: branch, lasting: ["partner"] };
  const streams: MixnetStreams =
    observer === undefined
      ? createStreams(seed, replication, own)
      : createLoggedStreams(seed, replication, observer.draws, own);
  const setting = settingOf(scenario);
  const network = new Network({ kernel, streams, ...linesOf(scenario) });
  const rounds = new Rounds();
  const players = new Players(setting.players);
  const arrivals = new Arrivals(streams.purpose("arrival"), { perSecond: users.rate, batch: setting.batch });
  const messages = streams.purpose("sender and recipient");
  const watch = new Watch(users, { partners: streams.purpose("partner"), messages });
  const mixing = new Mixing(setting, streams.purpose("permutation"));
  const conservation = network.invariant();
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

  const state: Stored = {
    save(to) {
      to.part("network", network);
      to.part("rounds", rounds);
      to.part("players", players);
      to.part("arrivals", arrivals);
      to.part("watched", watch.users);
      to.part("ruledOut", watch.ruledOut);
    },
    load(reader) {
      reader.part("network", network);
      reader.part("rounds", rounds);
      reader.part("players", players);
      reader.part("arrivals", arrivals);
      reader.part("watched", watch.users);
      reader.part("ruledOut", watch.ruledOut);
    },
  };
  observer?.attach({
    nameOf: (kind) => kernel.nameOf(kind),
    folded: () => kernel.soFar().digestWords()[0],
    state: () => stateColumns("", state),
  });
  let nowUs = from?.atUs ?? 0;
  if (from === undefined) {
    network.begin();
    begin();
  } else {
    const reader = new StateReader(from.state);
    reader.part("kernel", kernel);
    reader.part("state", state);
  }

  function finish(): FinishedRun {
    const broken = conservation.check();
    if (broken !== null) kernel.fail(`${conservation.name}: ${broken}`);
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

  return {
    horizonUs: horizon,
    get nowUs() {
      return nowUs;
    },
    get frame() {
      return Math.min(spanCount(scenario), Math.floor(nowUs / spanUs(scenario)));
    },
    frameCount: spanCount(scenario),
    advance(untilUs, maxEvents) {
      const hasMore = kernel.runUntil(untilUs, maxEvents);
      nowUs = hasMore ? Math.max(nowUs, Math.min(untilUs, kernel.nextUs - 1)) : horizon;
      return hasMore;
    },
    save() {
      const to = new StateWriter();
      to.part("kernel", kernel);
      to.part("state", state);
      return to.bytes();
    },
    finish,
  };
}

/** Progress is told in spans of which a run has a thousand at most. */
const spanUs = ({ horizon }: MixnetScenario): number => Math.max(1, Math.ceil(horizon / 1000));
export const spanCount = (scenario: MixnetScenario): number => Math.ceil(scenario.horizon / spanUs(scenario));
