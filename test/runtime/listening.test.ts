import { describe, expect, it } from 'vitest';
import { listenFailure, listeningLine } from '../../src/runtime/listening.js';

describe('a server that listens says where', () => {
  it.each([
    ['0.0.0.0', 'localhost'],
    ['::', 'localhost'],
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '[::1]'],
    ['receiver.internal', 'receiver.internal'],
  ])('with HOST=%s as %s', (host, shown) => {
    expect(listeningLine({ host, port: 3000, path: '/webhooks/sinch' })).toBe(
      `Listening for Sinch events on http://${shown}:3000/webhooks/sinch`,
    );
  });
});

describe('a server that cannot listen says which setting is at fault', () => {
  const at = { host: 'nowhere', port: 80 };

  it.each([
    ['EADDRINUSE', 'PORT 80 is in use already'],
    ['EACCES', 'PORT 80 may not be used'],
    ['ENOTFOUND', 'HOST "nowhere" is no address of this machine'],
    ['EAI_AGAIN', 'HOST "nowhere" is no address of this machine'],
    ['EADDRNOTAVAIL', 'HOST "nowhere" is no address of this machine'],
  ])('for %s', (code, text) => {
    const line = listenFailure(Object.assign(new Error('listen'), { code }), at);
    expect(line).toContain(text);
    expect(line).not.toContain('\n');
  });

  it('or what else is wrong', () => {
    expect(listenFailure(new Error('no more files'), at)).toBe(
      'The server cannot go on with HOST "nowhere" and PORT 80: no more files',
    );
  });
});
