/** What exact columns say when a value would leave their range. */

export const wentBack = (index: number, of: bigint, since: bigint): string =>
  `entry ${index} cannot take the difference: the counter reads ${of} and read ${since} before, and counters never go back`;

export const outOfRange = (index: number, value: bigint): string =>
  `entry ${index} cannot hold ${value}: a whole number from 0 to 2^100 - 1 fits`;

export const badFactor = (factor: number, max: string): string =>
  `${factor} cannot be a factor: it must be a whole number from 0 to ${max} - 1`;

export const noEntry = (index: number, length: number): string =>
  `there is no entry ${index}: the column has ${length}`;
