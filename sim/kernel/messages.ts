import { counted } from "../units/readable.js";
import type { EventTrace } from "./event-history.js";

/** Texts of everything that sim/kernel refuses or finds broken. Tests compare with these functions. */
export const messages = {
  notInteger: (handler: string, timeUs: number, target: number): string =>
    `"${handler}" for entity ${target} was scheduled at ${timeUs} µs, which is not a whole number of microseconds`,
  inThePast: (handler: string, timeUs: number, target: number, nowUs: number): string =>
    `"${handler}" for entity ${target} was scheduled at ${timeUs} µs, ${nowUs - timeUs} µs before now (${nowUs} µs)`,
  timeOverflow: (handler: string, timeUs: number, target: number): string =>
    `"${handler}" for entity ${target} was scheduled at ${timeUs} µs, beyond the last exact time (${Number.MAX_SAFE_INTEGER} µs)`,
  unknownKind: (kind: number, timeUs: number, target: number, known: readonly string[]): string =>
    `no handler has the kind ${kind}, scheduled at ${timeUs} µs for entity ${target}; registered: ${
      known.map((name, index) => `${index} "${name}"`).join(", ") || "none"
    }`,
  noSuchKind: (kind: number): string => `no handler has the kind ${kind}`,
  badIndex: (handler: string, timeUs: number, target: number, field: string, value: number, max: number): string =>
    `"${handler}" for entity ${target} at ${timeUs} µs has the ${field} ${value}; it must be a whole number from 0 to ${max}`,
  badPayload: (handler: string, timeUs: number, target: number, payload: number): string =>
    `"${handler}" for entity ${target} at ${timeUs} µs has the payload ${payload}; it must be a 32-bit integer`,
  foreignSource: (
    handler: string,
    timeUs: number,
    target: number,
    source: number,
    first: number,
    end: number,
  ): string =>
    `"${handler}" for entity ${target} at ${timeUs} µs has the source ${source}, which belongs to another part; this one has the entities ${first} to ${end - 1}`,
  misdirected: (timeUs: number, target: number, nowUs: number, first: number, end: number): string =>
    `an event for entity ${target} at ${timeUs} µs came to the part of the entities ${first} to ${end - 1}, which is at ${nowUs} µs`,

  handlerThrew: (handler: string, reason: string): string => `handler "${handler}" threw: ${reason}`,
  nameTaken: (name: string): string => `a handler named "${name}" is already registered`,
  badPriority: (name: string, priority: number): string =>
    `handler "${name}" has the priority ${priority}; it must be a 32-bit integer`,
  tooManyKinds: (name: string, max: number): string =>
    `handler "${name}" would be one too many: a kernel tells ${max} kinds of events apart`,
  reentered: (): string => "runUntil was called by a handler; handlers schedule events and return",
  badHorizon: (horizonUs: number): string =>
    `the horizon ${horizonUs} µs is not a whole number of microseconds from 0 to ${Number.MAX_SAFE_INTEGER}`,
  badUntil: (): string => "runUntil needs a time in microseconds and got NaN",
  badMaxEvents: (maxEvents: number): string => `runUntil needs at least one event to handle and got ${maxEvents}`,
  livelock: (handler: string, target: number, timeUs: number, limit: number): string =>
    `time stands still at ${timeUs} µs: more than ${counted(limit, "event")} were scheduled for this very moment, the latest "${handler}" for entity ${target}; scenarios that ask for events without bound are refused before they run, so this is a mistake of the handler`,

  hasBegun: (): string => "stored state can be loaded only into a kernel that has handled and scheduled nothing",
  noSuchHandler: (name: string): string => `stored state has events of a handler "${name}", which there is not`,

  invariantTaken: (name: string): string => `an invariant named "${name}" is already registered`,
  invariantBroken: (name: string, wrong: string): string => `"${name}" does not hold: ${wrong}`,

  bigEndian: (): string => "fingerprints need a little-endian machine; on this one they would differ from all others",
  notANumber: (): string => "a fingerprint cannot fold NaN: no result may contain it",
  notANumberAt: (index: number): string => `a fingerprint cannot fold NaN: entry ${index} of the column`,
  badStateLength: (length: number): string => `the state of a fold of events has 6 words, not ${length}`,
} as const;

/** What `formatFailure` prints: the fields of an `InvariantError`. */
export interface Failure {
  readonly what: string;
  readonly rule?: string;
  readonly timeUs: number;
  readonly frame?: number;
  readonly entity?: number;
  readonly run?: string;
  readonly replay: string;
  readonly lastEvents: readonly EventTrace[];
}

/** The message of an `InvariantError`: what is wrong, then a line for each thing known about where, when and how. */
export function formatFailure(failure: Failure): string {
  const { rule, frame, entity, run } = failure;
  const lines = [failure.what, `  time:    ${failure.timeUs} µs`];
  if (rule !== undefined) lines.push(`  rule:    ${rule}`);
  if (frame !== undefined) lines.push(`  frame:   ${frame}`);
  if (entity !== undefined) lines.push(`  entity:  ${entity}`);
  if (run !== undefined) lines.push(`  run:     ${run}`);
  lines.push(`  replay:  ${failure.replay}`);
  if (failure.lastEvents.length === 0) lines.push("  events:  none handled yet");
  else lines.push("  events, the newest last:", ...failure.lastEvents.map((event) => `    ${formatEvent(event)}`));
  return lines.join("\n");
}

const formatEvent = ({ timeUs, handler, target, source, payload }: EventTrace): string =>
  `${timeUs} µs  ${handler}  target ${target}  source ${source}  payload ${payload}`;
