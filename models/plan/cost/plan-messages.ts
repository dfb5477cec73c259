/** Texts of what a plan refuses because it would make events, rows or frames without bound. Tests compare with these. */
import { countText, durationText, rateText } from "./nearest-allowed.js";
import { counted } from "../../../sim/units/readable.js";

export const messages = {
  noTimeBetweenFrames: (): string => "frames need time between them; write a duration such as 10 s",
  tooManyFrames: (count: number, horizonUs: number, last: number, minUs: number): string =>
    `${counted(count, "frame")} in ${durationText(horizonUs)}; frame numbers end at ${last}: write a pace of at least ${durationText(minUs)}, or a shorter horizon`,
  lastFrame: (last: number): string => `frame numbers end at ${last}`,

  noTimeBetweenReports: (): string => "reports need time between them; write a duration such as 1 h",
  tooManyRows: (
    { rows, columns, replications }: { rows: number; columns: number; replications: number },
    max: number,
    minUs: number,
  ): string =>
    `${counted(countText(rows), "row")} of ${counted(columns, "column")}${replications === 1 ? "" : `, ${countText(replications)} times`}, are ${counted(countText(rows * columns * replications), "value")}; at most ${countText(max)} are written: write at least ${durationText(minUs)}`,

  tooShort: (us: number, minUs: number): string =>
    `${durationText(us)} are less than a tenth of a frame, in which nodes are seen once; write at least ${durationText(minUs)}`,
  outages: (events: number, horizonUs: number, max: number, minUs: number): string =>
    `there would be ${counted(countText(events), "change")} of presence in ${durationText(horizonUs)}; at most ${counted(countText(max), "event")} are simulated: write at least ${durationText(minUs)}`,
  tooOften: (events: number, horizonUs: number, maxPerSecond: number): string =>
    `more than ten times a frame, ${counted(countText(events), "time")} in ${durationText(horizonUs)}; write at most ${rateText(maxPerSecond)}`,
  arrivals: (nodes: number, horizonUs: number, bytes: number, maxPerSecond: number): string =>
    `${counted(countText(nodes), "node")} would arrive in ${durationText(horizonUs)} and need about ${countText(bytes / 1e9)} GB; at most 20 GB are planned for: write at most ${rateText(maxPerSecond)}`,
  sent: (nodes: number, bytes: number): string =>
    `${counted(nodes, "node")} of the class would come in all and need about ${countText(bytes / 1e9)} GB; at most 20 GB are planned for: write fewer operators, or fewer times`,
  workerChanges: (workers: number, max: number): string =>
    `who follows it gains and loses ${counted(countText(workers), "worker")}; at most ${countText(max)} are simulated`,
  daysFall: (day: number, before: number): string =>
    `day ${day} is not after day ${before}; write days in the order of time`,
  tooManyEvents: (events: number, horizonUs: number, max: number, allowedUs: number): string =>
    `${counted(countText(events), "event")} in ${durationText(horizonUs)}; at most ${countText(max)} are simulated: write at most ${durationText(allowedUs)}, or make them rarer`,
} as const;
