/** What an adversary does, held against what it may. */
import { answerOf } from "../../sim/units/plugin-answer.js";
import type { Misconduct } from "./adversary.js";
import type { Wanted } from "./investment.js";

const isWanted = (wanted: Wanted | null): boolean =>
  wanted === null ||
  (typeof wanted === "object" &&
    Number.isSafeInteger(wanted.identities) &&
    wanted.identities >= 0 &&
    wanted.worth > -Infinity);

/** The misconduct of a plug-in; what it answers wrongly, or throws, is a `RunRefusal` that names it. */
export function checkedMisconduct(id: string, misconduct: Misconduct): Misconduct {
  const plugin = `adversary "${id}"`;
  const { hunt } = misconduct.invests ?? {};
  if (hunt === undefined) return misconduct;
  const asked = { plugin, member: "hunt", isRight: isWanted, allowed: "null, or whole identities and a worth" };
  return { ...misconduct, invests: { ...misconduct.invests, hunt: (prey) => answerOf(() => hunt(prey), asked) } };
}
