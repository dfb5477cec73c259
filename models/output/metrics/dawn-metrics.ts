import { unitsPerQuil } from "../../protocol/ground/token.js";
import { eraTable } from "../../state/era-tables.js";
import type { CeremonyRounds } from "../../state/eras/ceremony-rounds.js";
import type { World } from "../../state/world.js";
import type { Metric } from "./metric.js";
import type { Reading } from "./series-column.js";

/** Something of the latest round; null before one has ended. */
function ofLatestRound(world: World, read: (ceremony: CeremonyRounds) => number): Reading {
  const ceremony = eraTable(world, "ceremony");
  return ceremony.rounds === 0 ? null : read(ceremony);
}

/** Metrics of Dawn: its ceremony rounds. */
export const dawnMetrics: readonly Metric[] = [
  {
    name: "dawn.rounds",
    unit: "rounds",
    about: "ceremony rounds since the start",
    kind: "count",
    isTotal: true,
    read: ({ world }) => eraTable(world, "ceremony").rounds,
  },
  {
    name: "dawn.participants",
    unit: "nodes",
    about: "participants of the latest round; empty before the first has ended",
    kind: "count",
    read: ({ world }) => ofLatestRound(world, ({ participants }) => participants),
  },
  {
    name: "dawn.rewardEach_quil",
    unit: "QUIL",
    about: "what each participant of the latest round got (emission.dawn.ceremony); empty before the first has ended",
    kind: "amount",
    read: ({ world }) => ofLatestRound(world, ({ eachUnits }) => Number(eachUnits) / Number(unitsPerQuil)),
  },
];
