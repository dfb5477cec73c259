/** What users store: one kind of transactions, or classes of messages and files with sizes, and times after which they are deleted. */
import type { z } from "zod";
import type { Demand } from "../market/demand.js";
import { vertexAddCost } from "../protocol/fees/cost.js";
import type { feesSchema } from "./chain.js";
import type { demandSchema } from "./demand.js";
import { parseHalfLife } from "./storage-fields.js";

type DemandOfScenario = z.output<typeof demandSchema>;

interface Storing {
  readonly fees?: z.output<typeof feesSchema> | undefined;
}

interface Answering {
  readonly market?: { readonly demand?: DemandOfScenario | undefined } | undefined;
}

const either = "write `bytes`, one size of all transactions, or `classes`, of which each has its own";
const oneHundred = 1e-9;

/** Reports classes that do not make up all transactions, and what is said twice, not at all, or of nothing. */
export function refuseMixedClasses({ fees }: Storing, context: z.RefinementCtx): void {
  if (fees === undefined) return;
  const { bytes, classes, deleted } = fees;
  const refuse = (path: readonly (string | number)[], message: string, input?: unknown): void =>
    context.addIssue({ code: "custom", message, path: ["fees", ...path], input });
  if (bytes === undefined && classes === undefined) refuse(["bytes"], `missing: ${either}`);
  if (bytes !== undefined && classes !== undefined)
    refuse(["bytes"], `says what \`classes\` say too: ${either}, and null for the other`, bytes);
  const sum = (classes ?? []).reduce((total, one) => total + one.share, 0);
  if (classes !== undefined && Math.abs(sum - 1) > oneHundred)
    refuse(
      ["classes"],
      `shares add up to ${Number((sum * 100).toPrecision(12))} %; they are parts of \`transactions\`, so write 100 % in all`,
    );
  classes?.forEach((one, k) => {
    if (classes.findIndex((other) => other.class === one.class) < k)
      refuse(["classes", k, "class"], "is the name of a class before it; give each a name of its own", one.class);
  });
  if (deleted !== undefined && !keepsFiles({ fees }))
    refuse(["deleted"], "nobody deletes anything; write a class that keeps: half-life 30 d, or leave it out", deleted);
}

/** A kind of transactions as systems see it. */
export interface StorageClass {
  /** Empty where there are no classes. */
  readonly name: string;
  /** Part of all transactions. */
  readonly share: number;
  /** Bytes stored and charged, whole chunks. */
  readonly bytes: number;
  /** Units that one pays at most. */
  readonly most: bigint;
  readonly demand: Demand | undefined;
  /** Time after which half of them are deleted, microseconds; null: they stay. */
  readonly halfLifeUs: number | null;
}

/** Kinds of transactions in the order of the scenario, one without classes, as it is at the moment; none where nobody sends any. */
export function storageClassesOf({ fees, market }: Storing & Answering): readonly StorageClass[] {
  if (fees === undefined) return [];
  const usual = demandOf(market?.demand);
  if (fees.classes === undefined) {
    const bytes = vertexAddCost(fees.bytes ?? 0);
    return [{ name: "", share: 1, bytes, most: fees.most, demand: usual, halfLifeUs: null }];
  }
  return fees.classes.map((one) => ({
    name: one.class,
    share: one.share,
    bytes: vertexAddCost(one.bytes),
    most: one.most ?? fees.most,
    demand: demandOf(one.demand) ?? usual,
    halfLifeUs: halfLifeOf(one.keeps),
  }));
}

/** Those that are deleted some time. */
export const keptClassesOf = (scenario: Storing & Answering): readonly StorageClass[] =>
  storageClassesOf(scenario).filter(({ halfLifeUs }) => halfLifeUs !== null);

/** Whether users delete anything of what they store. */
export const keepsFiles = ({ fees }: Storing): boolean =>
  fees?.classes?.some(({ keeps }) => keeps !== "for ever") === true;

const demandOf = (said: DemandOfScenario | undefined): Demand | undefined =>
  said && { feeUsd: said.fee, elasticity: said.elasticity };

function halfLifeOf(keeps: string): number | null {
  if (keeps === "for ever") return null;
  const parsed = parseHalfLife(keeps);
  if (!parsed.ok) throw new Error(`keeps: ${parsed.message}`);
  return parsed.value;
}
