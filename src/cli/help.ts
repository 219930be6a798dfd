import { exitCodes } from '../errors.js';

/** A command line as one would type it, and what it does. */
export type Example = readonly [command: string, effect: string];

/** The examples a help text begins with: most readers need no more of it. */
export const examples = {
  program: [
    [
      'npx sinch-webhooks generate my-receiver --target fastify',
      'Writes a receiver of every event, on Fastify.',
    ],
    [
      'npx sinch-webhooks send --all --secret s3cret',
      'Sends it one event of every kind, signed as Sinch signs.',
    ],
    ['npx sinch-webhooks events', 'Lists the events Sinch sends.'],
  ],
  generate: [
    ['npx sinch-webhooks generate my-receiver --target fastify --install', 'Ready to start: npm start.'],
    [
      'npx sinch-webhooks generate --target lambda --events message-inbound,opt-out',
      'Only two events, in the current folder.',
    ],
    [
      'curl -s https://example.com/asyncapi.yaml |\n    npx sinch-webhooks generate my-receiver --target express --spec -',
      'From a document of your own.',
    ],
  ],
  check: [
    ['npx sinch-webhooks check', 'Exits 1, and names each file, if the receiver here is not up to date.'],
    ['npx sinch-webhooks check my-receiver --spec asyncapi.yaml', 'Against a newer document.'],
  ],
  undo: [['npx sinch-webhooks undo my-receiver', 'Takes the last run back.']],
  eject: [
    ['npx sinch-webhooks eject src/generated/routes.ts', 'It is yours from now on, in src/ejected.'],
    ['npx sinch-webhooks eject src/generated/routes.ts --undo', "It is this tool's again."],
    [
      'npx sinch-webhooks eject --template common/src/config.ts.hbs',
      'A copy in the folder templates, for "generate --templates templates".',
    ],
  ],
  diff: [
    ['npx sinch-webhooks diff old.yaml new.yaml', 'What changes for the handlers of a receiver.'],
    ['npx sinch-webhooks diff bundled new.yaml --markdown', 'The body of a pull request.'],
  ],
  send: [
    ['npx sinch-webhooks send message-inbound --secret s3cret', 'One event to a receiver on this machine.'],
    [
      'SINCH_WEBHOOK_SECRET=s3cret npx sinch-webhooks send --all',
      'Every event; a list of processes does not show the secret.',
    ],
    ['npx sinch-webhooks send --body callback.json --secret s3cret', 'A body of your own, byte for byte.'],
  ],
  listen: [
    [
      'SINCH_WEBHOOK_SECRET=s3cret npx sinch-webhooks listen',
      'Before localhost:3000; send to localhost:4020, look at localhost:4021.',
    ],
    [
      'npx sinch-webhooks listen --forward-to http://localhost:8080 --record kept',
      'Another receiver; each request is kept, for "send --recorded".',
    ],
  ],
  events: [
    ['npx sinch-webhooks events', 'Every event, its key on the wire, its path and its handler.'],
    [
      'npx sinch-webhooks events --spec asyncapi.yaml --json',
      'The events of another document, for a program.',
    ],
  ],
  sandbox: [
    [
      'npx sinch-webhooks sandbox --to http://localhost:3000/webhooks/sinch',
      'Signed with SINCH_WEBHOOK_SECRET; localhost:4010 has phones to write on.',
    ],
    [
      'npx sinch-webhooks sandbox --duplicates 20% --disorder 20%',
      'For the webhooks that a client makes: repeats, and later events first.',
    ],
  ],
  demo: [
    ['npx sinch-webhooks demo', 'A support desk that people write to. No account.'],
    ['npx sinch-webhooks demo my-bot --recipe chatbot', 'Another recipe, in a folder to go on with.'],
  ],
  register: [
    [
      'npx sinch-webhooks register create --target https://example.com/webhooks/sinch',
      'A webhook for the events of the receiver here; its secret goes to .env.',
    ],
    ['npx sinch-webhooks register list --region eu', 'The webhooks of the app.'],
    [
      'npx sinch-webhooks register rotate --target https://example.com/webhooks/sinch',
      'The next step of replacing the secret, while the old one still counts.',
    ],
    ['npx sinch-webhooks register verify', 'Waits for a real event, and says what arrived.'],
  ],
  doctor: [
    ['npx sinch-webhooks doctor my-receiver', 'Settings, packages, inbox, and the receiver if it runs.'],
    ['npx sinch-webhooks doctor --to https://example.com/webhooks/sinch --json', 'For a program.'],
  ],
  validate: [
    ['npx sinch-webhooks validate asyncapi.yaml', 'What is wrong, where, and how to mend it.'],
    ['npx sinch-webhooks validate asyncapi.yaml --sarif > sinch.sarif', 'For code scanning on GitHub.'],
  ],
  init: [['npx sinch-webhooks init', 'Five questions, then a receiver.']],
  completion: [
    [
      'npx sinch-webhooks completion bash > ~/.sinch-webhooks.bash',
      'For bash. In ~/.bashrc: source ~/.sinch-webhooks.bash',
    ],
    [
      'npx sinch-webhooks completion zsh > ~/.sinch-webhooks.zsh',
      'For zsh. In ~/.zshrc, behind compinit: source ~/.sinch-webhooks.zsh',
    ],
    [
      'npx sinch-webhooks completion fish > sinch-webhooks.fish',
      'For fish: a file for ~/.config/fish/completions.',
    ],
    [
      'npx sinch-webhooks completion powershell > sinch-webhooks.ps1',
      'For PowerShell. In $PROFILE: . ./sinch-webhooks.ps1',
    ],
  ],
} as const satisfies Record<string, readonly Example[]>;

/** What may be written where a document is asked for; `parseSpecSource` reads it. */
export const documentSource = 'a file, a URL, - for standard input, or "bundled"';

export function renderExamples(list: readonly Example[]): string {
  return ['Examples:', ...list.map(([command, effect]) => `  ${command}\n      ${effect}`), ''].join('\n');
}

/** Where else than on a command line a setting may stand. */
export const settingsHelp = `
Settings:
  What a flag says may stand in the environment, as SINCH_WEBHOOKS_TARGET for
  --target, or in sinch-webhooks.config.ts: docs/configuration.md lists them.`;

export function renderExitCodes(): string {
  const rows = Object.values(exitCodes).map(({ code, meaning }) => `  ${String(code).padEnd(4)}${meaning}`);
  return ['', 'Exit codes:', ...rows].join('\n');
}
