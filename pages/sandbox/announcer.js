import { byId, setText } from '../shared/elements.js';

/** @import { PhoneView } from '../../src/sandbox/view.js' */
/** @import { Store } from './store.js' */

// Many messages at once would be read out long after they came.
const atMostEveryMs = 2_000;

/**
 * Reads out what arrives at the phone that is looked at, for those who do not see it.
 * @param {Store} store
 * @param {{ chosen: () => PhoneView | undefined }} parts
 */
export function createAnnouncer(store, { chosen }) {
  const region = byId('announcer');
  let lastId = '';
  let lastPhone = '';
  let isWaiting = false;

  const show = () => {
    const key = chosen()?.key ?? '';
    const arrived = [...store.messages.values()].findLast(
      ({ phones, direction, states }) =>
        direction === 'TO_CONTACT' &&
        phones.includes(key) &&
        states.some(({ status }) => status === 'DELIVERED'),
    );
    const isOld = key !== lastPhone || arrived === undefined || arrived.id === lastId;
    if (isOld) {
      lastPhone = key;
      lastId = arrived?.id ?? '';
      return;
    }
    if (isWaiting) return;
    lastId = arrived.id;
    setText(region, `From the app: ${arrived.text.slice(0, 200)}`);
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      show();
    }, atMostEveryMs);
  };
  return { show };
}
