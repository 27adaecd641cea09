export function print(text: string): undefined {
  process.stdout.write(text);
}

export function warn(sentence: string): void {
  process.stderr.write(`sallyport: warning: ${sentence}\n`);
}
