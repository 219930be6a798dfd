// Stands in for a program that a documented command starts: tells the test what was called, and prints what it answers.
const { connect } = require('node:net');
const { readFileSync } = require('node:fs');

const [, , socket] = process.argv;
const { CALL, ...env } = process.env;
const command = CALL.split('\u001f').slice(0, -1);
const stdin = readFileSync(0, 'utf8');
const connection = connect(socket);
connection.end(JSON.stringify({ command, cwd: process.cwd(), env, stdin }));
let answer = '';
connection.setEncoding('utf8').on('data', (text) => (answer += text));
connection.on('end', () => {
  const { exitCode, stdout, stderr } = JSON.parse(answer);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = exitCode;
});
