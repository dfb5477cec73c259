/**
 * Shares of a frame stay below 2^50 units, which a world of 300 kB keeps in every generation and under every rule of 2.1
 * (assumption: nobody simulates a smaller one).
 */
export const minWorldBytes = 300_000;
