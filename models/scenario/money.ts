/** What a class of operators pays, owns and decides, where a scenario counts in dollars. */
import { z } from "zod";
import { dollarRate, dollars, duration, energyPrice, power, share } from "../../sim/units/schema.js";
import type { Choice } from "../../sim/units/plugins.js";
import { checkedPolicy } from "../policies/checked.js";
import { checkedSale } from "../policies/sales/checked.js";
import { policies } from "../policies/policies.js";
import type { Policy } from "../policies/policy.js";
import type { Sale } from "../policies/sales/sale.js";
import { sales } from "../policies/sales/sales.js";
import { tokenField } from "../protocol/ground/token.js";
import { profileNames, profiles } from "./profiles.js";

/** What a machine costs. */
export interface Costs {
  /** Its price, dollars; and the time over which that is written off, microseconds. */
  readonly hardwareUsd: number;
  readonly lifeUs: number;
  /** What it draws, watts, at a price. */
  readonly powerW: number;
  readonly energyUsdPerKwh: number;
  /** What each node of its own address pays for a place and a line, dollars an hour. */
  readonly hostingUsdPerHour: number;
  /** Share of what is not written off yet that a machine brings when it is sold. */
  readonly resale: number;
  /** Share of its profit that an operator pays in taxes. */
  readonly taxShare: number;
}

const max = { dollars: 1e9, watts: 1e9, dollarsPerHour: 1e6, dollarsPerKwh: 1e6 } as const;
const atMost = (most: number, what: string) => ({
  check: (value: number): boolean => value <= most,
  message: `more than any machine; write at most ${what}`,
});
const limits = {
  hardware: atMost(max.dollars, "1000000000 USD"),
  power: atMost(max.watts, "1000000 kW"),
  energy: atMost(max.dollarsPerKwh, "1000000 USD/kWh"),
  hosting: atMost(max.dollarsPerHour, "1000000 USD/h"),
};

const costSchema = z
  .strictObject({
    hardware: dollars()
      .refine(limits.hardware.check, limits.hardware.message)
      .optional()
      .describe("price of a machine, paid when it begins, and again as it wears out; 0 USD unless given"),
    life: duration()
      .refine((us) => us > 0, "nothing lasts no time at all; write a life such as 4 y")
      .optional()
      .describe("time over which it is written off in equal parts; 4 y unless given"),
    power: power()
      .refine(limits.power.check, limits.power.message)
      .optional()
      .describe("what a machine draws while it runs; 0 W unless given"),
    energy: energyPrice()
      .refine(limits.energy.check, limits.energy.message)
      .optional()
      .describe("price of energy; 0 USD/kWh unless given"),
    hosting: dollarRate()
      .refine(limits.hosting.check, limits.hosting.message)
      .optional()
      .describe(
        "what each node pays for a place and a line while it runs; nodes of a cluster pay once; 0 USD/month unless given",
      ),
    resale: share()
      .optional()
      .describe("share of what is not written off that a machine brings when it is sold; 0 % unless given"),
    tax: share()
      .optional()
      .describe(
        "share of its profit that an operator pays in taxes, by what rewards are worth when they are booked, with losses carried forward; 0 % unless given",
      ),
  })
  .optional()
  .describe("what a machine costs; what is not said is the profile's, if there is one");

