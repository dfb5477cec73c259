/** What genesis granted: metrics of scenarios with grants. */
import type { Network } from "../../changes/network.js";
import type { Grants } from "../../state/grants.js";
import { inQuil } from "./in-quil.js";
import type { Metric } from "./metric.js";

const ofGrants =
  (read: (grants: Grants) => number | bigint) =>
  ({ world: { grants } }: Network): number | bigint => {
    if (grants === null) throw new Error("nothing was granted in this network");
    return read(grants);
  };

const since = { kind: "amount", isTotal: true } as const;

/** After those of their era. */
export const grantMetrics: readonly Metric[] = [
  {
    name: "supply.grantedUnits",
    unit: "units",
    about: "units that lists of genesis have granted since the start (protocol 3.6)",
    ...since,
    read: ofGrants(({ units }) => units),
  },
  {
    name: "supply.granted_quil",
    unit: "QUIL",
    about: "the same, for people",
    ...since,
    read: ofGrants(({ units }) => inQuil(units)),
  },
  {
    name: "supply.grantedOutsideUnits",
    unit: "units",
    about: "those of them that went to peers outside of the simulated network",
    ...since,
    read: ofGrants(({ outsideUnits }) => outsideUnits),
  },
  {
    name: "supply.grantReceivers",
    unit: "provers",
    about: "provers that were granted something since the start",
    kind: "count",
    isTotal: true,
    read: ofGrants(({ receivers }) => receivers),
  },
];
