/** What is measured of PHOLD, and what is required of it. */
import { bytesText } from "../../sim/units/readable.js";
import { growthText } from "../growth.js";
import { type Figures, millionsText, type Probe, probeGroup } from "../probe.js";

const sizes = [1e4, 1e5, 1e6, 1e7];
/** Millions of events a second, at least, where all events are remote. */
const minRate: Readonly<Record<number, number>> = { 1e5: 8, 1e6: 4.5, 1e7: 2.5 };
/** Times the loop written by hand, at most. */
const maxRatio = 1.5;

const rowName = (size: number, percent: number): string => `phold-1e${String(size).length - 1}-${percent}%`;

function probeOf(size: number, percent: number): Probe {
  const wanted = percent === 100 ? minRate[size] : undefined;
  return {
    name: rowName(size, percent),
    script: "./phold/measure.js",
    args: [String(size), String(percent / 100)],
    requirement: wanted === undefined ? `${maxRatio} × by hand` : `${wanted} M/s, ${maxRatio} × by hand`,
    isMet: ({ eventsPerS, ratio }) => ratio <= maxRatio && eventsPerS >= (wanted ?? 0) * 1e6,
  };
}

export const pholdGroup = probeGroup({
  name: "phold",
  probes: [20, 100].flatMap((percent) => sizes.map((size) => probeOf(size, percent))),
  columns: [
    { head: "events/s", figure: "eventsPerS", text: millionsText },
    { head: "an event", figure: "nsPerEvent", text: (ns) => `${Math.round(ns)} ns` },
    { head: "by hand", figure: "referencePerS", text: millionsText },
    { head: "times by hand", figure: "ratio", text: (ratio) => ratio.toFixed(2) },
    { head: "peak memory", figure: "peakRssBytes", text: bytesText },
  ],
  remarks: (figures) => [
    ...slowdown(figures),
    ...growthText(
      "memory",
      sizes.map((size) => [size, figures.get(rowName(size, 100))?.peakRssBytes] as const),
    ),
  ],
});

/** Nanoseconds per event may grow by 2.5 times from 10^4 to 10^6 waiting events. */
function slowdown(figures: ReadonlyMap<string, Figures>): readonly string[] {
  const [few, many] = [figures.get(rowName(1e4, 100)), figures.get(rowName(1e6, 100))];
  if (few === undefined || many === undefined) return [];
  const times = many.nsPerEvent / few.nsPerEvent;
  return [`from 10^4 to 10^6 waiting, an event takes ${times.toFixed(2)} times as long; at most 2.5 ${times <= 2.5 ? "✓" : "✗"}`]; // prettier-ignore
}
