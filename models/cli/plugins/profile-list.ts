/** Profiles of operators, as `orrery strategies` lists them: what a machine of each is and costs, and where the figures are from. */
import { referenceSquaringsPerMs } from "../../protocol/clock/proving-time.js";
import { type Profile, profileNames, profiles } from "../../scenario/profiles.js";
import { counted } from "../../../sim/units/readable.js";

export const profileList = {
  name: "profiles",
  choice: "profile: of a class of operators; `cost` says what is different",
} as const;

const yearUs = 365 * 86_400_000_000;
const hoursPerMonth = 720;

export function profileLines(): readonly string[] {
  const speed =
    `How fast a machine proves is known of none: where it counts (rules "dusk"), the median is ${counted(referenceSquaringsPerMs, "squaring")} a ` +
    "millisecond for all, each node's own is drawn, and `dusk.squaringsPerMs` is another median; since 2.0 no reward goes by it";
  const profilesTold = profileNames.flatMap((name) => {
    const profile: Profile = profiles[name];
    const { about, source } = profile;
    return [
      `  ${name}: ${about}`,
      `    machine: ${machineText(profile)}`,
      `    costs: ${costText(profile)}`,
      `    source: ${source}`,
    ];
  });
  return [...profilesTold, speed];
}

function machineText({ machine }: Profile): string {
  const { cores, memoryGb, diskGb, uploadMbitPerS, gpuFactor } = machine;
  const disk = diskGb < 1000 ? `${diskGb} GB` : `${diskGb / 1000} TB`;
  return `${counted(cores, "core")}, ${memoryGb} GB of memory, ${disk} of disk, ${uploadMbitPerS} Mbit/s up; GPU factor ${gpuFactor}`;
}

function costText({ costs }: Profile): string {
  const { hardwareUsd, lifeUs, powerW, energyUsdPerKwh, hostingUsdPerHour, resale } = costs;
  return (
    `${hardwareUsd} USD over ${lifeUs / yearUs} y, sold for ${rounded(100 * resale)} % of what is not written off; ` +
    `${powerW} W at ${energyUsdPerKwh} USD/kWh; ${rounded(hostingUsdPerHour * hoursPerMonth)} USD/month for hosting`
  );
}

/** Of figures that are written with four digits at most. */
const rounded = (value: number): number => Number(value.toPrecision(6));

/** The same as data, in the units of their names. */
export const profilesJson = (): readonly object[] => profileNames.map((name) => ({ id: name, ...profiles[name] }));
