/** A strategy whose answers are held against what they may be. */
import { counted } from "../../sim/units/readable.js";
import { answerOf, requireField } from "../../sim/units/plugin-answer.js";
import type { JoinLook, Strategy } from "./strategy.js";

/** Worths from here on are not told apart. */
const worthLimit = 2 ** 52;

const isWorth = (worth: unknown): boolean => Number.isSafeInteger(worth) && Math.abs(worth as number) < worthLimit;

const isWhole = (value: unknown, most: number): boolean =>
  value === undefined || (Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most);

const isPercent = (value: unknown): boolean => isWhole(value, 100);
const isTime = (value: unknown): boolean => isWhole(value, Number.MAX_SAFE_INTEGER);

/** Throws `RunRefusal` for what is no answer, and wrong. */
function checkFields(plugin: string, { keepPercent, patienceUs }: Strategy): void {
  requireField(keepPercent, {
    plugin,
    member: "keepPercent",
    isRight: isPercent,
    allowed: "whole percent from 0 to 100",
  });
  requireField(patienceUs, { plugin, member: "patienceUs", isRight: isTime, allowed: "whole microseconds from 0 on" });
}

/** Whether a node can ask for these: shards of the list that it does not hold, each once, and no more than are wanted. */
function arePicks(picks: unknown, look: JoinLook): boolean {
  if (!Array.isArray(picks) || picks.length > look.wanted) return false;
  const several = picks.length > fewPicks ? new Set(picks) : null;
  if (several !== null && several.size < picks.length) return false;
  for (let k = 0; k < picks.length; k++) {
    const shard: unknown = picks[k];
    if (typeof shard !== "number" || !Number.isSafeInteger(shard)) return false;
    if (!Number.isFinite(look.valueOf(shard)) || look.holds(shard)) return false;
    if (several === null && picks.indexOf(shard) < k) return false;
  }
  return true;
}

/** Up to so many picks are compared one by one: a set of them takes longer to make. */
const fewPicks = 16;

/**
 * The strategy of a plug-in; what it answers wrongly, or throws, is a `RunRefusal` that names it. It is asked by each look, and of every shard that
 * has changed, and is nearly always right: `answerOf` is for what is not.
 */
export function checkedStrategy(id: string, strategy: Strategy): Strategy {
  const plugin = `strategy "${id}"`;
  const { keepPercent, looksAgain, patienceUs } = strategy;
  const asksWorth = { plugin, member: "worth", isRight: isWorth, allowed: "whole numbers below 2^52" };
  checkFields(plugin, strategy);
  const asksPicks = (look: JoinLook) => ({
    plugin,
    member: "pickJoins",
    allowed: `a list of at most ${counted(look.wanted, "shard")} of the look, each once and none that the node holds`,
    isRight: (picks: unknown) => arePicks(picks, look),
  });
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
      try {
        worth = strategy.worth(shard);
      } catch (error) {
        return answerOf((): number => rethrown(error), asksWorth);
      }
      return isWorth(worth) ? worth : answerOf(() => worth, asksWorth);
    },
    pickJoins: (look) => {
      let picks: readonly number[];
      try {
        picks = strategy.pickJoins(look);
      } catch (error) {
        return answerOf((): readonly number[] => rethrown(error), asksPicks(look));
      }
      return arePicks(picks, look) ? picks : answerOf(() => picks, asksPicks(look));
    },
  };
}

function rethrown(error: unknown): never {
  throw error;
}
