/** What a machine is connected by. */
import type { BitsPerSecond, DurationUs } from "../units/quantity-types.js";

export interface NodeClass {
  readonly name: string;
  /** Infinity: whatever is sent leaves at once. */
  readonly uploadBitsPerS: BitsPerSecond;
  readonly downloadBitsPerS: BitsPerSecond;
  /** Added to the latency of what it sends and of what it receives. */
  readonly accessUs: DurationUs;
  /** Share of what it sends, and of what it is sent, that is lost on its own line. */
  readonly lossShare: number;
}

/** Link classes of EthShadow, ethshadow.rs, commit 03c976d: reliable, home and constrained; up as fast as down. */
export const dataCentre: NodeClass = {
  name: "data centre",
  uploadBitsPerS: 1e9,
  downloadBitsPerS: 1e9,
  accessUs: 0,
  lossShare: 0,
};
export const home: NodeClass = {
  name: "home",
  uploadBitsPerS: 50e6,
  downloadBitsPerS: 50e6,
  accessUs: 20_000,
  lossShare: 0.001,
};
export const constrained: NodeClass = {
  name: "constrained",
  uploadBitsPerS: 5e6,
  downloadBitsPerS: 5e6,
  accessUs: 20_000,
  lossShare: 0.001,
};

/** Bandwidth without limit, nothing added and nothing lost. */
export const unlimited: NodeClass = {
  name: "unlimited",
  uploadBitsPerS: Infinity,
  downloadBitsPerS: Infinity,
  accessUs: 0,
  lossShare: 0,
};

export const nodeClasses: ReadonlyMap<string, NodeClass> = new Map(
  [dataCentre, home, constrained, unlimited].map((one) => [one.name, one]),
);
