/** Where a server was told to listen. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
}

/** What a server says once it listens: the address to send events to from this machine. */
export function listeningLine({ host, port, path }: ListenOptions & { readonly path: string }): string {
  return `Listening for Sinch events on http://${reachableHost(host)}:${port}${path}`;
}

/** What a worker says once it listens: where to ask how it is. */
export function watchingLine({ host, port, place }: ListenOptions & { readonly place: string }): string {
  return `Handling Sinch events of ${place}; health at http://${reachableHost(host)}:${port}/healthz`;
}

/** What a server says when it cannot listen: which setting is at fault, and what to do. */
export function listenFailure(error: unknown, { host, port }: ListenOptions): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EADDRINUSE':
      return `PORT ${port} is in use already: set PORT to another, or stop the program that has it.`;
    case 'EACCES':
      return `PORT ${port} may not be used without more rights: set PORT to one above 1023.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
      return `HOST ${JSON.stringify(host)} is no address of this machine: set HOST to one, such as 0.0.0.0.`;
    default:
      return `The server cannot go on with HOST ${JSON.stringify(host)} and PORT ${port}: ${message}`;
  }
}

// Every address of the machine is none to send to.
function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
