/** Budgets of attackers that nobody can spend: for the plan, before anything runs. */
import { counted, countText } from "../../../sim/units/readable.js";
import { type Attacker, attackersOf } from "../../scenario/attackers.js";
import { costsOf } from "../../scenario/money.js";
import { purchaseOf } from "../../scenario/purchases.js";
import type { OperatorClass, Scenario } from "../../scenario/schema.js";

interface Refusal {
  readonly path: string;
  readonly message: string;
}

export const budgetRefusals = (scenario: Scenario): readonly Refusal[] => {
  const all = attackersOf(scenario);
  return (scenario.attackers ?? []).flatMap((written, k) => {
    const attacker = all.find(({ path }) => path === `attackers[${k}]`);
    if (attacker === undefined) return [];
    const { path, classIndex, budget } = attacker;
    const refuse = (field: string, message: string): Refusal => ({
      path: field === "" ? path : `${path}.${field}`,
      message,
    });
    if (budget === undefined) {
      const found = (["lasts", "coalition"] as const).filter((field) => written[field] !== undefined);
      return [
        ...found.map((field) => refuse(field, texts.needsBudget())),
        ...(attacker.targets === "empty" || attacker.targets === "new" ? [refuse("targets", texts.targets())] : []),
        ...(attacker.misconduct.invests === undefined ? [] : [refuse("", texts.nothingWithout(attacker.kind))]),
      ];
    }
    if (scenario.market === undefined) return [refuse("budget", texts.noMarket())];
    if (attacker.misconduct.invests?.junk !== undefined && scenario.fees === undefined)
      return [refuse("", texts.noFees())];
    if (classIndex < 0) return [];
    const entry = scenario.operators[classIndex];
    const inClass = classRefusals(entry, `operators[${classIndex}]`, path);
    return [
      ...(attacker.share < 1 ? [refuse("share", texts.share())] : []),
      ...(attacker.misconduct.departs === true ? [refuse("budget", texts.departs())] : []),
      ...inClass,
      ...(inClass.length > 0 ? [] : purchaseRefusals(attacker, entry)),
    ];
  });
};

/** The class has nobody but attackers who come with a budget, and says how large a machine is and what it costs. */
function classRefusals(entry: OperatorClass, path: string, by: string): Refusal[] {
  const { count, nodes, workers, arrive, outside = 0, appear, follow, leave, cash, tokens } = entry;
  const isWrong: readonly (readonly [field: string, wrong: boolean, message: string])[] = [
    ["count", count > 0, texts.alone(by, "count: 0")],
    ["outside", outside > 0, texts.alone(by, "no outside")],
    ["arrive", arrive > 0, texts.alone(by, "no arrive")],
    ["appear", appear !== undefined, texts.alone(by, "no appear")],
    ["follow", follow !== undefined, texts.alone(by, "no follow")],
    ["leave", leave !== "never", `${by} says by lasts when they leave; leave it out`],
    ["nodes", nodes > 1, `${by} says by its kind how many identities there are; leave it out`],
    ["cash", cash !== undefined, `${by} brings its budget; leave it out`],
    ["tokens", tokens !== undefined, `${by} brings its budget; leave it out`],
    ["workers", typeof workers !== "number", `${by} buys machines of this class; write the workers of one`],
  ];
  return isWrong.filter(([, wrong]) => wrong).map(([field, , message]) => ({ path: `${path}.${field}`, message }));
}

function purchaseRefusals(attacker: Attacker, entry: OperatorClass): Refusal[] {
  const { path, budget, misconduct } = attacker;
  const { identitiesPerMachine = 1, isCluster = false } = misconduct.invests ?? {};
  if (budget === undefined || typeof entry.workers !== "number") return [];
  const found: Refusal[] = [];
  const { hardwareUsd, powerW, energyUsdPerKwh, hostingUsdPerHour } = costsOf(entry);
  if (hardwareUsd + powerW * energyUsdPerKwh + hostingUsdPerHour === 0)
    return [{ path: `${path}.budget`, message: texts.costsNothing(entry.class) }];
  if (!isCluster && identitiesPerMachine > entry.workers)
    found.push({ path: `${path}.identities`, message: texts.tooMany(entry.workers) });
  const { machines, identities } = purchaseOf(attacker, budget, entry);
  if (machines === 0) found.push({ path: `${path}.budget`, message: texts.tooLittle() });
  if (identities > identitiesMax) found.push({ path: `${path}.budget`, message: texts.tooMuch(identities) });
  if (isCluster && machines * entry.workers > workersMax)
    found.push({ path: `${path}.budget`, message: texts.tooLarge(machines * entry.workers) });
  return found;
}

/** Identities of one attacker, and workers of one node, that a network has room for. */
const identitiesMax = 100_000;
const workersMax = 1_000_000;

const texts = {
  needsBudget: (): string => "nothing is bought without a budget; write one, or leave it out",
  targets: (): string => "only what a budget buys goes for such shards; allowed: all, thin; or write a budget",
  nothingWithout: (kind: string): string => `"${kind}" is done with a budget; write one, such as budget: 10000 USD`,
  noMarket: (): string =>
    "a budget is in dollars; say what a token is worth, such as market: { price: { start: 0.05 USD } }",
  noFees: (): string =>
    "junk pays fees, and there are none; write fees: { transactions: 0/d, bytes: 1 kB } or what users send",
  share: (): string => "all that a budget buys attacks; leave it out",
  departs: (): string =>
    "what it buys would leave as it comes; give the budget to another attacker of the class, such as kind: honest",
  alone: (by: string, write: string): string =>
    `${by} buys the machines of this class, which has nobody else; write ${write}`,
  costsNothing: (name: string): string =>
    `a machine of ${name} costs nothing, so that it buys any number; give the class a cost or a profile`,
  tooMany: (workers: number): string =>
    `each identity needs a worker; write at most ${workers}, the workers of a machine`,
  tooLittle: (): string => "it buys no machine for as long as it lasts; write more, or a shorter lasts",
  tooMuch: (identities: number): string =>
    `it buys ${counted(identities, "identity", "identities")}; write so little that it buys at most ${countText(identitiesMax)}`,
  tooLarge: (workers: number): string =>
    `it buys one node of ${counted(workers, "worker")}; write so little that there are at most ${countText(workersMax)}`,
} as const;
