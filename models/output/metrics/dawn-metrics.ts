import { unitsPerQuil } from "../../protocol/ground/token.js";
import { eraTable } from "../../state/era-tables.js";
import type { Metric } from "./series.js";

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
    about: "participants of the latest round",
    kind: "count",
    read: ({ world }) => eraTable(world, "ceremony").participants,
  },
  {
    name: "dawn.rewardEach_quil",
    unit: "QUIL",
    about: "what each participant of the latest round got (emission.dawn.ceremony)",
    kind: "amount",
    read: ({ world }) => Number(eraTable(world, "ceremony").eachUnits) / Number(unitsPerQuil),
  },
];
