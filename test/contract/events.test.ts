import { expect, it } from 'vitest';
import { samples } from '../support/samples.js';
import { describePairs } from './harness/describe-pairs.js';
import { importGenerated } from './harness/receiver.js';
import { basePath, signedRequest } from './harness/request.js';
import { generatedFolder, handledBy, reasonsOf, start } from './harness/start.js';
import { harnesses } from './harness/targets.js';

interface RoutesModule {
  readonly routes: readonly { readonly trigger: string; readonly address: string }[];
}

const triggers = samples.map(({ trigger }) => trigger);

describePairs('$name', harnesses, (harness) => {
  it('has a route for each of the 22 events', async () => {
    const { routes } = await importGenerated<RoutesModule>(generatedFolder(harness), 'routes.ts');
    expect(routes.map(({ trigger }) => trigger).toSorted()).toEqual(triggers.toSorted());
    expect(routes).toHaveLength(22);
  });

  it.each(samples)('$trigger to the base path calls its handler, and it alone', async ({ trigger, body }) => {
    const receiver = await start(harness);
    expect((await receiver.send(signedRequest(body))).status).toBe(200);

    expect((await receiver.settled()).calls).toEqual([
      {
        handler: trigger,
        event: JSON.parse(body.toString('utf8')) as unknown,
        context: expect.objectContaining({ trigger, problems: [] }) as unknown,
      },
    ]);
    // The generated handler wrote this line, so it ran.
    expect((await receiver.settled()).log.join('\n')).toContain(`"message":"${trigger} handled"`);
  });

  it.each(samples)('$trigger to its channel’s path calls its handler', async ({ trigger, body }) => {
    const receiver = await start(harness);
    const { routes } = await importGenerated<RoutesModule>(generatedFolder(harness), 'routes.ts');
    const address = routes.find((route) => route.trigger === trigger)?.address;

    expect(address).toMatch(/^\/conversation\/[a-z-]+$/);
    expect((await receiver.send(signedRequest(body, { path: `${basePath}${address}` }))).status).toBe(200);
    expect(await handledBy(receiver)).toEqual([trigger]);
  });

  it('every event, one after the other, calls every handler once', async () => {
    const receiver = await start(harness);
    for (const { body } of samples) await receiver.send(signedRequest(body));
    // Events that have nothing to do with each other may overtake each other after the answer.
    expect((await handledBy(receiver)).toSorted()).toEqual(triggers.toSorted());
    expect(await reasonsOf(receiver)).toEqual([]);
  });
});
