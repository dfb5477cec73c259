import { describe, expect, it } from "vitest";
import { table } from "../../../sim/table/result-table.js";
import { renderPictures } from "../../../sim/view/render.js";
import { wireTraffic } from "./wire-traffic.js";

describe("the picture of what the wire carries", () => {
  it("counts what is sent in Mbit/s, and in no bytes", async () => {
    const series = table([
      { name: "time_s", values: [0, 3600, 7200] },
      { name: "wire.shardGossipBytes", values: [0, 1.8e12, 3.6e12] },
      ...["framePoll", "rewardProof", "peerInfo", "archiveMesh"].map((flow) => ({
        name: `wire.${flow}Bytes`,
        values: [0, 0, 0],
      })),
      ...["framesLate", "frameHeard_s", "globalRound_s"].map((name) => ({ name: `wire.${name}`, values: [0, 1, 2] })),
    ]);
    const [{ svg }] = await renderPictures([wireTraffic(series, "")]);
    const texts = [...svg.matchAll(/<t(?:ext|span)[^>]*>([^<]+)</g)].map(([, text]) => text);
    expect(texts).toEqual(expect.arrayContaining(["sent by all (Mbit/s)", "4k", "0"]));
    expect(texts.filter((text) => /\d [kMGT]?B$/.test(text))).toEqual([]);
  });
});
