import { describe, expect, it } from "vitest";
import { type NameIn, purposeList } from "./purposes.js";
import { createStreams, type Streams } from "./stream.js";

describe("a list of purposes", () => {
  const purposes = purposeList({ outage: "how long a peer stays away", "first hop": "where a message starts" });
  const streams: Streams<NameIn<typeof purposes>> = createStreams(7, 0);

  it("gives the streams of its names, which are those without a list", () => {
    expect(streams.purpose("first hop").word(3, 1)).toBe(createStreams(7, 0).purpose("first hop").word(3, 1));
    expect(streams.purpose("outage").word(3, 1)).not.toBe(streams.purpose("first hop").word(3, 1));
  });

  it("takes no other name: the compiler says so", () => {
    // @ts-expect-error: the name is not in the list
    expect(streams.purpose("outages").name).toBe("outages");
  });

  it("holds a name once: the compiler says so", () => {
    // @ts-expect-error: a key of a literal stands once
    // oxlint-disable-next-line no-dupe-keys
    expect(Object.keys(purposeList({ outage: "one", hop: "two", outage: "three" }))).toEqual(["outage", "hop"]);
  });

  it.each(["", "Outage", "outage/2", "7", " outage", "first  hop"])('refuses the name "%s"', (name) => {
    expect(() => purposeList({ [name]: "something" })).toThrow(`read "${name}"`);
  });

  it("refuses a name that does not say what it decides", () => {
    expect(() => purposeList({ outage: " " })).toThrow('purpose "outage": say what it decides');
  });
});
