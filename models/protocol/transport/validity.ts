/** When a message is too old or too early to be taken. Source: protocol.md `transport.validity`, section 11 (node). */
import type { RuleSwitches } from "../ground/rule-sets.js";

export const messageKinds = [
  "bundle",
  "vote",
  "timeout",
  "globalFrame",
  "appFrame",
  "appProposal",
  "dispatch",
  "peerInfo",
  "keyRegistry",
] as const;
export type MessageKind = (typeof messageKinds)[number];
export const receiverRoles = ["archive", "worker"] as const;
export type ReceiverRole = (typeof receiverRoles)[number];

/** Its time minus the receiver's, milliseconds, bounds inclusive; a missing bound is none. */
interface Window {
  readonly min?: number;
  readonly max?: number;
}

const eitherWay: Window = { min: -5000, max: 5000 };
const frame = { archive: { min: -120_000 }, worker: { min: -20_000 } } as const;
const both = (window: Window) => ({ archive: window, worker: window });

const windowsGo: { readonly [kind in MessageKind]: { readonly [role in ReceiverRole]: Window } } = {
  bundle: both(eitherWay),
  vote: both(eitherWay),
  timeout: both(eitherWay),
  globalFrame: frame,
  appFrame: frame,
  appProposal: both({ min: -20_000 }),
  dispatch: both({ min: -2000, max: 5000 }),
  peerInfo: { archive: { min: -1000, max: 5000 }, worker: { min: -1000, max: 300_000 } },
  keyRegistry: both({ max: 5000 }),
};

/** The Rust node looks at the age of two kinds only (October: assumed as in June). */
const windowsRust: { readonly [kind in MessageKind]?: Window } = {
  peerInfo: { min: -60_000, max: 300_000 },
  keyRegistry: { min: -60_000, max: 5000 },
};

export interface TimedMessage {
  readonly kind: MessageKind;
  /** Who receives it. */
  readonly role: ReceiverRole;
  readonly messageTimeMinusNowMs: number;
}

/** Whether a message is taken by its age. */
export function isTimely(
  { kind, role, messageTimeMinusNowMs }: TimedMessage,
  { transport }: Pick<RuleSwitches, "transport">,
): boolean {
  const { min = -Infinity, max = Infinity } = transport === "go" ? windowsGo[kind][role] : (windowsRust[kind] ?? {});
  return messageTimeMinusNowMs >= min && messageTimeMinusNowMs <= max;
}
