/** Blocks that only networks of some eras have: consensus, archives and fees since 2.1, and those of Dawn, Dusk and the ceremony. */
import { type Choices, written } from "./choices.js";
import { rateText, secondsText, shareText } from "./quantities.js";
import { type Fields } from "./random-operators.js";
import { type RulesOfCase } from "./random-switches.js";

/** What only 2.1 has beside shards. */
export function randomChain(choices: Choices, horizonS: number, { switches, overrides }: RulesOfCase): Fields {
  const consensus = written({
    leaderTimeouts: choices.maybe(0.6, () => choices.oneOf(["on", "off"])),
    competingFrames: choices.maybe(switches.consensusKind === "simplex" ? 0 : 0.6, () => shareText(choices, 0, 100)),
  });
  // Where the switch says it, the block does not say otherwise.
  const isSaid = overrides["archives"] !== undefined;
  const count = isSaid ? switches.archives : choices.integer(1, 12);
  const silence = (): Fields =>
    written({
      archives: choices.integer(1, count),
      from: choices.maybe(0.6, () => secondsText(choices, 0, horizonS / 2)),
      for: choices.maybe(0.6, () => secondsText(choices, 20, horizonS)),
    });
  const archives = written({
    count,
    uptime: choices.maybe(0.7, () => shareText(choices, 30, 100)),
    outage: choices.maybe(0.7, () => secondsText(choices, 20, horizonS / 2)),
    silent: choices.maybe(0.3, () => [silence(), silence()]),
  });
  const fees = (): Fields =>
    written({
      transactions: rateText(choices, choices.oneOf([10, 1000, 100_000])),
      bytes: choices.oneOf(["0 B", "54 B", "1 kB", "300 kB", "5 MiB"]),
      most: choices.maybe(0.5, () => choices.oneOf(["0 units", "1000 units", "0.01 QUIL", "50 QUIL"])),
    });
  return {
    consensus: choices.maybe(0.4, () => consensus),
    archives: choices.maybe(0.25, () => archives),
    fees: choices.maybe(0.3, fees),
  };
}

export function randomEra(choices: Choices, { switches: { emissionRule } }: RulesOfCase): Fields {
  const dusk = (): Fields =>
    written({
      squaringsPerMs: choices.maybe(0.6, () => choices.oneOf([0.5, 16, 400])),
      spread: choices.maybe(0.5, () => choices.oneOf([0, 0.25, 2])),
      firstIncrement: choices.maybe(0.5, () => choices.oneOf([0, 5000, 699_990, 10_000_000])),
    });
  const dawn = (): Fields =>
    written({
      round: choices.maybe(0.6, () => secondsText(choices, 30, 1200)),
      participants: choices.maybe(0.6, () => choices.integer(1, 32)),
    });
  const ceremony = (): Fields => written({ contribution: choices.maybe(0.6, () => secondsText(choices, 1, 600)) });
  if (emissionRule === "vouchers") return { ceremony: choices.maybe(0.7, ceremony) };
  if (emissionRule === "dusk") return { dusk: choices.maybe(0.7, dusk) };
  return emissionRule === "dawn" ? { dawn: choices.maybe(0.7, dawn) } : {};
}
