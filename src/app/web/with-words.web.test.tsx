import { act, render, screen } from '@testing-library/react';
import { Suspense, lazy } from 'react';
import { IntlProvider } from 'react-intl';
import { expect, it } from 'vitest';
import { useT } from '#foundation/web/i18n.ts';
import { modules } from '#app/modules.ts';
import { rooms } from './rooms.ts';
import { roomWithWords } from './with-words.ts';

function Page() {
  return <h1>{useT()('orgs.title')}</h1>;
}

it('a page cannot render before its room’s words are there', async () => {
  const messages: Record<string, string> = {};
  let arrive = () => undefined as void;
  const asked: string[] = [];
  const need = (room: string) => {
    asked.push(room);
    return new Promise<void>((resolve) => {
      arrive = () => {
        messages['orgs.title'] = 'Organisations';
        resolve();
      };
    });
  };
  const room = roomWithWords({ need }, { name: 'orgs', pages: { 'orgs.all': () => Promise.resolve({ default: Page }) } });
  const Shown = lazy(room.pages['orgs.all']!);
  render(
    <IntlProvider locale="en" messages={messages} onError={() => undefined}>
      <Suspense fallback="loading">
        <Shown />
      </Suspense>
    </IntlProvider>,
  );
  await act(async () => {
    await Promise.resolve();
  });
  expect(asked).toEqual(['orgs']);
  expect(document.body.textContent).toBe('loading');
  await act(async () => {
    arrive();
    await Promise.resolve();
  });
  expect((await screen.findByRole('heading')).textContent).toBe('Organisations');
});

it('every part of a room that loads later waits for its words; what is there at once stays as it is', async () => {
  const asked: string[] = [];
  const need = async (room: string) => void asked.push(room);
  const part = () => Promise.resolve({ default: () => null });
  const subjects = { org: (id: string) => `/orgs/${id}` };
  const room = roomWithWords(
    { need },
    {
      name: 'orgs',
      subjects,
      find: () => Promise.resolve({ default: async () => [] }),
      panels: { one: part },
      names: { org: part },
      pages: { 'orgs.all': part },
    },
  );
  expect(room.subjects).toBe(subjects);
  expect(asked).toEqual([]);
  await Promise.all([room.find!(), room.panels!['one']!(), room.names!['org']!(), room.pages['orgs.all']!()]);
  expect(asked).toEqual(['orgs', 'orgs', 'orgs', 'orgs']);
});

it('every room says its own name, by which its words are found', () => {
  const known = new Set(modules.map((module) => module.name as string));
  expect(rooms.map((room) => room.name).filter((name) => !known.has(name))).toEqual([]);
  expect(new Set(rooms.map((room) => room.name)).size).toBe(rooms.length);
  const misplaced = rooms.flatMap((room) => Object.keys(room.pages).filter((page) => !page.startsWith(`${room.name}.`)));
  expect(misplaced).toEqual([]);
});
