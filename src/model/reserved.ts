const declaredByOurFiles = `
  WebhookEvents Trigger Handler Handlers HandlerContext UnknownEvent UnknownHandler
  Unknown Problem Validator Route Receiver Config Logger`;

/** The ends of the names of the runtime's checks, such as `checkNothing`, next to which validators stand. */
const endsOfChecks = 'Anything Check Integer Nothing';

const globals = `
  Array ArrayBuffer BigInt Boolean Buffer Date Error Event Function Infinity Iterator JSON Map Math NaN
  Number Object Partial Pick Promise Proxy Readonly Record Reflect RegExp Request Required Response Set
  String Symbol URL Uint8Array`;

const keywords = 'any bigint boolean never null number object string symbol undefined unknown';

/**
 * Names a generated type must not have: what the generated files declare themselves, and globals that a
 * type of the same name would hide from the reader.
 */
export const reservedTypeNames = wordSet(`${declaredByOurFiles} ${endsOfChecks} ${globals} ${keywords}`);

/** Names that Windows keeps for devices, whatever the end of the file's name. */
export const deviceNames = wordSet(`
  con prn aux nul
  com0 com1 com2 com3 com4 com5 com6 com7 com8 com9
  lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9`);

/** Names a handler's file must not have: that of the unknown event, and those of devices. */
export const reservedFileNames: ReadonlySet<string> = new Set(['unknown', ...deviceNames]);

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
