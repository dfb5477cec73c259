/** What a run that goes on from a snapshot may have otherwise than it had before, and why the rest stays as it is. */
import { durationText } from "../../sim/units/readable.js";
import { timeUs } from "../../sim/scenario/timeline/times.js";
import { attackersOf } from "./attackers.js";
import { hasLeaderTimeouts } from "../protocol/consensus/leader-timeouts.js";
import { hasBooks } from "./money.js";
import { mixOf } from "./mixed-strategies.js";
import { curveOf } from "./curve.js";
import { switchesOf } from "./switches.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import { mayBecome, mayCreditFirst, mayTimeOut } from "./timeline/release.js";
import { datedEntries } from "./timeline/entries.js";
import type { OperatorClass, Scenario } from "./schema.js";

export interface ChangedValue {
  /** Where in the scenario, as `operators[0].uptime`. */
  readonly path: string;
  readonly before: Scenario;
  readonly after: Scenario;
  /** The moment that the run goes on from, microseconds. */
  readonly atUs: number;
}

/** A value that may be another from a moment on: null; or why it cannot in this case. */
type Check = (
  changed: ChangedValue,
  classes: { readonly before: OperatorClass; readonly after: OperatorClass },
) => string | null;
const free: Check = () => null;

/** Fields of the scenario that are read whenever they are needed, so that a new value holds from then on. */
const changeable: readonly (readonly [field: RegExp, check: Check])[] = [
  [/^\$schema$/, free],
  [
    /^horizon$/,
    ({ after, atUs }) => (after.horizon < atUs ? `it would end at ${durationText(after.horizon / 1e6)}` : null),
  ],
  [/^sources\b/, free],
  [/^report\.every$/, free],
  [/^expect\b/, free],
  [/^rare\b/, free],
  [
    /^issuance\.supply$/,
    ({ before }) =>
      curveOf(before).dependsOnSupply === true ? "what was issued so far follows from it, by the curve" : null,
  ],
  [/^network\.messageLoss$/, free],
  [/^consensus\.competingFrames$/, free],
  [/^fees\.classes\[\d+\]\.(most|demand)\b/, free],
  [/^fees\.classes\[\d+\]\.keeps$/, ({ before, after }) => (isSameKeeping(before, after) ? null : keepsFrom)],
  [/^fees\.classes\b/, () => "what users have stored so far is counted by it"],
  [/^fees\./, free],
  [
    /^observed\b/,
    ({ before, after }) =>
      hasFollowers(before) || hasFollowers(after) ? "classes follow it, and their changes are planned" : null,
  ],
  [
    /^operators\[\d+\]\.strategy\b/,
    (_changed, { before, after }) =>
      mixOf(before) === undefined && mixOf(after) === undefined
        ? null
        : "which of several its operators follow was drawn when they appeared, or learnt since",
  ],
  [/^operators\[\d+\]\.answers$/, free],
  [
    /^operators\[\d+\]\.(policy|sells)\b/,
    ({ before, after }) =>
      hasBooks(before) === hasBooks(after) ? null : "operators keep books from the start, or not at all",
  ],
  [/^report\.books$/, free],
  [/^operators\[\d+\]\.pauses$/, free],
  // The next of each is planned when the last one happens, so there is no next one where there were none.
  [
    /^operators\[\d+\]\.uptime$/,
    (_changed, { before }) =>
      before.uptime >= 1 ? "its nodes are always online, so no outage is planned from which others could follow" : null,
  ],
  [/^operators\[\d+\]\.outage$/, free],
  [
    /^operators\[\d+\]\.arrive$/,
    (_changed, { before }) =>
      before.arrive === 0 ? "nobody arrives, so no arrival is planned from which others could follow" : null,
  ],
  [
    /^operators\[\d+\]\.equivocate$/,
    (_changed, { before, after }) =>
      isRate(before.equivocate) && isRate(after.equivocate) ? null : "nodes were enlisted by it when they appeared",
  ],
  [/^attackers\[\d+\]\.rate$/, free],
  [
    /^market\.demand\b/,
    ({ before, after }) =>
      before.market === undefined || after.market === undefined ? "the price has come about by the market" : null,
  ],
  [
    /^market\.price\.model\.(?!kind$|data$|depth$)/,
    ({ before, after }) =>
      before.market?.price.model.kind === after.market?.price.model.kind
        ? null
        : "the price has come about by another model",
  ],
  [/^timeline$/, (changed) => whyNotAdded(changed)],
];

