/** What the executable says that no other part of the command line does. */
export const messages = {
  twoModels: (relay: string, other: string): string =>
    `${relay} is of "model: relay" and ${other} is not; a command takes files of one model`,
};
