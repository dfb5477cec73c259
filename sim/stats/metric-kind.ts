/**
 * What the values of a metric can be, so that an interval claims nothing that they cannot:
 *
 *     count     a whole number of things, or a mean of such: not below zero
 *     share     a part of a whole: from 0 to 1
 *     amount    how much of something, such as bytes, money or work: not below zero
 *     duration  a span of time: not below zero
 *     balance   what is left of two amounts, such as profit: it may be below zero
 */
export const metricKinds = ["count", "share", "amount", "duration", "balance"] as const;

export type MetricKind = (typeof metricKinds)[number];
