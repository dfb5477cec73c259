/** Who asks what it would earn. */
import { messages } from "./messages.js";

/** What somebody would run. */
export interface EarningOperator {
  /** Workers in all. */
  readonly workers: number;
  /** Nodes that they are divided over; 1 unless given. */
  readonly nodes?: number;
  /** Seniority at the start: none unless given. */
  readonly seniority?: "none" | "historic" | "dawn";
  /** Share of time that a node is online, such as `99 %`; always unless given. */
  readonly uptime?: string;
  /** What a token is worth, such as `0.05 USD`: takes the place of the scenario's market. */
  readonly price?: string;
  /** Kind of machine that each node is, which says what it costs: `home`, `data centre` and the others of docs/economy.md. It needs a price. */
  readonly profile?: string;
  /** What is otherwise about these costs, or all of them, as `cost` of a class: `{ power: 45 W, energy: 0.30 USD/kWh }`. It needs a price. */
  readonly cost?: string;
}

/** The same with everything said. */
export type WholeOperator = Required<Pick<EarningOperator, "workers" | "nodes" | "seniority" | "uptime">> & {
  readonly price: string | undefined;
  readonly profile: string | undefined;
  readonly cost: string | undefined;
};

const most = { workers: 10_000, nodes: 1000 } as const;

const isWithin = (count: number, limit: number): boolean =>
  Number.isNaN(count) || (Number.isInteger(count) && count >= 1 && count <= limit);

/** What is wrong with numbers that cannot be; NaN: they were none, and somebody has said so. */
export function numberProblems({ workers, nodes = 1 }: Pick<EarningOperator, "workers" | "nodes">): readonly string[] {
  const limit = isWithin(workers, most.workers) && workers < most.nodes ? workers : most.nodes;
  return [
    ...(isWithin(workers, most.workers) ? [] : [messages.badWorkers(String(workers), most.workers)]),
    ...(isWithin(nodes, limit) ? [] : [messages.badNodes(String(nodes), limit)]),
  ];
}

/** Throws `RangeError` for numbers that cannot be; quantities are read with the scenario. */
export function wholeOperator({
  workers,
  nodes = 1,
  seniority = "none",
  uptime = "100 %",
  price,
  profile,
  cost,
}: EarningOperator): WholeOperator {
  if (Number.isNaN(workers)) throw new RangeError(messages.badWorkers(String(workers), most.workers));
  if (Number.isNaN(nodes)) throw new RangeError(messages.badNodes(String(nodes), most.nodes));
  const wrong = numberProblems({ workers, nodes });
  if (wrong.length > 0) throw new RangeError(wrong.join("\n"));
  return { workers, nodes, seniority, uptime, price, profile, cost };
}
