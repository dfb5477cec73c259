/** The tables of a run of the mixnet. */
import type { RunTables } from "../../sim/experiment/model.js";
import type { Network } from "../../sim/network/network.js";
import { type Column, table } from "../../sim/table/result-table.js";
import { mixedUs } from "./metrics.js";
import type { Rounds } from "./rounds.js";
import type { Watch } from "./watched.js";

/** What a round added to a total. */
const more = (totals: Float64Array) => (round: number) => totals[round] - (round === 0 ? 0 : totals[round - 1]);

export function tablesOf(parts: {
  readonly rounds: Rounds;
  /** Rounds whose batch was released. */
  readonly released: number;
  readonly network: Network;
  readonly watch: Watch;
}): RunTables {
  const { rounds, released, network, watch } = parts;
  const column = (name: string, of: (round: number) => number): Column => ({
    name,
    values: Float64Array.from({ length: released }, (_, round) => of(round)),
  });
  const watched = watch.users.count;
  const perWatched = (sums: Float64Array) => (round: number) => (watched === 0 ? Number.NaN : sums[round] / watched);
  const names = ["shares", "vector"];
  const { users } = watch;
  const ofUser = (name: string, of: (user: number) => number): Column => ({
    name,
    values: Float64Array.from({ length: watched }, (_, user) => of(user)),
  });
  return {
    series: table([
      column("time_s", (round) => rounds.releasedUs[round] / 1e6),
      column("batch_number", (round) => round),
      column("batch_messages", (round) => rounds.messages[round]),
      column("dealing_ms", (round) => (rounds.preparedUs[round] - rounds.begunUs[round]) / 1000),
      column("collecting_ms", (round) => (rounds.startedUs[round] - rounds.preparedUs[round]) / 1000),
      column("mixing_ms", (round) => mixedUs(rounds, round) / 1000),
      column("delay_ms", (round) => (rounds.waitedMeanUs[round] + mixedUs(rounds, round)) / 1000),
      column("delay_p95_ms", (round) => (rounds.waitedP95Us[round] + mixedUs(rounds, round)) / 1000),
      column("linked_messages", (round) => rounds.linked[round]),
      column("linked_rule_messages", (round) => rounds.expectedLinks[round]),
      column("candidates_users", perWatched(rounds.candidates)),
      column("candidates_rule_users", perWatched(rounds.expectedCandidates)),
      column("known_users", (round) => rounds.known[round]),
      column("vector_messages", more(rounds.sentVectors)),
      column("vector_bytes", more(rounds.sentVectorBytes)),
      column("shares_bytes", more(rounds.sentDealBytes)),
    ]),
    traffic: table([
      { name: "message", values: names },
      ...(["sent", "delivered"] as const).flatMap((what) => [
        { name: `${what}_messages`, values: names.map((_, type) => network.byType[what][type]) },
        { name: `${what}_bytes`, values: names.map((_, type) => network.byType[`${what}Bytes`][type]) },
      ]),
    ]),
    watched: table([
      ofUser("sender", (user) => user),
      ofUser("partner", (user) => users.partner[user]),
      ofUser("seen_batches", (user) => users.batches[user]),
      ofUser("candidates_users", (user) => users.candidates[user]),
      ofUser("known_after_batches", (user) => (users.knownAfter[user] < 0 ? Number.NaN : users.knownAfter[user])),
    ]),
  };
}
