import type { OutputStream, Terminal } from './terminal.js';

/** What is typed, or piped in. */
export interface InputStream extends AsyncIterable<Uint8Array> {
  readonly isTTY?: boolean;
}

/** All of the process that the program uses, so that it runs in a test as it runs in a shell. */
export interface Io {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user interrupts the program. */
  readonly signal: AbortSignal;
  /** Called by a command that ends soon after the signal is aborted, and has something to do until then. */
  readonly endByItself: () => void;
}

/** What every command is given besides its flags. */
export interface Context {
  readonly io: Io;
  readonly terminal: Terminal;
}
