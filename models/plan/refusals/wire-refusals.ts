/** What a scenario cannot ask of the wire, and what it cannot ask at message fidelity. */
import { counted, countText } from "../../../sim/units/readable.js";
import { regionPresets } from "../../../sim/network/region-presets.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { faultProblems } from "../../../sim/scenario/fault-problems.js";
import { maxTimes } from "../../../sim/scenario/timeline/times.js";
import { archivesClass, faultClasses, faultCount } from "../../scenario/timeline/faults.js";
import type { Scenario } from "../../scenario/schema.js";
import { mayBecome } from "../../scenario/timeline/release.js";
import { lineOfArchives, lineOfClass, regionPresetOf } from "../../scenario/wire.js";

interface Refusal {
  readonly path: string;
  readonly message: string;
  readonly misspelt?: { readonly word: string; readonly known: readonly string[] };
}

export function wireRefusals(scenario: Scenario, rules: RuleSwitches): readonly Refusal[] {
  return [
    ...placeRefusals(scenario),
    ...faultRefusals(scenario),
    ...(scenario.fidelity === "message" ? fidelityRefusals(scenario, rules) : []),
  ];
}

/** Faults that cannot be, and those of a run in which no message takes any way. */
function faultRefusals(scenario: Scenario): readonly Refusal[] {
  const { faults, fidelity, operators } = scenario;
  if (faults === undefined || faults.length === 0) return [];
  const regions = regionPresets.get(regionPresetOf(scenario))!.names;
  const problems = faultProblems(faults, { classes: faultClasses(scenario), regions, horizonUs: scenario.horizon });
  const called = operators.findIndex(({ class: name }) => name === archivesClass);
  return [
    ...(fidelity === "message"
      ? []
      : [{ path: "faults", message: `at fidelity ${fidelity} no message takes any way that could be cut; write fidelity: message` }]), // prettier-ignore
    ...(called < 0
      ? []
      : [{ path: `operators[${called}].class`, message: `${archivesClass} are the archives where faults name classes; write another name` }]), // prettier-ignore
    ...problems,
    ...(problems.length === 0 && faultCount(scenario) > maxTimes
      ? [
          {
            path: "faults",
            message: `they begin ${counted(faultCount(scenario), "time")}; allowed are ${countText(maxTimes)}`,
          },
        ]
      : []),
  ];
}

/** Regions that are not there, at any fidelity. */
function placeRefusals(scenario: Scenario): readonly Refusal[] {
  const { network, operators } = scenario;
  const known = regionPresets.get(regionPresetOf(scenario))!.names;
  const unknown = (path: string, word: string | undefined): readonly Refusal[] =>
    word === undefined || known.includes(word)
      ? []
      : [{ path, message: `there is no "${word}"; there are ${known.join(", ")}`, misspelt: { word, known } }];
  const shares = network.regions?.shares;
  return [
    ...operators.flatMap(({ region }, k) => unknown(`operators[${k}].region`, region)),
    ...unknown("network.archives.region", network.archives?.region),
    ...Object.keys(shares ?? {}).flatMap((name) => unknown("network.regions.shares", name)),
    ...(shares === undefined || Object.values(shares).some((part) => part > 0)
      ? []
      : [{ path: "network.regions.shares", message: "some region needs a part above 0" }]),
  ];
}

const notByMessages = (why: string): Refusal => ({ path: "fidelity", message: `message, but ${why}; write frame` });

function fidelityRefusals(scenario: Scenario, rules: RuleSwitches): readonly Refusal[] {
  if (rules.lifecycle === "trie") return [notByMessages("before 2.1 (lifecycle trie) nodes asked for no places")];
  const found: Refusal[] = [];
  if (rules.transport === "go" || mayBecome(scenario, rules, { transport: "go" }))
    found.push(notByMessages("with transport go requests are gossiped, and frames are not polled"));
  if (scenario.rare !== undefined)
    found.push({
      path: "rare",
      message: "runs at message fidelity are not weighed; leave it out, or write fidelity: frame",
    });
  const lines = [...scenario.operators.map(lineOfClass), lineOfArchives(scenario)];
  lines.forEach(({ uploadBitsPerS, downloadBitsPerS, lossShare }, k) => {
    const at = k < scenario.operators.length ? `operators[${k}]` : "network.archives";
    if (uploadBitsPerS <= 0) found.push({ path: `${at}.upload`, message: nothing });
    if (downloadBitsPerS <= 0) found.push({ path: `${at}.download`, message: nothing });
    if (lossShare >= 1)
      found.push({ path: `${at}.loss`, message: "nothing would ever arrive; allowed is less than 100 %" });
  });
  return found;
}

const nothing = "a line that carries nothing; at message fidelity allowed is more than 0 bit/s";
