import { createAnnouncer } from './announcer.js';
import { watchProblem } from './api.js';
import { createChannelFaults } from './channel-faults.js';
import { createCounts } from './counts.js';
import { createDeliveries } from './deliveries.js';
import { createFaults } from './faults.js';
import { createJourneys } from './journeys.js';
import { createPhones } from './phones.js';
import { createSamples } from './samples.js';
import { createStore, takeChange, takeState } from './store.js';
import { listen } from './stream.js';
import { createThread } from './thread.js';
import { createWebhooks } from './webhooks.js';

const store = createStore();
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

let isDue = false;

/** Shows what is known now, once in a frame, however much has changed meanwhile. */
function show() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    for (const part of parts) part.show();
  });
}

watchProblem();
listen({
  onState(state) {
    takeState(store, state);
    show();
  },
  onChange(change) {
    takeChange(store, change);
    show();
  },
});
