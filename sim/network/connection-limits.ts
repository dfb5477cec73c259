/** How many connections a node holds, and may hold. */

/** At most so many in all, that others opened, and that it opened itself. */
export interface ConnectionLimits {
  readonly all: number;
  readonly inbound: number;
  readonly outbound: number;
}

/** Connections that a node has: those that others opened, and those that it opened itself. */
export interface ConnectionCounts {
  readonly inbound: number;
  readonly outbound: number;
}

export const unlimitedConnections: ConnectionLimits = { all: Infinity, inbound: Infinity, outbound: Infinity };

/** Whether a node takes one more connection that another opens. */
export const takesInbound = ({ inbound, outbound }: ConnectionCounts, limits: ConnectionLimits): boolean =>
  inbound < limits.inbound && inbound + outbound < limits.all;

/** Whether a node may open one more. */
export const mayOpen = ({ inbound, outbound }: ConnectionCounts, limits: ConnectionLimits): boolean =>
  outbound < limits.outbound && inbound + outbound < limits.all;
