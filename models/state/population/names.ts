/** What operators and nodes are called: the names that random numbers and addresses hang on. */

/**
 * Which operator of its class: the n-th from the start, or the n-th that arrived. The two are counted apart, so that one
 * more at the start renames nobody who arrives.
 */
export interface OperatorOrdinal {
  readonly hasArrived: boolean;
  readonly n: number;
  /** Name of the entry of the timeline by which it came; those are counted apart. */
  readonly event?: string;
}

export const operatorName = (className: string, { hasArrived, n, event }: OperatorOrdinal): string =>
  event === undefined ? `${className}/${hasArrived ? "arrival " : ""}${n}` : sentOperatorName(className, event, n);

/** Name of the n-th operator that came by an entry of the timeline. */
export const sentOperatorName = (className: string, event: string, n: number): string => `${className}/${event}/${n}`;

/** Name of the n-th operator of a class that runs nothing at the start. */
export const outsiderName = (className: string, n: number): string => `${className}/outside ${n}`;

/** Name of the operator that the n-th attacker with a budget of its class comes as. */
export const attackerName = (className: string, n: number): string => `${className}/attacker ${n}`;

/** Name of the n-th node of an operator in a run; its address is a hash of it. */
export const nodeName = (
  run: { readonly seed: number | string; readonly replication: number },
  operator: string,
  node: number,
): string => `${run.seed}/${run.replication}/${operator}/${node}`;

/** An operator of its class in a 32-bit word, as events carry it. */
export const packOrdinal = ({ hasArrived, n }: OperatorOrdinal): number => (hasArrived ? -1 - n : n);
export const unpackOrdinal = (word: number): OperatorOrdinal => ({
  hasArrived: word < 0,
  n: word < 0 ? -1 - word : word,
});
