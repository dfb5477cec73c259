/** Words and foreign symbols that people write for units, by dimension: what is written → the unit that is meant. */

/** Each row: a unit, then what people write for it. */
function aliases(...rows: readonly (readonly [string, ...string[]])[]): ReadonlyMap<string, string> {
  return new Map(rows.flatMap(([unit, ...written]) => written.map((word) => [word, unit] as const)));
}

export const duration = aliases(
  ["ms", "msec"],
  ["s", "sec", "second", "seconds"],
  ["min", "m", "mins", "minute", "minutes"],
  ["h", "hr", "hour", "hours"],
  ["d", "day", "days"],
  ["week", "w"],
  ["y", "year", "years"],
);
export const byteCount = aliases(["B", "byte", "bytes"], ["kB", "k", "K"], ["MB", "M"], ["GB", "G"], ["TB", "T"]);
export const bitRate = aliases(
  ["bit/s", "bps", "b/s"],
  ["kbit/s", "kbps", "Kbps", "kb/s"],
  ["Mbit/s", "Mbps", "Mb/s", "Mbit"],
  ["Gbit/s", "Gbps", "Gb/s", "Gbit"],
  ["MB/s", "MBps"],
);
export const share = aliases(["%", "percent", "pct"]);
export const perTime = aliases(["/d", "/day", "per day"], ["/h", "/hour"], ["/y", "/year"], ["/s", "/second", "Hz"]);
export const growth = aliases(["%/month", "%", "/month"], ["%/d", "%/day"], ["%/y", "%/year"]);
export const dollars = aliases(["USD", "$", "dollar", "dollars", "US$"]);
export const dollarRate = aliases(
  ["USD/month", "$/month", "USD/mo", "USD per month"],
  ["USD/h", "$/h", "USD/hour"],
  ["USD/d", "$/d", "USD/day"],
  ["USD/y", "$/y", "USD/year"],
);
export const energyPrice = aliases(["USD/kWh", "$/kWh", "USD/kwh"], ["USD/MWh", "$/MWh"]);
export const power = aliases(["W", "watt", "watts"], ["kW", "kilowatt", "kilowatts"]);
export const frameCount = aliases();
