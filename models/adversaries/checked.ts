/** What an adversary does, held against what it may. */
import { answerOf, requireField } from "../../sim/units/plugin-answer.js";
import type { Misconduct } from "./adversary.js";
import type { Wanted } from "./investment.js";

const isWanted = (wanted: Wanted | null): boolean =>
  wanted === null ||
  (typeof wanted === "object" &&
    Number.isSafeInteger(wanted.identities) &&
    wanted.identities >= 0 &&
    wanted.worth > -Infinity);

/** Left out, or a number up to so many; NaN is neither. */
const isWithin =
  (most: number) =>
  (value: unknown): boolean =>
    value === undefined || (typeof value === "number" && value >= 0 && value <= most);
const isCount = (value: unknown): boolean =>
  value === undefined || (Number.isSafeInteger(value) && (value as number) >= 1);

/** The misconduct of a plug-in; what it answers wrongly, or throws, is a `RunRefusal` that names it. */
export function checkedMisconduct(id: string, misconduct: Misconduct): Misconduct {
  const plugin = `adversary "${id}"`;
  const { heldShare, doubleSignsPerSecond, invests = {} } = misconduct;
  const { hunt } = invests;
  requireField(heldShare, { plugin, member: "heldShare", isRight: isWithin(1), allowed: "a share from 0 to 1" });
  requireField(doubleSignsPerSecond, {
    plugin,
    member: "doubleSignsPerSecond",
    isRight: isWithin(Number.MAX_VALUE),
    allowed: "a number from 0 on",
  });
  requireField(invests.identitiesPerMachine, {
    plugin,
    member: "invests.identitiesPerMachine",
    isRight: isCount,
    allowed: "whole identities from 1 on",
  });
  if (hunt === undefined) return misconduct;
  const asked = { plugin, member: "hunt", isRight: isWanted, allowed: "null, or whole identities and a worth" };
  return { ...misconduct, invests: { ...misconduct.invests, hunt: (prey) => answerOf(() => hunt(prey), asked) } };
}
