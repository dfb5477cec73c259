/** How much of IHAVE and IWANT the limits of a router keep nodes from. */
import type { MetricInfo } from "../../sim/experiment/figures/metric-info.js";
import type { MetricValue } from "../../sim/experiment/model.js";
import type { ControlTable } from "../../sim/gossip/tables.js";
import type { GossipScenario } from "./schema.js";

const ids = { unit: "ids", kind: "count", course: "end" } as const;

type Offer = Pick<MetricInfo, "name" | "about"> & { readonly of: "untold" | "unasked" | "unanswered" };

const offers: readonly Offer[] = [
  { name: "offers.untold", about: "ids that nodes could have told a peer of and did not, as an IHAVE takes no more (mesh.iHaveIds); by peer and heartbeat", of: "untold" }, // prettier-ignore
  { name: "offers.unasked", about: "ids of messages that nodes lacked, were told of, and did not ask for, as they look at no more IHAVE of a peer within a heartbeat, or ask for no more ids (mesh.iHaveMessages, mesh.iHaveIds, mesh.pendingWants)", of: "unasked" }, // prettier-ignore
  { name: "offers.unanswered", about: "IWANT of which nothing came, as the peer had been sent the message as often as it may be (mesh.retransmissions)", of: "unanswered" }, // prettier-ignore
];

type Written = Pick<GossipScenario, "transport">;

/** None of a flood, which tells of nothing. */
const offersOf = ({ transport }: Written): readonly Offer[] => (transport === "flood" ? [] : offers);

export const offerMetrics = (scenario: Written): readonly MetricInfo[] =>
  offersOf(scenario).map(({ name, about }) => ({ name, about, ...ids }));

/** In the order of `offerMetrics`. */
export const offerValues = (scenario: Written, control: ControlTable): readonly MetricValue[] =>
  offersOf(scenario).map(({ name, of }) => ({ name, unit: ids.unit, value: control[of], kind: ids.kind }));
