/** Random scenarios of gossip, for tests. */
import * as fc from "fast-check";
import { gossipSchema, type GossipScenario } from "./schema.js";

/** Simulated time of each. */
export const horizonS = 12;

const set = fc.constantFrom({ classes: ["home"] }, { classes: ["server"] }, { regions: ["europe", "na east"] });

const fault = fc
  .record({
    fault: fc.constantFrom("partition", "cut", "clog", "slow", "crash", "eclipse"),
    at: fc.integer({ min: 0, max: 10 }),
    for: fc.integer({ min: 1, max: 4 }),
    isPeriodic: fc.boolean(),
    from: set,
    to: set,
  })
  .map(({ at, for: lasts, isPeriodic, ...written }) => ({
    ...written,
    at: `${at} s`,
    for: `${lasts} s`,
    ...(isPeriodic && { every: `${lasts + 2} s` }),
    groups: [written.from, written.to],
    adds: "250 ms",
  }));

const flow = fc
  .record({
    bytes: fc.integer({ min: 10, max: 30_000 }),
    everyMs: fc.integer({ min: 200, max: 3000 }),
    isOfHomes: fc.boolean(),
    isTakenByServers: fc.boolean(),
    otherwise: fc.constantFrom("ignore", "reject"),
  })
  .map(({ bytes, everyMs, isOfHomes, isTakenByServers, otherwise }) => ({
    size: `${bytes} B`,
    every: `${everyMs} ms`,
    at: "2 s",
    otherwise,
    ...(isOfHomes && { from: ["home"] }),
    ...(isTakenByServers && { acceptedBy: ["server"] }),
  }));

const change = fc.record({
  isOfHomes: fc.boolean(),
  does: fc.constantFrom("subscribe", "unsubscribe"),
  channel: fc.nat(7),
  forMs: fc.integer({ min: 0, max: 2500 }),
});

interface DrawnChange {
  readonly isOfHomes: boolean;
  readonly does: string;
  readonly channel: number;
  readonly forMs: number;
}

/** One after the other, so that no two are of the same nodes at once; what would change nothing is left out. */
function changesOf(changes: readonly DrawnChange[], drawn: { listens: boolean; channels: number; perNode: number }) {
  const { channels, perNode, listens } = drawn;
  const does = new Map<string, string>();
  const first = (isOfHomes: boolean): string | undefined =>
    isOfHomes && !listens ? "unsubscribe" : perNode >= channels ? "subscribe" : undefined;
  const written = changes.flatMap(({ isOfHomes, channel, forMs, ...change }, k) => {
    const channelNumber = channel % channels;
    const key = `${isOfHomes} ${channelNumber}`;
    if ((does.get(key) ?? first(isOfHomes)) === change.does) return [];
    does.set(key, change.does);
    const over = `${forMs} ms`;
    return [{ at: `${1 + 2.6 * k} s`, classes: [isOfHomes ? "home" : "server"], ...change, over, channels: [channelNumber] }]; // prettier-ignore
  });
  return written.length === 0 ? {} : { subscriptions: written };
}

/** Small networks with whatever a scenario can say. */
export const scenarios = fc
  .record({
    transport: fc.constantFrom("flood", "gossipSub", "go", "rustJune", "rustFork"),
    servers: fc.integer({ min: 12, max: 40 }),
    homes: fc.integer({ min: 12, max: 40 }),
    connections: fc.integer({ min: 2, max: 10 }),
    lossPercent: fc.integer({ min: 0, max: 20 }),
    perAddress: fc.constantFrom(1, 10),
    areHomesListening: fc.boolean(),
    jitterMs: fc.constantFrom(0, 20),
    validationMs: fc.constantFrom(0, 100),
    channels: fc.integer({ min: 1, max: 8 }),
    channelsPerNode: fc.integer({ min: 1, max: 4 }),
    flows: fc.array(flow, { minLength: 1, maxLength: 3 }),
    faults: fc.array(fault, { maxLength: 2 }),
    mesh: fc.record(
      {
        iHaveIds: fc.integer({ min: 1, max: 4 }),
        iHaveMessages: fc.integer({ min: 1, max: 2 }),
        pendingWants: fc.integer({ min: 1, max: 4 }),
        retransmissions: fc.integer({ min: 0, max: 2 }),
        composite: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    limits: fc.option(
      fc.record({
        connectionLimits: fc.constantFrom("none", "transport"),
        servers: fc.record({ maxConnections: fc.integer({ min: 8, max: 30 }) }, { requiredKeys: [] }),
        homes: fc.record(
          { maxInbound: fc.integer({ min: 0, max: 6 }), maxOutbound: fc.integer({ min: 0, max: 12 }) },
          { requiredKeys: [] },
        ),
      }),
    ),
    discovery: fc.option(
      fc.record({
        book: fc.integer({ min: 10, max: 11 }),
        every: fc.constantFrom("1 s", "3 s"),
        timeout: fc.constantFrom("500 ms", "2 s"),
        idle: fc.constantFrom("1 s", "3 s"),
        exchangeScore: fc.constantFrom(0, 1, undefined),
      }),
    ),
    changes: fc.array(change, { maxLength: 4 }),
    seed: fc.nat(1000),
    users: fc.option(
      fc.record({
        rate: fc.integer({ min: 5, max: 60 }).map((rate) => `${rate}/s`),
        channels: fc.integer({ min: 1, max: 20 }),
        members: fc.integer({ min: 2, max: 10 }),
        size: fc.integer({ min: 10, max: 3000 }).map((bytes) => `${bytes} B`),
        sample: fc.integer({ min: 1, max: 12 }),
      }),
      { freq: 2 },
    ),
  })
  .map((drawn): GossipScenario => {
    const { transport, users } = drawn;
    const hasOwnLimits = transport !== "flood" && transport !== "gossipSub";
    const limits = users === null ? drawn.limits : null;
    const discovery = users === null ? drawn.discovery : null;
    return gossipSchema.parse({
      model: "gossip",
      name: "random",
      seed: drawn.seed,
      horizon: `${horizonS} s`,
      transport: drawn.transport,
      connections: drawn.connections,
      jitter: `${drawn.jitterMs} ms`,
      validation: `${drawn.validationMs} ms`,
      ...(discovery !== null && {
        discovery: transport === "go" ? discovery : { ...discovery, exchangeScore: undefined },
      }),
      ...(limits !== null && hasOwnLimits && { connectionLimits: limits.connectionLimits }),
      ...(drawn.users === null
        ? {
            channels: drawn.channels,
            channelsPerNode: drawn.channelsPerNode,
            ...changesOf(discovery === null ? drawn.changes : [], {
              listens: drawn.areHomesListening,
              channels: drawn.channels,
              perNode: drawn.channelsPerNode,
            }),
            messages: drawn.flows.map((one, k) => ({ flow: `flow ${k}`, ...one })),
          }
        : { users: drawn.users }),
      nodes: [
        {
          class: "server",
          count: drawn.servers,
          loss: `${drawn.lossPercent} %`,
          perAddress: users === null && discovery === null ? drawn.perAddress : 1,
          places: 3,
          ...limits?.servers,
        },
        {
          class: "home",
          count: drawn.homes,
          upload: "5 Mbit/s",
          download: "20 Mbit/s",
          access: "20 ms",
          listens: drawn.areHomesListening,
          ...limits?.homes,
        },
      ],
      faults: drawn.faults,
      mesh: drawn.mesh,
    });
  });
