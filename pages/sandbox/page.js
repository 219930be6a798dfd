import { watchProblem } from '../shared/api.js';
import { onceAFrame } from '../shared/once-a-frame.js';
import { listen } from '../shared/stream.js';
import { createAnnouncer } from './announcer.js';
import { createChannelFaults } from './channel-faults.js';
import { createCounts } from './counts.js';
import { createDeliveries } from './deliveries.js';
import { createFaults } from './faults.js';
import { createJourneys } from './journeys.js';
import { createPhones } from './phones.js';
import { createSamples } from './samples.js';
import { createStore, takeChange, takeState } from './store.js';
import { createThread } from './thread.js';
import { createWebhooks } from './webhooks.js';

/** @import { SandboxView } from '../../src/sandbox/view.js' */
/** @import { ViewChange } from '../../src/sandbox/feed.js' */

const store = createStore();
const show = onceAFrame(showAll);
const thread = createThread(store);
const phones = createPhones(store, { onChoose: show, onAdd: thread.focusNext });
const parts = [
  phones,
  { show: () => thread.show(phones.chosen()) },
  createJourneys(store),
  createDeliveries(store, { onFilter: show }),
  createWebhooks(store),
  createCounts(store),
  createFaults(store),
  createChannelFaults(store),
  createSamples(store),
  createAnnouncer(store, { chosen: phones.chosen }),
];

/** Shows what is known now. */
function showAll() {
  for (const part of parts) part.show();
}

watchProblem();
listen('/sandbox/stream', {
  onState(/** @type {SandboxView} */ state) {
    takeState(store, state);
    show();
  },
  onChange(/** @type {ViewChange} */ change) {
    takeChange(store, change);
    show();
  },
});
