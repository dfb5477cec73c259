/** What text cannot be: bytes that are no UTF-8, NUL, flipped bits. */
import type { Choices } from "../scenario/choices.js";

export function mutateBytes(choices: Choices, text: string): Uint8Array {
  const bytes = [...Buffer.from(text)];
  const times = choices.magnitude(1, 8);
  for (let k = 0; k < times; k++) {
    const at = choices.integer(0, bytes.length);
    const kind = choices.integer(0, 2);
    if (kind === 0) bytes.splice(at, 0, choices.oneOf([0, 0xff, 0xc0, 0x80, 0xed, 0xfe, 0x1b, 0x85]));
    else if (kind === 1) bytes.splice(at, choices.magnitude(1, 16));
    else if (at < bytes.length) bytes[at] ^= 1 << choices.integer(0, 7);
  }
  return Uint8Array.from(bytes);
}
