export function isCalledPlainly(call: string, about: string, typed?: readonly string[]): boolean;
