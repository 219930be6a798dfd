import { expect, it, onTestFinished } from 'vitest';
import { createRecogniser } from '../../src/runtime/recognition.js';
import { contactCreate } from '../support/test-receiver.js';

it('does not count what every object inherits as depth of a body', () => {
  // A library of the receiver's owner may have done that.
  Object.assign(Object.prototype, { inherited: {} });
  onTestFinished(() => {
    Reflect.deleteProperty(Object.prototype, 'inherited');
  });
  const body = Buffer.from(JSON.stringify({ [contactCreate.eventKey ?? '']: {} }));

  expect(createRecogniser([contactCreate])(body, undefined)).toMatchObject({ kind: 'event' });
});
