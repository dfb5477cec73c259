/** What the table says: the floor of a file, and what a floor may import. */
import { type Floor, floors } from "./table.js";

/** The floor that a file of sim/ or models/ belongs to: the one with the longest name. Undefined if there is none. */
export function floorOf(file: string, among: readonly Floor[] = floors): Floor | undefined {
  const holding = among.filter(({ at }) => (at.endsWith(".ts") ? file === at : patternOf(at).test(file)));
  return holding.toSorted((a, b) => b.at.length - a.at.length)[0];
}

const patternOf = (at: string): RegExp => new RegExp(`^${at.replaceAll("*", "[^/]+")}/`);

/** All floors that one may import, without itself, in the table's order. Throws for a name that is no floor. */
export function below<Any extends Pick<Floor, "at" | "on">>(
  floor: Any,
  among: readonly Any[] = floors as readonly unknown[] as readonly Any[],
): readonly Any[] {
  const found = new Set<Any>();
  const follow = ({ at, on }: Any): void => {
    for (const name of on) {
      const next = among.find((one) => one.at === name);
      if (next === undefined) throw new Error(`${at} stands on ${name}, which is no floor`);
      if (found.has(next)) continue;
      found.add(next);
      follow(next);
    }
  };
  follow(floor);
  return among.filter((one) => found.has(one));
}

/** Whether other floors are below the folder of this one: then only its own files are of it. */
export const holdsFloors = (floor: Floor, among: readonly Floor[] = floors): boolean =>
  among.some(({ at }) => at.startsWith(`${floor.at}/`));
