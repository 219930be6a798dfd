/** What a process leaves that was asked to end and did. Windows does not ask: it ends a process, which leaves no code. */
export const exitCodeOfStop = process.platform === 'win32' ? null : 0;
