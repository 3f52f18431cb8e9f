import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { newId } from '#foundation/ids.ts';
import { ClientContext } from '#foundation/web/client.ts';
import type { ClientPort } from '#foundation/web/client.ts';
import { SessionContext } from '#foundation/web/session.ts';
import type { WebSession } from '#foundation/web/session.ts';

export interface DeskPart {
  /** What was sent, in order. */
  readonly sent: { readonly name: string; readonly input: Record<string, unknown> }[];
  /** What was asked, in order. */
  readonly asked: { readonly name: string; readonly input: Record<string, unknown> }[];
}

/** Draws a part of a desk page alone: `answers` says what each query is answered, every command is applied. */
export async function openPart(
  part: ReactNode,
  messages: Record<string, string>,
  answers: Readonly<Record<string, (input: Record<string, unknown>) => unknown>> = {},
): Promise<DeskPart> {
  const desk: DeskPart = { sent: [], asked: [] };
  // Text areas wait for fonts, which this DOM has none of.
  if (!('fonts' in document)) Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  const client = {
    ask: async (def: { name: string }, input: Record<string, unknown>) => {
      desk.asked.push({ name: def.name, input });
      return answers[def.name]?.(input) ?? {};
    },
    send: async (def: { name: string }, input: Record<string, unknown>) => {
      desk.sent.push({ name: def.name, input });
      return { id: newId(), state: 'applied', result: {} };
    },
    upload: async () => ({ id: newId(), type: 'image/jpeg', size: 1 }),
    fileUrl: (id: string) => `/api/files/${id}`,
  } as unknown as ClientPort;
  const session = {
    user: { id: newId() },
    mission: { timeZone: 'UTC' },
    now: () => new Date('2023-08-21T06:00:00Z'),
    can: () => true,
  } as unknown as WebSession;
  await act(async () => {
    render(
      <IntlProvider locale="en-GB" messages={messages} onError={() => undefined}>
        <MantineProvider>
          <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
            <SessionContext value={session}>
              <ClientContext value={client}>{part}</ClientContext>
            </SessionContext>
          </QueryClientProvider>
        </MantineProvider>
      </IntlProvider>,
    );
  });
  return desk;
}
