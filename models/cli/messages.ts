/** What the executable says that no other part of the command line does. */
export const messages = {
  twoModels: (model: string, file: string, other: string): string =>
    `${file} is of "model: ${model}" and ${other} is not; a command takes files of one model`,
};
