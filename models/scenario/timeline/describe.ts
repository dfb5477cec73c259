/** What an entry of a timeline does, in words. */
import { rounded } from "../../../sim/units/format.js";
import * as dimensions from "../../../sim/units/dimensions.js";
import { counted, countText, durationText } from "../../../sim/units/readable.js";
import { parseActivation } from "./activation.js";
import { happeningOf, type TimelineEntry } from "./schema.js";

const time = (us: number): string => durationText(us / 1e6);
/** Below a second as it is written: in tenths of one it would be none. */
const paceText = (us: number): string => (us < 1_000_000 ? rounded(dimensions.duration, us) : time(us));
const spread = (us: number): string => (us === 0 ? "" : ` over ${time(us)}`);

/** One or two words for pictures: the entry's label, if it has one. */
export function labelOf(entry: TimelineEntry): string {
  if (entry.label !== undefined) return entry.label;
  const { arrivals, departures, data, pace } = entry;
  if (arrivals !== undefined) return `+${countText(arrivals.count)} ${arrivals.class}`;
  if (departures !== undefined) return `${amountOf(departures)} ${departures.class} go`;
  if (data?.to !== undefined) return `data ${rounded(dimensions.byteCount, data.to)}`;
  if (pace !== undefined) return `pace ${paceText(pace)}`;
  return happeningOf(entry);
}

const amountOf = ({ count, share = 0 }: { count?: number | undefined; share?: number | undefined }): string =>
  count === undefined ? rounded(dimensions.share, share) : countText(count);

/** A phrase: `outage of 60 % of class home for 3 h`. */
export function describeEntry(entry: TimelineEntry): string {
  const { outage, arrivals, departures, data, pace, halt, release, reset, change } = entry;
  if (outage !== undefined) {
    const nodes = outage.class === undefined ? "all nodes" : `class ${outage.class}`;
    const back = outage.back === "at once" ? "" : `, back ${outage.back}`;
    return `outage of ${rounded(dimensions.share, outage.share)} of ${nodes} for ${time(outage.for)}${back}`;
  }
  if (arrivals !== undefined)
    return `${arrivals.count === 1 ? `1 operator of class ${arrivals.class} arrives` : `${countText(arrivals.count)} operators of class ${arrivals.class} arrive`}${spread(arrivals.over)}`;
  if (departures !== undefined) {
    const how = departures.how === "leave" ? "leave" : "vanish";
    return `${counted(amountOf(departures), "operator")} of class ${departures.class} ${how}${spread(departures.over)}`;
  }
  if (data !== undefined) return `data: ${dataParts(data).join(", ")}`;
  if (pace !== undefined) return `a frame every ${paceText(pace)}`;
  if (halt !== undefined) {
    const lost = halt.framesLost > 0 ? `, ${counted(halt.framesLost, "frame is", "frames are")} made again` : "";
    return `the chain stands for ${time(halt.for)}${lost}`;
  }
  if (release !== undefined)
    return `release: ${releaseText(release)}, adopted ${release.adoption}${adoptersText(release)}${activationText(release)}${floorText(release)}`;
  if (reset !== undefined) return `reset: ${resetParts(reset).join(", ")}`;
  return `change: ${Object.entries(change ?? {})
    .map(([path, value]) => `${path} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ")}`;
}

const bytes = (amount: number): string => rounded(dimensions.byteCount, amount);

const adoptersText = (release: NonNullable<TimelineEntry["release"]>): string => {
  if (release.class === undefined && release.share === 1) return "";
  const nodes = release.class === undefined ? "all nodes" : `class ${release.class}`;
  return ` by ${rounded(dimensions.share, release.share)} of ${nodes}`;
};

const activationText = ({ activates }: NonNullable<TimelineEntry["release"]>): string => {
  if (activates === undefined) return "";
  const activation = parseActivation(activates);
  if (!activation.ok) return `, in force ${activates}`;
  return "frame" in activation.value
    ? `, in force from frame ${countText(activation.value.frame)}`
    : `, in force ${time(activation.value.afterUs)} later`;
};

const floorText = ({ floor }: NonNullable<TimelineEntry["release"]>): string =>
  floor === undefined ? "" : `, others shut out after ${time(floor)}`;

const releaseText = ({ rules, switches = {} }: NonNullable<TimelineEntry["release"]>): string =>
  [
    ...(rules === undefined ? [] : [rules]),
    ...Object.entries(switches).map(([name, value]) => `${name} ${String(value)}`),
  ].join(", ");

function resetParts({
  prefixBits,
  shardKeys,
  world,
  allocations,
  seniority,
  pause,
}: NonNullable<TimelineEntry["reset"]>): readonly string[] {
  return [
    `a grid of ${counted(prefixBits, "bit")}${shardKeys === undefined ? "" : ` of ${shardKeys.slice("bits".length)}`}`,
    ...(world === undefined ? [] : [bytes(world)]),
    `allocations ${allocations}`,
    ...(seniority === "dropped" ? ["seniority dropped"] : []),
    ...(pause > 0 ? [`the chain stands for ${time(pause)}`] : []),
  ];
}

function dataParts({ to, add, remove, growth }: NonNullable<TimelineEntry["data"]>): readonly string[] {
  return [
    ...(to === undefined ? [] : [`to ${bytes(to)}`]),
    ...(add === undefined ? [] : [`${bytes(add)} more`]),
    ...(remove === undefined ? [] : [`${bytes(remove)} less`]),
    ...(growth === undefined ? [] : [`growth ${rounded(dimensions.growth, growth)}`]),
  ];
}
