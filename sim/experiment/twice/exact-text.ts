/** A value as text from which it can be told from any other: -0 is not 0. */
export const exactText = (value: number | bigint | string): string => (Object.is(value, -0) ? "-0" : String(value));
