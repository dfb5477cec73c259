/**
 * Who attacks in a scenario: those under `attackers:`, and those whom the older fields `holds` and `equivocate` of a class
 * make attackers.
 */
import { perTime, share } from "../../sim/units/dimensions.js";
import { written } from "../../sim/units/format.js";
import type { Choice } from "../../sim/units/plugins.js";
import { checkedMisconduct } from "../adversaries/checked.js";
import { adversaries } from "../adversaries/adversaries.js";
import type { Misconduct } from "../adversaries/adversary.js";
import type { Scenario } from "./schema.js";
import { switchesOf } from "./switches.js";

export interface Attacker {
  /** Path of the scenario at which it is written. */
  readonly path: string;
  readonly kind: string;
  /** Index of the class whose nodes attack; −1 if there is none of its name. */
  readonly classIndex: number;
  readonly share: number;
  readonly startUs: number;
  readonly targets: "all" | "thin" | "empty" | "new";
  readonly misconduct: Misconduct;
  /** What it may cost; undefined for nodes of a class that there is anyway. */
  readonly budget: Budget | undefined;
}

export interface Budget {
  readonly usd: number;
  /** How long it pays for machines, microseconds. */
  readonly lastsUs: number;
  /** Name under which metrics count what it pays for. */
  readonly coalition: string;
}

const lastsUnless = 30 * 86_400_000_000;

/** Names under which attacks with a budget are counted, in the order of the scenario, each once. */
export const coalitionsOf = ({ attackers = [] }: { readonly attackers?: Scenario["attackers"] }): readonly string[] => [
  ...new Set(attackers.filter(({ budget }) => budget !== undefined).map(nameOf)),
];

const nameOf = (attacker: NonNullable<Scenario["attackers"]>[number]): string => attacker.coalition ?? attacker.class;

/** What is read of a scenario. */
type Attacked = Pick<Scenario, "operators" | "attackers" | "rules" | "switches">;

/** In the order of the classes, then of the list; a node belongs to some of them. */
export function attackersOf(scenario: Attacked): readonly Attacker[] {
  const rules = switchesOf(scenario);
  const { operators, attackers = [] } = scenario;
  const older = olderFields(scenario).map(({ path, classIndex, choice }) => ({
    path,
    kind: choice.kind,
    classIndex,
    share: 1,
    startUs: 0,
    targets: "all" as const,
    misconduct: checkedMisconduct(choice.kind, adversaries.create(choice, { rules })),
    budget: undefined,
  }));
  const listed = attackers.map((attacker, k) => ({
    path: `attackers[${k}]`,
    kind: attacker.kind,
    classIndex: operators.findIndex(({ class: name }) => name === attacker.class),
    share: attacker.share,
    startUs: attacker.start,
    targets: attacker.targets,
    misconduct: checkedMisconduct(attacker.kind, adversaries.create(attacker, { rules })),
    budget:
      attacker.budget === undefined
        ? undefined
        : { usd: attacker.budget, lastsUs: attacker.lasts ?? lastsUnless, coalition: nameOf(attacker) },
  }));
  return [...older, ...listed];
}

interface OlderField {
  readonly path: string;
  readonly classIndex: number;
  readonly choice: Choice;
  /** As it would be written among the attackers. */
  readonly text: string;
}

function olderFields({ operators }: Pick<Scenario, "operators">): readonly OlderField[] {
  return operators.flatMap(({ class: name, holds = 1, equivocate = 0 }, classIndex) => {
    const path = `operators[${classIndex}]`;
    const entry = (kind: string, parameter: string): string =>
      `{ kind: ${kind}, class: ${JSON.stringify(name)}, ${parameter} }`;
    const found: OlderField[] = [];
    if (holds < 1) {
      const text = entry("withhold data", `holds: ${written(share, holds)}`);
      found.push({ path: `${path}.holds`, classIndex, choice: { kind: "withhold data", holds }, text });
    }
    if (equivocate > 0) {
      const text = entry("equivocate", `rate: ${written(perTime, equivocate)}`);
      found.push({ path: `${path}.equivocate`, classIndex, choice: { kind: "equivocate", rate: equivocate }, text });
    }
    return found;
  });
}

/** What to write instead of the older fields, a line each; the run is the same. */
export const olderFieldNotes = (scenario: Pick<Scenario, "operators">): readonly string[] =>
  olderFields(scenario).map(({ path, text }) => `${path} still works; its new place is attackers: [${text}]`);
