/** Grants that nobody can give: for the plan, before anything runs. */
import { counted } from "../../../sim/units/readable.js";
import { grantLists } from "../../protocol/emission/grant-lists.js";
import { unitsOfGrant } from "../../scenario/grants.js";
import type { Scenario } from "../../scenario/schema.js";

interface Refusal {
  readonly path: string;
  readonly message: string;
  readonly misspelt?: { readonly word: string; readonly known: readonly string[] };
}

export function grantRefusals({ grants = [], operators }: Scenario): readonly Refusal[] {
  const classes = operators.map((entry) => entry.class);
  return grants.flatMap((given, index): Refusal[] => [
    ...(unitsOfGrant(given) === undefined
      ? [{ path: `grants[${index}].total`, message: grantTexts.noTotal(given.list, grantLists[given.list].days) }]
      : []),
    ...(given.to ?? []).flatMap((word, k) =>
      classes.includes(word)
        ? []
        : [
            {
              path: `grants[${index}].to[${k}]`,
              message: grantTexts.noClass(word, classes),
              misspelt: { word, known: classes },
            },
          ],
    ),
  ]);
}

export const grantTexts = {
  noTotal: (list: string, days: number): string =>
    `is missing: what the ${list} list gave for its ${counted(days, "day")} is not known; write what you assume, such as 100000000 QUIL`,
  noClass: (word: string, classes: readonly string[]): string =>
    `no class is called "${word}"; allowed: ${classes.join(", ")}`,
} as const;
