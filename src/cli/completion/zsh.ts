import type { CommandWords, CompletionWords, Expected } from './words.js';

/** To be sourced behind compinit, or to lie in $fpath as _sinch-webhooks. */
export function renderZsh({ commands, triggers, eventNames }: CompletionWords): string {
  const named = commands.filter(({ name }) => name !== '');
  return `#compdef sinch-webhooks
# Completes sinch-webhooks in zsh. Made by: sinch-webhooks completion zsh

_sinch_webhooks_events() {
  case $cur in
    ([a-z]*) compadd "$@" -- ${eventNames.join(' ')} ;;
    (*) compadd "$@" -- ${triggers.join(' ')} ;;
  esac
}

_sinch_webhooks_event_list() {
  compset -P '*,'
  cur=\${cur##*,}
  _sinch_webhooks_events -S ''
}

_sinch_webhooks() {
  local cur=$words[CURRENT] prev=$words[CURRENT-1] command='' word
  local -a described
  if [[ $cur == --*=* ]]; then
    prev=\${cur%%=*}
    cur=\${cur#*=}
    compset -P '*='
  fi
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case $word in
      (${named.map(({ name }) => name).join('|')})
        command=$word
        break
        ;;
    esac
  done
  case "$command $prev" in
${commands.flatMap(valueLines).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case $command in
${commands.map(flagLines).join('\n')}
    esac
    _describe -o flag described
    return
  fi
  case $command in
    ('')
      described=(
${named.map(({ name, description }) => `        ${describe(name, description)}`).join('\n')}
      )
      _describe command described
      ;;
${named.map(({ name, argument }) => `    (${name}) ${actionOf(argument)} ;;`).join('\n')}
  esac
}

if [[ $funcstack[1] == _sinch-webhooks ]]; then
  _sinch_webhooks "$@"
else
  compdef _sinch_webhooks sinch-webhooks
fi
`;
}

function valueLines({ name, flags }: CommandWords): string[] {
  return flags
    .filter(({ value }) => value.kind !== 'nothing')
    .map(({ names, value }) => {
      const patterns = names.map((flag) => `'${name} ${flag}'`).join('|');
      return `    (${patterns}) ${actionOf(value)}; return ;;`;
    });
}

function flagLines({ name, flags }: CommandWords): string {
  const lines = flags.flatMap(({ names, description }) => names.map((flag) => describe(flag, description)));
  return `      ('${name}')
        described=(
${lines.map((line) => `          ${line}`).join('\n')}
        )
        ;;`;
}

function describe(word: string, description: string): string {
  const text = description.replaceAll('\\', '\\\\').replaceAll(':', '\\:');
  return `'${`${word}:${text}`.replaceAll("'", `'\\''`)}'`;
}

function actionOf(expected: Expected): string {
  switch (expected.kind) {
    case 'words':
      return `compadd -- ${expected.words.join(' ')}`;
    case 'files':
      return '_files';
    case 'folders':
      return '_files -/';
    case 'events':
      return '_sinch_webhooks_events';
    case 'eventList':
      return '_sinch_webhooks_event_list';
    case 'nothing':
    case 'text':
      return ':';
  }
}
