/** Lines of random scenarios, what is told over them, and how exactly that is simulated. */
import { type Choices, written } from "./choices.js";
import { type ClassOfCase, type Fields } from "./random-operators.js";
import { type RulesOfCase } from "./random-switches.js";
import { randomFaults } from "./random-faults.js";

/** Faults of the wire, where messages take their way over it. */
export function withFaults(choices: Choices, { fidelity, operators, network }: Fields, horizonUs: number): Fields {
  if (fidelity !== "message" || choices.chance(0.5)) return {};
  const { regions } = network as { readonly regions?: { readonly preset?: string } };
  const names = regions?.preset === "six-regions-2019" ? ["europe", "japan"] : ["europe", "na east", "south africa"];
  const classes = (operators as readonly ClassOfCase[]).map((one) => one["class"] as string);
  return { faults: randomFaults(choices, { classes, regions: names, horizonUs }) };
}

/** At message fidelity where nothing stands against it, and lines and places at any. */
export function withWire(choices: Choices, fields: Fields, { switches }: RulesOfCase): Fields {
  if (choices.chance(0.6)) return fields;
  const preset = choices.maybe(0.5, () => choices.oneOf(["eight-regions", "six-regions-2019"]));
  const regions = preset === "six-regions-2019" ? ["europe", "japan"] : ["europe", "na east", "south africa"];
  const region = (): string | undefined => choices.maybe(0.3, () => choices.oneOf(regions));
  const shares = (): Fields => ({ [regions[0]]: 2, [regions[1]]: 1 });
  const line = (): Fields => ({
    download: choices.maybe(0.3, () => choices.oneOf(["100 kbit/s", "500 Mbit/s"])),
    access: choices.maybe(0.3, () => choices.oneOf(["0 s", "20 ms", "12 s"])),
    loss: choices.maybe(0.3, () => choices.oneOf(["0 %", "0.1 %", "40 %"])),
    region: region(),
  });
  const isOther =
    switches.transport === "go" || fields["rare"] !== undefined || fields["fidelity"] === "epoch" || isReleased(fields);
  const operators = (fields["operators"] as readonly ClassOfCase[]).map((one) =>
    written({ ...one, ...line(), upload: one["upload"] === "0 bit/s" && !isOther ? "2 kbit/s" : one["upload"] }),
  );
  const upload = choices.maybe(0.5, () => choices.oneOf(["100 kbit/s", "100 Mbit/s", "10 Gbit/s"]));
  const network = written({
    ...(fields["network"] as Fields | undefined),
    regions: preset === undefined ? undefined : written({ preset, shares: choices.maybe(0.5, shares) }),
    copies: choices.maybe(0.3, () => choices.oneOf([1, 3, 8])),
    jitter: choices.maybe(0.5, () => choices.oneOf(["0 s", "10 ms", "7 s"])),
    archives: choices.maybe(0.5, () => written({ upload, ...line() })),
  });
  return { ...fields, operators, network, ...(isOther ? {} : { fidelity: "message" }) };
}

const isReleased = ({ timeline }: Fields): boolean => JSON.stringify(timeline ?? null).includes('"release"');

/** By epochs where the rules have them and keep them, and what a member gets does not hang on who else is there in a frame. */
export function randomFidelity(choices: Choices, fields: Fields, { switches }: RulesOfCase): Fields {
  const { lifecycle, emptySlots, creditedSigners } = switches;
  const isSteppable = lifecycle === "epoch" && emptySlots === "notMinted" && creditedSigners === "allInTime";
  return isSteppable && !isReleased(fields) && fields["rare"] === undefined && choices.chance(0.2)
    ? { fidelity: "epoch" }
    : {};
}

/** Lines of some classes, and what computing with others pays. */
export function withLines(choices: Choices, fields: Fields): Fields {
  const uploads = ["0 bit/s", "8 Mbit/s", "10 Mbit/s", "1 Gbit/s"];
  return written({
    ...fields,
    operators: (fields["operators"] as readonly ClassOfCase[]).map((one) =>
      choices.chance(0.2) ? { ...one, upload: choices.oneOf(uploads) } : one,
    ),
    computing: choices.maybe(0.3, () => ({ pays: choices.oneOf(["0 units", "1 units", "1000 QUIL"]) })),
  });
}
