import type { CommandWords, CompletionWords, Expected } from './words.js';

/** Works from bash 3.2, which macOS has. Names of files are data: nothing of them is expanded. */
export function renderBash({ commands, triggers, eventNames }: CompletionWords): string {
  const named = commands.filter(({ name }) => name !== '');
  return `# Completes sinch-webhooks in bash. Made by: sinch-webhooks completion bash

_sinch_webhooks_words() {
  # Whoever typed may have another.
  local IFS=$' \\t\\n'
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

_sinch_webhooks_paths() {
  local path
  compopt -o filenames 2>/dev/null
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$1" -- "$cur")
}

_sinch_webhooks_events() {
  case $cur in
    [a-z]*) _sinch_webhooks_words '${eventNames.join(' ')}' ;;
    *) _sinch_webhooks_words '${triggers.join(' ')}' ;;
  esac
}

_sinch_webhooks_event_list() {
  local before='' i
  if [[ $cur == *,* ]]; then
    before=\${cur%,*},
    cur=\${cur##*,}
  fi
  _sinch_webhooks_events
  compopt -o nospace 2>/dev/null
  for i in "\${!COMPREPLY[@]}"; do COMPREPLY[i]=$before\${COMPREPLY[i]}; done
}

_sinch_webhooks() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} command='' i
  COMPREPLY=()
  # bash takes --target=fastify for three words.
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $prev == '=' ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      ${named.map(({ name }) => name).join(' | ')})
        command=\${COMP_WORDS[i]}
        break
        ;;
    esac
  done
  case "$command $prev" in
${commands.flatMap(valueLines).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case $command in
${commands.map(flagLine).join('\n')}
    esac
    return
  fi
  case $command in
${commands.map(({ name, argument }) => `    '${name}') ${actionOf(argument)} ;;`).join('\n')}
  esac
}

complete -F _sinch_webhooks sinch-webhooks
`;
}

function valueLines({ name, flags }: CommandWords): string[] {
  return flags
    .filter(({ value }) => value.kind !== 'nothing')
    .map(({ names, value }) => {
      const patterns = names.map((flag) => `'${name} ${flag}'`).join(' | ');
      return `    ${patterns}) ${actionOf(value)}; return ;;`;
    });
}

function flagLine({ name, flags }: CommandWords): string {
  return `      '${name}') _sinch_webhooks_words '${flags.flatMap(({ names }) => names).join(' ')}' ;;`;
}

function actionOf(expected: Expected): string {
  switch (expected.kind) {
    case 'words':
      return `_sinch_webhooks_words '${expected.words.join(' ')}'`;
    case 'files':
      return '_sinch_webhooks_paths -f';
    case 'folders':
      return '_sinch_webhooks_paths -d';
    case 'events':
      return '_sinch_webhooks_events';
    case 'eventList':
      return '_sinch_webhooks_event_list';
    case 'nothing':
    case 'text':
      return ':';
  }
}
