import type { CommandWords, CompletionWords, Expected } from './words.js';

/** For PowerShell 5.1 and newer. Where nothing is offered, it completes names of files by itself. */
export function renderPowershell({ commands, triggers, eventNames }: CompletionWords): string {
  return `# Completes sinch-webhooks in PowerShell. Made by: sinch-webhooks completion powershell

Register-ArgumentCompleter -Native -CommandName sinch-webhooks -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $triggers = ${list(triggers)}
    $eventNames = ${list(eventNames)}
    $commands = @{
${commands
  .filter(({ name }) => name !== '')
  .map(({ name, description }) => `        ${quote(name)} = ${quote(description)}`)
  .join('\n')}
    }
    $flags = @{
${commands.map(flagTable).join('\n')}
    }
    $values = @{
${commands.flatMap(valueLines).join('\n')}
    }
    $arguments = @{
${commands.flatMap(argumentLines).join('\n')}
    }

    $typed = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text })
    $command = @($typed | Select-Object -Skip 1 | Where-Object { $commands.ContainsKey($_) })[0]
    if ($null -eq $command) { $command = '' }
    $before = if ($typed.Count -gt 0) { $typed[-1] } else { '' }

    $word = "$wordToComplete"
    $lead = ''
    $found = $null
    $key = "$command $before"
    if ($values.ContainsKey($key)) {
        $found = $values[$key]
    } elseif ($word.StartsWith('-')) {
        $flags[$command].GetEnumerator() | Sort-Object Key |
            Where-Object { $_.Key.StartsWith($word) } |
            ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterName', $_.Value)
            }
        return
    } elseif ($command -eq '') {
        $commands.GetEnumerator() | Sort-Object Key |
            Where-Object { $_.Key.StartsWith($word) } |
            ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterValue', $_.Value)
            }
        return
    } elseif ($arguments.ContainsKey($command)) {
        $found = $arguments[$command]
    }
    if ($found -is [string]) {
        if ($found -eq 'list' -and $word.Contains(',')) {
            $lead = $word.Substring(0, $word.LastIndexOf(',') + 1)
            $word = $word.Substring($lead.Length)
        }
        $found = if ($word -cmatch '^[a-z]') { $eventNames } else { $triggers }
    }
    $found | Where-Object { $null -ne $_ -and $_.StartsWith($word) } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new("$lead$_", $_, 'ParameterValue', $_)
    }
}
`;
}

function flagTable({ name, flags }: CommandWords): string {
  const lines = flags.flatMap(({ names, description }) =>
    names.map((flag) => `            ${quote(flag)} = ${quote(description)}`),
  );
  return [`        ${quote(name)} = @{`, ...lines, '        }'].join('\n');
}

function valueLines({ name, flags }: CommandWords): string[] {
  return flags.flatMap(({ names, value }) =>
    value.kind === 'nothing'
      ? []
      : names.map((flag) => `        ${quote(`${name} ${flag}`)} = ${expectedOf(value)}`),
  );
}

function argumentLines({ name, argument }: CommandWords): string[] {
  return name === '' || argument.kind === 'nothing'
    ? []
    : [`        ${quote(name)} = ${expectedOf(argument)}`];
}

// A text stands for events; of a list of words one is taken.
function expectedOf(expected: Expected): string {
  switch (expected.kind) {
    case 'words':
      return list(expected.words);
    case 'events':
      return quote('one');
    case 'eventList':
      return quote('list');
    case 'nothing':
    case 'text':
    case 'files':
    case 'folders':
      return '@()';
  }
}

function list(words: readonly string[]): string {
  return `@(${words.map(quote).join(', ')})`;
}

// It takes the quotes of typography for quotes, too.
function quote(text: string): string {
  return `'${text.replaceAll(/['‘’‚‛]/g, '$&$&')}'`;
}
