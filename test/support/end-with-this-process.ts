import { spawn, type ChildProcess } from 'node:child_process';

/** Has a process end when this one does, however that comes about: a shell notices it, and ends the other. */
export function endWithThisProcess(child: ChildProcess): void {
  const watcher = spawn('sh', ['-c', 'read -r line || kill -9 "$0"', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell, as on Windows, one that outlives its test is left to itself.
  watcher.on('error', () => {});
  watcher.unref();
  watcher.stdin.on('error', () => {});
  child.once('exit', () => watcher.stdin.end('ended\n'));
}
