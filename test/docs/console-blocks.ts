/** A fenced console block of a page: commands after `$ nba-props`, each with the output shown under it. */
export interface ConsoleBlock {
  readonly text: string;
  readonly commands: readonly { readonly command: string; readonly output: readonly string[] }[];
}

const PROMPT = '$ nba-props ';

export function consoleBlocks(page: string): ConsoleBlock[] {
  return [...page.matchAll(/```console\n([\s\S]*?)\n```/g)].map((match) => {
    const commands: { command: string; output: string[] }[] = [];
    for (const line of (match[1] ?? '').split('\n')) {
      if (line.startsWith(PROMPT)) commands.push({ command: line.slice(PROMPT.length), output: [] });
      else commands.at(-1)?.output.push(line);
    }
    return { text: match[0], commands };
  });
}

/** Words of a command line; double quotes keep blanks together. */
export function words(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
}

/** What a page shows of a command: its lines without the working directory, and its exit code where it is not 0. */
export function shownOf(
  printed: { readonly code: number; readonly out: string; readonly err: string },
  cwd: string,
): string[] {
  const lines = `${printed.err}${printed.out}`
    .replaceAll(`${cwd}/`, '')
    .split('\n')
    .map((line) => line.trimEnd());
  while (lines.at(-1) === '') lines.pop();
  return printed.code === 0 ? lines : [...lines, `(exit ${printed.code})`];
}
