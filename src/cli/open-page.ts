import { spawn } from 'node:child_process';

/** Opens a page in the browser of the system. Where there is none, nothing happens: its address is printed too. */
export function openPage(url: string): void {
  const [command, ...words] = opener(url);
  const child = spawn(command, words, { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}

function opener(url: string): readonly [command: string, ...words: string[]] {
  switch (process.platform) {
    case 'darwin':
      return ['open', url];
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', url];
    default:
      return ['xdg-open', url];
  }
}
