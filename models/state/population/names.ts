/** What operators and nodes are called: the names that random numbers and addresses hang on. */

/**
 * Which operator of its class: the n-th from the start, or the n-th that arrived. The two are counted apart, so that one
 * more at the start renames nobody who arrives.
 */
export interface OperatorOrdinal {
  readonly hasArrived: boolean;
  readonly n: number;
}

export const operatorName = (className: string, { hasArrived, n }: OperatorOrdinal): string =>
  `${className}/${hasArrived ? "arrival " : ""}${n}`;

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
