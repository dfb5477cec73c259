/** Stored state is not what whoever reads it has written: it is damaged, or of another program or scenario. */
import { counted } from "../units/readable.js";
export class StateError extends Error {
  override readonly name = "StateError";
}

export const messages = {
  ended: (wanted: string): string => `stored state ends where ${wanted} should begin`,
  otherSection: (wanted: string, found: string): string => `stored state has ${found} where ${wanted} should be`,
  otherCount: (name: string, wanted: number, found: number): string =>
    `stored state has ${counted(found, "value")} of ${name}, not ${wanted}`,
  leftOver: (name: string): string => `stored state goes on with ${name} where it should end`,
  badSection: (at: number): string => `stored state has no section at byte ${at}`,
};
