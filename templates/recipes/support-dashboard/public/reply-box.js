import { Refused, sendReply } from './api.js';
import { byId, say } from './elements.js';
import { personName } from './words.js';

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/**
 * Where a reply is written. A draft has its id from its first letter, and keeps it over a reload and a lost connection:
 * however often it is sent, it is one reply.
 */
export function createReplyBox(store, { openId }) {
  const form = byId('reply');
  const box = byId('reply-text');
  const button = form.querySelector('.send');
  const notice = byId('reply-notice');
  let shown;
  let isSending = false;

  box.addEventListener('input', () => {
    saveDraft(shown, { id: readDraft(shown)?.id ?? crypto.randomUUID(), text: box.value });
    fit();
    render();
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });

  async function send() {
    const conversation = shown;
    const draft = readDraft(conversation);
    if (isSending || draft === undefined || draft.text.trim() === '') return;
    isSending = true;
    tell('');
    render();
    try {
      const { message } = await sendReply(conversation, {
        ...draft,
        seen: store.lastSeq(conversation),
      });
      saveDraft(conversation, undefined);
      store.apply({ conversations: [], messages: [message] });
      if (shown === conversation) write('');
    } catch (error) {
      if (shown === conversation) tell(explain(error, conversation, draft));
    } finally {
      isSending = false;
      render();
      if (shown === conversation) box.focus();
    }
  }

  function explain(error, conversation, draft) {
    if (!(error instanceof Refused)) {
      return 'The dashboard cannot be reached. Your reply is kept here: send it again when it is back.';
    }
    if (error.body.overtaken !== undefined) {
      store.apply({ conversations: [], messages: [error.body.overtaken] });
      return 'Somebody else has replied meanwhile. Read it above, and send yours again if it is still needed.';
    }
    // An earlier text of this draft was taken, and the answer to it got lost.
    if (error.status === 409) saveDraft(conversation, { ...draft, id: crypto.randomUUID() });
    return `${error.message}.`;
  }

  function tell(text) {
    notice.hidden = text === '';
    say(notice, text);
  }

  function write(text) {
    box.value = text;
    fit();
  }

  // Where the browser does not do it by itself.
  function fit() {
    if (CSS.supports('field-sizing', 'content')) return;
    box.rows = Math.min(8, box.value.split('\n').length);
  }

  function render() {
    const id = openId();
    const conversation = id === undefined ? undefined : store.conversation(id);
    if (id !== shown) {
      shown = id;
      tell('');
      write(readDraft(id)?.text ?? '');
    }
    if (conversation === undefined) return;
    const canReply = store.canReply();
    box.disabled = !canReply;
    button.disabled = !canReply || isSending || box.value.trim() === '';
    box.placeholder = canReply ? `Write to ${personName(conversation)}` : 'Replies are not set up';
    const hint = canReply
      ? `${isApple ? '⌘' : 'Ctrl'} + Enter sends`
      : 'Set SINCH_PROJECT_ID, SINCH_KEY_ID and SINCH_KEY_SECRET, and start the dashboard again.';
    const hintLine = byId('reply-hint');
    hintLine.dataset.kind = canReply ? 'keys' : 'setup';
    say(hintLine, hint);
  }

  return {
    render,
    focus: () => box.focus(),
    /** Begins another reply with a text, behind what is there. */
    propose(text) {
      write([box.value.trim(), text].filter(Boolean).join('\n'));
      saveDraft(shown, { id: readDraft(shown)?.id ?? crypto.randomUUID(), text: box.value });
      render();
      box.focus();
    },
  };
}

function readDraft(conversation) {
  const text = sessionStorage.getItem(`draft ${conversation}`);
  return text === null ? undefined : JSON.parse(text);
}

function saveDraft(conversation, draft) {
  if (draft === undefined) sessionStorage.removeItem(`draft ${conversation}`);
  else sessionStorage.setItem(`draft ${conversation}`, JSON.stringify(draft));
}
