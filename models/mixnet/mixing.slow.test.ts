import { expect, it } from "vitest";
import { createStreams } from "../../sim/random/stream.js";
import { linkChance } from "../protocol/mixnet/mixing.js";
import { Mixing } from "./mixing.js";

it.each([
  { batch: 100, rounds: 20_000, corrupt: 0, masks: true },
  { batch: 100, rounds: 20_000, corrupt: 2, masks: true },
  { batch: 100, rounds: 5000, corrupt: 2, masks: false },
  { batch: 10_000, rounds: 300, corrupt: 2, masks: true },
  { batch: 10_000, rounds: 30, corrupt: 0, masks: false },
  { batch: 1_000_000, rounds: 12, corrupt: 2, masks: true },
  { batch: 1_000_000, rounds: 1, corrupt: 0, masks: false },
])(
  "of $rounds batches of $batch an observer with $corrupt of three dealers links what the rule says (masks: $masks)",
  ({ batch, rounds, corrupt, masks }) => {
    const streams = createStreams("linking", 0).purpose("permutation");
    const mixing = new Mixing({ batch, side: Math.sqrt(batch), depth: 15, dealers: 3, masks, corrupt }, streams);
    let linked = 0;
    for (let round = 0; round < rounds; round++) linked += mixing.mix(round, batch);
    const expected = rounds * batch * linkChance({ batch, dealers: 3, corrupt, masks });
    // Matches of random permutations, as many as expected with that variance: passed by chance once in two million.
    expect(Math.abs(linked - expected)).toBeLessThan(5 * Math.sqrt(expected));
  },
);
