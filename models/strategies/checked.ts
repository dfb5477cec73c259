/** A strategy whose answers are held against what they may be. */
import { answerOf } from "../../sim/units/plugin-answer.js";
import type { Strategy } from "./strategy.js";

/** Worths from here on are not told apart. */
const worthLimit = 2 ** 52;

const isWorth = (worth: unknown): boolean => typeof worth === "number" && Math.abs(worth) < worthLimit;

/** The strategy of a plug-in; what it answers wrongly, or throws, is a `RunRefusal` that names it. */
export function checkedStrategy(id: string, strategy: Strategy): Strategy {
  const plugin = `strategy "${id}"`;
  const { keepPercent, looksAgain, patienceUs } = strategy;
  const asksWorth = { plugin, member: "worth", isRight: isWorth, allowed: "numbers below 2^52" };
  return {
    keepPercent,
    ...(looksAgain === true && { looksAgain }),
    ...(patienceUs !== undefined && { patienceUs }),
    // Asked of the strategy itself, which may be of a class and remember things.
    ...(strategy.confirms !== undefined && {
      confirms: (ring) =>
        answerOf(() => strategy.confirms!(ring), {
          plugin,
          member: "confirms",
          allowed: "true or false",
          isRight: (answer) => typeof answer === "boolean",
        }),
    }),
    worth: (shard) => {
      let worth: number;
      // Asked for every shard that has changed, and nearly always right: `answerOf` is for what is not.
      try {
        worth = strategy.worth(shard);
      } catch (error) {
        return answerOf<number>(() => {
          throw error;
        }, asksWorth);
      }
      return isWorth(worth) ? worth : answerOf(() => worth, asksWorth);
    },
    pickJoins: (look) =>
      answerOf(() => strategy.pickJoins(look), {
        plugin,
        member: "pickJoins",
        allowed: `a list of at most ${look.wanted} shards of the look, each once and none that the node holds`,
        isRight: (picks) =>
          Array.isArray(picks) &&
          picks.length <= look.wanted &&
          new Set(picks).size === picks.length &&
          picks.every(
            (shard) => Number.isSafeInteger(shard) && Number.isFinite(look.valueOf(shard)) && !look.holds(shard),
          ),
      }),
  };
}
