import { createModelValidators } from './listen/model-validators.js';
import { createSignatureReporter } from './listen/signature-report.js';
import { buildBundledModel } from './model/bundled.js';
import { describeFailure } from './project/failure.js';
import { readManifest } from './project/state.js';
import { openWorkspace } from './project/workspace.js';
import { createRecogniser, type Route } from './runtime/recognition.js';
import { createJudge, type Judge } from './verify/arrival.js';

/** Tells what comes to a receiver, by its own events and by those that Sinch sends besides. */
export async function readJudge(
  directory: string,
  { appId, secrets }: { readonly appId: string; readonly secrets: readonly string[] },
): Promise<Judge> {
  const { events: known } = await buildBundledModel();
  const own = await readOwnEvents(directory);
  const others = known.filter(({ trigger }) => !own.some((event) => event.trigger === trigger));
  const routes = [...own, ...others].map(({ trigger, eventKey, tag }): Route => {
    const told = tag === undefined ? { eventKey } : { eventKey, tag };
    // Sinch sends every event to the one address of the webhook.
    return { trigger, ...told, address: `/${trigger}`, operationId: undefined, identity: [] };
  });
  return createJudge({
    appId,
    reportSignature: createSignatureReporter(secrets),
    recognise: createRecogniser(routes),
    // By the document of the package: it is what is known of the wire.
    validators: new Map(Object.entries(createModelValidators(known))),
  });
}

async function readOwnEvents(directory: string) {
  try {
    return (await readManifest(openWorkspace({ directory })))?.events ?? [];
  } catch (error) {
    throw describeFailure(error, directory);
  }
}
