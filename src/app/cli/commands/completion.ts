import { EXIT } from '../../../errors.js';
import { defineCommand } from '../spec/command.js';
import { oneOf } from '../spec/kinds.js';
import { argument } from '../spec/spec.js';

export const command = defineCommand({
  summary: 'completion script for bash, zsh or fish',
  args: { shell: argument(oneOf('shell', ['bash', 'zsh', 'fish']), 'the shell') },
  examples: ['nba-props completion bash > /etc/bash_completion.d/nba-props'],
  async run({ shell }, effects, program) {
    const { completionScript } = await import('../text/completion.js');
    effects.stdout(await completionScript(shell, await program()));
    return EXIT.ok;
  },
});
