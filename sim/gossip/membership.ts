/** Who is subscribed to which masks in the beginning, and so to which topics. */

interface Subscribed {
  /** Sets of topics, a bit each. */
  readonly masks: readonly number[];
  readonly topicCount: number;
  readonly nodeCount: number;
  readonly isSubscribed: (node: number, mask: number) => boolean;
}

/** 1: subscribed to the mask, by mask and node; and to a mask that has the topic, by topic and node. */
export function membership({ masks, topicCount, nodeCount, isSubscribed }: Subscribed): {
  readonly isMember: Uint8Array;
  readonly subscribed: Uint8Array;
} {
  const isMember = new Uint8Array(masks.length * nodeCount);
  const subscribed = new Uint8Array(topicCount * nodeCount);
  for (const [mask, topics] of masks.entries())
    for (let node = 0; node < nodeCount; node++) {
      if (!isSubscribed(node, mask)) continue;
      isMember[mask * nodeCount + node] = 1;
      for (let topic = 0; topic < topicCount; topic++)
        if (((topics >> topic) & 1) === 1) subscribed[topic * nodeCount + node] = 1;
    }
  return { isMember, subscribed };
}
