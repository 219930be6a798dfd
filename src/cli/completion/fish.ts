import type { CommandWords, CompletionWords, Expected, FlagWords } from './words.js';

/** To lie in ~/.config/fish/completions as sinch-webhooks.fish. */
export function renderFish({ commands, triggers, eventNames }: CompletionWords): string {
  const named = commands.filter(({ name }) => name !== '');
  return `# Completes sinch-webhooks in fish. Made by: sinch-webhooks completion fish

function __sinch_webhooks_events
    if string match -qr '(^|,)[a-z][^,]*$' -- (commandline -ct)
        printf '%s\\n' ${eventNames.join(' ')}
    else
        printf '%s\\n' ${triggers.join(' ')}
    end
end

function __sinch_webhooks_event_list
    set -l before (string match -r '^(?:--events=)?(.*,)' -- (commandline -ct))[2]
    for name in (__sinch_webhooks_events)
        echo $before$name
    end
end

complete -c sinch-webhooks -f
${named.map(commandLine).join('\n')}
${commands.flatMap(commandLines).join('\n')}
`;
}

function commandLine({ name, description }: CommandWords): string {
  return `complete -c sinch-webhooks -n __fish_use_subcommand -a ${name} -d ${quote(description)}`;
}

function commandLines({ name, flags, argument }: CommandWords): string[] {
  const when = name === '' ? '__fish_use_subcommand' : `'__fish_seen_subcommand_from ${name}'`;
  const start = `complete -c sinch-webhooks -n ${when}`;
  const own = name === '' ? '' : argumentOf(argument);
  return [...(own === '' ? [] : [`${start}${own}`]), ...flags.map((flag) => `${start}${flagOf(flag)}`)];
}

function flagOf({ names, description, value }: FlagWords): string {
  const written = names.map((name) =>
    name.startsWith('--') ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`,
  );
  return `${written.join('')}${valueOf(value)} -d ${quote(description)}`;
}

function valueOf(expected: Expected): string {
  if (expected.kind === 'nothing') return '';
  if (expected.kind === 'files') return ' -r -F';
  return ` -x${argumentOf(expected)}`;
}

function argumentOf(expected: Expected): string {
  switch (expected.kind) {
    case 'words':
      return ` -a '${expected.words.join(' ')}'`;
    case 'files':
      return ' -F';
    case 'folders':
      return " -a '(__fish_complete_directories)'";
    case 'events':
      return " -a '(__sinch_webhooks_events)'";
    case 'eventList':
      return " -a '(__sinch_webhooks_event_list)'";
    case 'nothing':
    case 'text':
      return '';
  }
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", `\\'`)}'`;
}