/** Fields of a class, none of which has a default in the file: who writes none of them keeps no books. */
export const moneyFields = {
  profile: z
    .enum(profileNames)
    .optional()
    .describe("kind of operator, which says what its machines cost where `cost` does not; see docs/economy.md"),
  cost: costSchema,
  cash: dollars()
    .optional()
    .describe("dollars that an operator has when its first machines are paid; 0 USD unless given"),
  tokens: tokenField()
    .optional()
    .describe("tokens that an operator brings along, of the supply that there is; 0 QUIL unless given"),
  outside: z
    .int()
    .min(0)
    .max(1_000_000)
    .optional()
    .describe("operators beside those of `count` that run nothing at the start, and may enter; 0 unless given"),
  policy: policies
    .wordOrChoice()
    .optional()
    .describe(
      "what an operator does with its machines: a policy, or a map with its `kind` and parameters; stay unless given",
    ),
  sells: sales
    .wordOrChoice()
    .optional()
    .describe(
      "which of its tokens an operator sells: a way to sell, or a map with its `kind` and parameters; hold unless given",
    ),
  decides: z
    .strictObject({
      every: duration()
        .prefault("1 d")
        .describe("time from one look at its books to the next; when the first is, is drawn"),
      delay: duration()
        .prefault("0 s")
        .describe("time from what it saw to what it does about it: it acts on figures that are so old"),
    })
    .optional()
    .describe("when an operator settles its rewards, sells and decides"),
};

interface Paying {
  readonly profile?: keyof typeof profiles | undefined;
  readonly cost?: z.output<typeof costSchema>;
}

/** What a machine of the class costs: as it says, else as its profile does. */
export function costsOf({ profile, cost = {} }: Paying): Costs {
  const usual = profile === undefined ? unless : profiles[profile].costs;
  return {
    hardwareUsd: cost.hardware ?? usual.hardwareUsd,
    lifeUs: cost.life ?? usual.lifeUs,
    powerW: cost.power ?? usual.powerW,
    energyUsdPerKwh: cost.energy ?? usual.energyUsdPerKwh,
    hostingUsdPerHour: cost.hosting ?? usual.hostingUsdPerHour,
    resale: cost.resale ?? usual.resale,
    taxShare: cost.tax ?? 0,
  };
}

const unless: Omit<Costs, "taxShare"> = {
  hardwareUsd: 0,
  lifeUs: 4 * 365 * 86_400_000_000,
  powerW: 0,
  energyUsdPerKwh: 0,
  hostingUsdPerHour: 0,
  resale: 0,
};

/** Whether some class says what taxes it pays. */
export const hasTaxes = ({ operators }: { readonly operators: readonly Pick<Paying, "cost">[] }): boolean =>
  operators.some(({ cost }) => cost?.tax !== undefined);

/** When operators of a class look at their books, microseconds. */
export const decidesOf = ({
  decides = { every: 86_400_000_000, delay: 0 },
}: {
  readonly decides?: { readonly every: number; readonly delay: number } | undefined;
}): { readonly every: number; readonly delay: number } => decides;

/** The fields of a class that only books have a use for, in the order in which they are listed. */
export const moneyFieldNames = Object.keys(moneyFields) as readonly (keyof typeof moneyFields)[];

/** Whether operators keep books: some class says what it pays, owns or decides, and a market says what a token is worth. */
export const hasBooks = ({
  market,
  operators,
}: {
  readonly market?: object | undefined;
  readonly operators: readonly { readonly [field in keyof typeof moneyFields]?: unknown }[];
}): boolean => market !== undefined && operators.some(keepsBooks);

export const keepsBooks = (entry: { readonly [field in keyof typeof moneyFields]?: unknown }): boolean =>
  moneyFieldNames.some((name) => entry[name] !== undefined);

/** Made once for each place that chooses one: a class has the same choice until its scenario is changed. */
const madePolicies = new WeakMap<Choice, Policy>();
const madeSales = new WeakMap<Choice, Sale>();

export const policyOf = (chosen: Choice): Policy =>
  once(madePolicies, chosen, () => checkedPolicy(chosen.kind, policies.create(chosen, null)));
export const saleOf = (chosen: Choice): Sale =>
  once(madeSales, chosen, () => checkedSale(chosen.kind, sales.create(chosen, null)));

function once<Made>(made: WeakMap<Choice, Made>, chosen: Choice, make: () => Made): Made {
  const found = made.get(chosen) ?? make();
  made.set(chosen, found);
  return found;
}
