// For scripts that take no arguments: `npm run NAME -- --help` says what they do, and anything else is refused.

/** Prints what a script does if that is asked for, or what is wrong with its arguments; tells whether it may go on. */
export function isCalledPlainly(call, about, typed = process.argv.slice(2)) {
  const [word] = typed;
  if (word === undefined) return true;
  if (word === "--help" || word === "-h") {
    console.log(`${call}\n\n${about}`);
  } else {
    console.error(`${call} takes no arguments; read ${word}`);
    process.exitCode = 2;
  }
  return false;
}
