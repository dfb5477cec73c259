import { Fingerprint } from "../../kernel/fingerprint.js";

/**
 * One fingerprint of several runs, folded in the order given, with what went into the first and how many there were. One
 * run has its own; none has an empty one.
 */
export function foldFingerprints(fingerprints: readonly string[], what: string): string {
  if (fingerprints.length < 2) return fingerprints[0] ?? "";
  const fold = new Fingerprint();
  for (const fingerprint of fingerprints) fold.text(fingerprint);
  const ingredients = fingerprints[0].split("/")[1] ?? "";
  return fold.print([...ingredients.split("+").filter((word) => word !== ""), `${fingerprints.length} ${what}`]);
}
