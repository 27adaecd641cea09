let waiting = '';

/**
 * Prints a line with the others of this turn of the event loop: a write to a pipe or a file holds the loop until it is
 * done, and one for each request would be the dearest part of many.
 */
export function printLine(line: string): void {
  if (waiting === '') setImmediate(flush);
  waiting += `${line}\n`;
}

function flush(): void {
  const lines = waiting;
  waiting = '';
  if (lines !== '') process.stdout.write(lines);
}

// Whatever ends the process, what it said before is said.
process.on('exit', flush);
