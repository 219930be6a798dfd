import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';

const document = `
asyncapi: 3.0.0
info: { title: Own, version: '1' }
channels:
  made:
    address: /made/thing-made
    messages: { made: { payload: { type: object } } }
operations:
  onMade: { action: receive, channel: { $ref: '#/channels/made' } }
`;

describe('events', () => {
  it('prints a line for each event Sinch sends', async () => {
    const { exitCode, stdout } = await runCli(['events']);
    const [header, ...rows] = stdout.trimEnd().split('\n');
    expect(exitCode).toBe(0);
    expect(header).toMatch(/^EVENT +KEY +CHANNEL +HANDLER$/);
    expect(rows).toHaveLength(22);
    expect(rows[0]).toMatch(/^MESSAGE_INBOUND +message +\/conversation\/message-inbound +onMessageInbound$/);
  });

  it('prints blocks on a terminal that is too narrow for the columns', async () => {
    const { stdout } = await runCli(['events'], { isTTY: true, env: { NO_COLOR: '1' } });
    expect(stdout.split('\n').slice(0, 2)).toEqual(['MESSAGE_INBOUND', '  KEY      message']);
  });

  it('prints JSON alone with --json, in the order of the table', async () => {
    const { stdout, stderr } = await runCli(['events', '--json']);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).slice(0, 1)).toEqual([
      {
        trigger: 'MESSAGE_INBOUND',
        eventKey: 'message',
        tag: null,
        address: '/conversation/message-inbound',
        handlerName: 'onMessageInbound',
      },
    ]);
  });

  it('reads another document from standard input', async () => {
    const { exitCode, stdout } = await runCli(['events', '--spec', '-'], { stdin: document });
    expect({ exitCode, lines: stdout.trimEnd().split('\n').slice(1) }).toEqual({
      exitCode: 0,
      lines: [expect.stringMatching(/^THING_MADE +- +\/made\/thing-made +onThingMade$/)],
    });
  });
});
