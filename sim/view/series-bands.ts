import type { Table } from "../table/result-table.js";

/** Where a series over replications has the lowest and the highest value of a column, beside its mean. */
export const lowestOf = (column: string): string => `${column} lowest`;
export const highestOf = (column: string): string => `${column} highest`;

/** Whether the series has means of that column, with bands about them. */
export const hasBand = ({ columns }: Table, column: string): boolean =>
  columns.some(({ name }) => name === lowestOf(column));
