/** A message as the dashboard tells of it. */
export interface ShownMessage {
  readonly id: string;
  readonly seq: number;
  readonly text: string;
  readonly direction: 'in' | 'out';
  readonly state?: string;
}

export interface ShownConversation {
  readonly id: number;
  readonly channel: string;
  readonly identity: string;
  readonly unread: number;
  readonly isAnswered: boolean;
}

export interface DraftReply {
  readonly id: string;
  readonly text: string;
  readonly seen: number;
}

/** Asks a dashboard what its page asks for. */
export function createDashboardClient(url: string) {
  async function ask<Body>(path: string): Promise<Body> {
    const response = await fetch(`${url}${path}`);
    if (!response.ok) throw new Error(`${path} was answered ${response.status}`);
    // What the page relies on too.
    return (await response.json()) as Body;
  }

  return {
    async conversations(): Promise<readonly ShownConversation[]> {
      const { conversations } = await ask<{ conversations: ShownConversation[] }>('/api/conversations');
      return conversations;
    },

    /** All messages of a conversation, however many pages that takes. */
    async messages(conversation: number): Promise<readonly ShownMessage[]> {
      const all: ShownMessage[] = [];
      for (;;) {
        const before = all.length === 0 ? '' : `?before=${Math.min(...all.map(({ seq }) => seq))}`;
        const page = await ask<{ messages: ShownMessage[]; hasMore: boolean }>(
          `/api/conversations/${conversation}/messages${before}`,
        );
        all.unshift(...page.messages);
        if (!page.hasMore) return all;
      }
    },

    /** Sends a reply, again and again while the dashboard is away, as somebody does. Resolves with the status. */
    async reply(conversation: number, draft: DraftReply): Promise<number> {
      for (;;) {
        try {
          const response = await fetch(`${url}/api/conversations/${conversation}/replies`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', origin: url },
            body: JSON.stringify(draft),
          });
          await response.arrayBuffer();
          return response.status;
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    },
  };
}
