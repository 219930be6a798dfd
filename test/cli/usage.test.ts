import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';

const secret = ['--secret', 's'];

describe('a command line with a mistake', () => {
  it.each([
    [['genrate'], /Unknown command 'genrate'/, /Did you mean generate\?/],
    [['generate', '--tagret', 'x'], /Unknown option '--tagret'/, /Did you mean --target\?/],
    [['generate', '--target', 'fastfy'], /--target does not know "fastfy"/, /Did you mean fastify\?/],
    [['generate', '--target', 'koa'], /--target does not know "koa"/, /takes express, fastify or lambda/],
    [['generate', '--target'], /argument missing/, /--help/],
    [['generate', 'a', 'b'], /Too many arguments/, /--help/],
    [['generate', 'a'], /No target/, /--target express, --target fastify, --target lambda/],
    [['generate', '--events', 'opt-in,,opt-out'], /empty name/, /single commas/],
    [['generate', ''], /The name of the folder is empty/, /leave it out/],
    [['undo', ''], /The name of the folder is empty/, /leave it out/],
    [['check', ''], /The name of the folder is empty/, /leave it out/],
    [['check', '--target', 'lambda'], /Unknown option '--target'/, /--help/],
    [['diff'], /Missing required argument 'before'/, /--help/],
    [['diff', 'a', 'b', 'c'], /Too many arguments/, /--help/],
    [['send', ...secret], /Nothing to send/, /--all/],
    [['send', 'opt-in', '--all', ...secret], /exclude each other/, /one of them/],
    [['send', '--body', 'a.json', '--path', 'per-channel', ...secret], /--body cannot/, /--to/],
    [
      ['send', '--body', '/nowhere/a.json', ...secret],
      /No body can be read from \/nowhere\/a.json \(ENOENT\)/,
      /--body/,
    ],
    [['send', '--all'], /No secret/, /--secret <secret>, or set SINCH_WEBHOOK_SECRET/],
    [['send', '--all', '--secret', ' '], /No secret/, /SINCH_WEBHOOK_SECRET/],
    [
      ['send', '--all', '--path', 'per-chanel', ...secret],
      /--path does not know/,
      /Did you mean per-channel\?/,
    ],
    [['send', '--all', '--to', 'localhost:3000', ...secret], /no http address/, /http:\/\/localhost:3000/],
    [['send', '--all', '--to', 'http://me:pw@localhost', ...secret], /password/, /Leave them out/],
    [['send', '--all', '--timeout', '0', ...secret], /--timeout is "0"/, /seconds/],
    [['send', 'mesage-inbound', ...secret], /mesage-inbound/, /Did you mean MESSAGE_INBOUND\?/],
  ])('%j is explained, with exit code 2 and no stack', async (argv, message, help) => {
    const { exitCode, stdout, stderr } = await runCli(argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toMatch(/^error: /);
    expect(stderr.split('\n')[0]).toMatch(message);
    expect(stderr).toMatch(help);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it.each([
    [['send', '--al', '--secert=hush'], "Unknown option '--al'"],
    [['send', '--all', '--secert=hush'], "Unknown option '--secert'"],
    [['send', '--all', '--secert=hu\nsh'], "Unknown option '--secert'"],
    [['send', '--all', '--to', 'http://me:hush@localhost', ...secret], 'password'],
    [['send', '--all', '--to', 'ftp://me:hush@localhost', ...secret], 'no http address'],
    [['send', '--all', '--to', 'me:hush@localhost:3000', ...secret], 'no http address'],
    [['send', '--all', '--to', 'http://me:hu/sh@localhost', ...secret], 'no http address'],
  ])('does not show the secret in it: %j', async (argv, message) => {
    const { exitCode, stderr } = await runCli(argv);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/hu\/?\n?sh/);
  });

  it('is one JSON object on standard output with --json', async () => {
    const { exitCode, stdout, stderr } = await runCli(['send', '--al', '--json']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'USAGE', message: "Unknown option '--al'", help: 'Did you mean --all?', details: [] },
    });
  });
});

describe('a document that cannot be read', () => {
  it('ends in exit code 3', async () => {
    const { exitCode, stderr } = await runCli(['events', '--spec', '/nowhere/sinch.yaml']);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('No document at /nowhere/sinch.yaml');
  });

  it('does not reach the terminal with its control characters', async () => {
    const { exitCode, stderr } = await runCli(['events', '--spec', '-'], {
      stdin: 'asyncapi: "9\\u001b[2J"\ninfo: \u001b[31m\n',
    });
    expect(exitCode).toBe(3);
    expect(stderr).not.toContain('\u001b');
  });
});
