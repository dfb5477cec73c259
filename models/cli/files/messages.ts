/** What is said of files that are not of one model. */
export const messages = {
  twoModels: (model: string, file: string, other: string): string =>
    `${file} is of "model: ${model}" and ${other} is not; a command takes files of one model`,
};