/** A fork may have events beyond those of the run that it goes on from, after the moment from which it does. */
function whyNotAdded({ before, after, atUs }: ChangedValue): string | null {
  const known = before.timeline ?? [];
  const isLonger = JSON.stringify(known) === JSON.stringify((after.timeline ?? []).slice(0, known.length));
  if (!isLonger) return "its events have happened or are planned; add others after them";
  const isPast = datedEntries(after)
    .slice(known.length)
    .some(({ when }) => (timeUs(when, 0) ?? Number.POSITIVE_INFINITY) <= atUs);
  if (isPast) return "an event that it adds would have happened before";
  const counted = [before, after].map((one) => hasLeaderTimeouts(one, switchesOf(one)) || mayTimeOut(one));
  if (counted[0] !== counted[1])
    return "absent leaders have cost no frame so far, and cannot begin to by an event that is added";
  for (const [wanted, why] of begins) {
    const may = [before, after].map((one) => mayBecome(one, switchesOf(one), wanted));
    const matters = wanted.storageAudit === undefined || withholdsData(before);
    if (may[0] !== may[1] && matters) return why;
  }
  const credited = [before, after].map((one) => mayCreditFirst(one, switchesOf(one)));
  return credited[0] === credited[1]
    ? null
    : "every vote in time has been credited so far, and that cannot change by an event that is added";
}

const keepsFrom = "whether its files are deleted decides from the start which are counted";
const isSameKeeping = (before: Scenario, after: Scenario): boolean =>
  before.fees?.classes?.every(
    ({ keeps }, k) => (keeps === "for ever") === (after.fees?.classes?.[k]?.keeps === "for ever"),
  ) === true;

/** What a run that may come to such rules remembers from its start on, and cannot begin to. */
const begins: readonly (readonly [wanted: Partial<RuleSwitches>, why: string])[] = [
  [{ storageAudit: "on" }, "nothing has been audited so far, and that cannot begin by an event that is added"],
  [
    { proverStatus: "lastOperation" },
    "no operation has been written to provers so far, and that cannot begin by an event that is added",
  ],
];

/** The entry of the timeline that sets the field, whose value is that of a run under way. */
function whySet({ path, before }: ChangedValue): string | null {
  const entry = (before.timeline ?? []).findIndex(({ change }) => change !== undefined && Object.hasOwn(change, path));
  return entry < 0 ? null : `timeline[${entry}] sets it; add an event that does instead`;
}

/** Whether anybody holds less than all its data. */
const withholdsData = (scenario: Scenario): boolean =>
  attackersOf(scenario).some(({ misconduct: { heldShare = 1 } }) => heldShare < 1);
const isRate = (perSecond: number | undefined): boolean => perSecond !== undefined && perSecond > 0;
const hasFollowers = ({ operators }: Scenario): boolean => operators.some(({ follow }) => follow !== undefined);

/** Why the rest stays, by the beginning of the path; the first that fits. */
const reasons: readonly (readonly [field: RegExp, why: string])[] = [
  [/^rules$|^switches\b/, "all that happened so far happened by these rules"],
  [/^frames\b/, "frames are counted by this clock"],
  [/^operators$/, "its classes have drawn who and where they are"],
  [
    /^operators\[\d+\]\.(class|count|nodes|workers|seniority|appear|leave|version)\b/,
    "it was drawn or planned when its operators appeared",
  ],
  [
    /^operators\[\d+\]\.(profile|cost|cash|tokens|outside|decides)\b/,
    "the books of its operators have been kept by it so far",
  ],
  [
    /^attackers\[\d+\]\.(budget|lasts|coalition|identities|points|million)\b/,
    "what it buys with its budget is decided when it comes, and counted from the start",
  ],
  [/^attackers\b|^operators\[\d+\]\.holds$/, "nodes were enlisted by it when they appeared"],
  [/^computing\b|^operators\[\d+\]\.upload$/, "what was computed so far is paid by it"],
  [
    /^network\.(regions|jitter|copies|archives)\b|^operators\[\d+\]\.(download|access|loss|region)$/,
    "nodes and archives have been where they are, behind their lines, from the start",
  ],
  [/^operators\b/, "what its nodes have done so far follows from it"],
  [/^shards\.growth/, "the size of the data is counted from the start by it"],
  [/^shards\b|^start\b/, "the shards were laid out by it"],
  [/^timeline\b/, "its events have happened or are planned; add others after them"],
  [/^archives\b/, "the outages of archives are drawn by it"],
  [/^faults\b/, "what the wire carries is decided by them from the start; write those that are to come before it"],
  [/^grants\b/, "they are dated from the start, and part of the supply that there is"],
  [/^curve\b|^issuance\b/, "what was issued so far follows from it"],
  [/^report\.allocations$/, "what each allocation earned is counted from the start"],
  [/^market\b/, "the price has come about by it"],
  [/^date$|^network\.date$/, "it is the day on which the run began"],
];

/** Why a run that goes on cannot have another value there; null: it can. */
export function whyFixed(changed: ChangedValue): string | null {
  const { path, before, after } = changed;
  const k = Number(/^operators\[(\d+)\]/.exec(path)?.[1] ?? 0);
  const set = whySet(changed);
  if (set !== null) return set;
  const found = changeable.find(([field]) => field.test(path));
  if (found !== undefined) return found[1](changed, { before: before.operators[k], after: after.operators[k] });
  return reasons.find(([field]) => field.test(path))?.[1] ?? "the state of the run follows from it";
}
