// First of all: the store looks for the browser's database when it is loaded.
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LineState, Phone } from '../phone/phone.ts';
import type { BoxRow } from '../phone/store.ts';
import foundation from '../../../../foundation/i18n/en.json' with { type: 'json' };
import en from '../../i18n/en.json' with { type: 'json' };
import { EndedPage } from './EndedPage.tsx';
import { FullNotice } from './FullNotice.tsx';
import HomePage from './HomePage.tsx';
import { mostTries } from '../phone/vault.ts';
import { PhoneDoor } from './PhoneDoor.tsx';
import { phoneStore } from './session.ts';
import { LockPage } from './LockPage.tsx';
import { PhoneContext } from './use-phone.ts';
import { useReason } from './words.ts';

afterEach(cleanup);
const words: Record<string, string> = { ...foundation, ...en };
const draw = (page: ReactNode) =>
  render(
    <IntlProvider locale="en-GB" messages={words} onError={() => undefined}>
      {page}
    </IntlProvider>,
  );
const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

describe('a full phone', () => {
  const state: LineState = { line: 'good', busy: false, lastContact: null, taking: null, ended: null, full: null };
  const phone = (full: LineState['full'], go = vi.fn()) => {
    const now = { ...state, full };
    const none: never[] = [];
    return {
      go,
      port: { state: () => now, packs: () => none, queue: () => none, subscribe: () => () => undefined, go } as unknown as Phone,
    };
  };
  it.each(['record', 'photos'] as const)('says what was not kept, on whatever page, and leads to where room is made (%s)', async (what) => {
    const { port, go } = phone(what);
    draw(
      <PhoneContext value={port}>
        <FullNotice />
      </PhoneContext>,
    );
    expect(screen.getByRole('alert').textContent).toBe(words[`sync.field-full.${what}`]);
    await press(words['sync.field-full-room']!);
    expect(go).toHaveBeenCalledWith('/phone');
  });
});

describe('a phone that is nearly full', () => {
  const state: LineState = { line: 'good', busy: false, lastContact: null, taking: null, ended: null, full: null };
  const none: never[] = [];
  const offer = { name: 'heap.pile', params: { pile: 'a' }, title: 'Pile a', until: '2023-03-03T00:00:00.000Z', bytes: 7_000_000 };
  const offers = [offer];
  const task = { kind: 'heap.pile', icon: 'x', order: 1, component: async () => ({ default: () => null }) } as const;
  const empty = {
    state: () => state,
    packs: () => none,
    queue: () => none,
    offers: () => offers,
    now: () => new Date('2023-03-01T09:00:00Z'),
    subscribe: () => () => undefined,
  };
  const port = { ...empty, self: { deviceId: 'd' } } as unknown as Phone;
  const storage = (usage: number) =>
    Object.defineProperty(navigator, 'storage', {
      configurable: true,
      value: { estimate: async () => ({ usage, quota: 100_000_000 }), persisted: async () => false },
    });
  afterEach(() => Reflect.deleteProperty(navigator, 'storage'));

  it('says so before a record finds no room', async () => {
    storage(92_000_000);
    draw(<PhoneContext value={port}>{<FullNotice />}</PhoneContext>);
    expect((await screen.findByRole('status')).textContent).toMatch(/^Little room is left: 8/);
    cleanup();
    storage(10_000_000);
    draw(<PhoneContext value={port}>{<FullNotice />}</PhoneContext>);
    await act(async () => undefined);
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('says nothing of it where it is empty: that something fills the room would tell of the other PIN', async () => {
    storage(92_000_000);
    draw(<PhoneContext value={empty as unknown as Phone}>{<FullNotice />}</PhoneContext>);
    await act(async () => undefined);
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('says how large a pack is before it is taken, and when it may not fit', async () => {
    storage(92_000_000);
    draw(<PhoneContext value={port}>{<HomePage tasks={[task]} icon={() => null} whole />}</PhoneContext>);
    expect(screen.getByText(/^Take to this phone, about 7/)).toBeTruthy();
    expect(await screen.findByText(/It may not fit: 8/)).toBeTruthy();
  });
});

describe('a forgotten PIN', () => {
  it('is told what it costs and how to go on, on the closed phone', async () => {
    const onEnrol = vi.fn();
    const box = { id: 'a', order: 1, practice: false } as BoxRow;
    draw(<LockPage boxes={[box]} mark={() => null} onOpen={async () => undefined} onEmptied={() => undefined} onEnrol={onEnrol} />);
    expect(screen.queryByRole('button', { name: words['sync.field-enrol-another']! })).toBeNull();
    await press(words['sync.field-forgotten']!);
    expect(screen.getByText(words['sync.field-forgotten-text']!)).toBeTruthy();
    await press(words['sync.field-enrol']!);
    expect(onEnrol).toHaveBeenCalled();
  });
});

describe('one wrong PIN too many', () => {
  it('says that it emptied the phone, and what became of what was recorded, before anything else is offered', async () => {
    const box = { id: 'a', mission: 'm', practice: false, order: 1, tries: mostTries, spaces: ['x', 'y'], clock: { offset: 0, mark: 0 } };
    await phoneStore.boxes.add(box as unknown as BoxRow);
    draw(
      <PhoneDoor mission={undefined} go={() => undefined} mark={() => null}>
        {() => null}
      </PhoneDoor>,
    );
    await screen.findByText(words['sync.field-enter-pin']!);
    for (const digit of '908172') await press(digit);
    await press(words['ui.pin-enter']!);
    expect(await screen.findByText(words['sync.field-ended.wrong-pins']!)).toBeTruthy();
    expect(screen.getByText(words['sync.field-ended-text.wrong-pins']!)).toBeTruthy();
    expect(await phoneStore.boxes.count()).toBe(0);
  });
});

describe('a pack of a place', () => {
  const place = {
    name: 'heap.pile',
    params: { pile: 'a' },
    title: 'SY0204',
    names: { en: 'Azaz', ar: 'أعزاز' },
    until: '2023-03-03T00:00:00.000Z',
  };
  const pack = {
    ...place,
    id: 'a',
    key: 'k',
    shape: 1,
    version: '1',
    madeAt: '2023-03-01T08:00:00.000Z',
    parts: [],
    bytes: 9_000,
    over: false,
  };
  const [packs, offers, none] = [[pack], [{ ...place, params: { pile: 'b' } }], [] as never[]];
  const state: LineState = { line: 'good', busy: false, lastContact: null, taking: null, ended: null, full: null };
  const port = {
    state: () => state,
    packs: () => packs,
    queue: () => none,
    offers: () => offers,
    now: () => new Date('2023-03-01T09:00:00Z'),
    subscribe: () => () => undefined,
  } as unknown as Phone;
  const task = { kind: 'heap.pile', icon: 'x', order: 1, component: async () => ({ default: () => null }) } as const;

  it.each(['en-GB', 'ar'])('bears its name in the language that the phone speaks, whatever the account says (%s)', (locale) => {
    render(
      <IntlProvider locale={locale} messages={words} onError={() => undefined}>
        <PhoneContext value={port}>
          <HomePage tasks={[task]} icon={() => null} whole />
        </PhoneContext>
      </IntlProvider>,
    );
    expect(screen.getAllByText(locale === 'ar' ? 'أعزاز · SY0204' : 'Azaz · SY0204')).toHaveLength(2);
  });
});

describe('a phone on which the app is not whole', () => {
  it.each([false, true])('says to stay in the network until it is (%s)', (whole) => {
    const none: never[] = [];
    const state: LineState = { line: 'good', busy: false, lastContact: null, taking: null, ended: null, full: null };
    const port = { state: () => state, packs: () => none, queue: () => none, offers: () => none, subscribe: () => () => undefined };
    draw(
      <PhoneContext value={port as unknown as Phone}>
        <HomePage tasks={[]} icon={() => null} whole={whole} />
      </PhoneContext>,
    );
    expect(screen.queryByText(words['sync.field-not-whole']!) === null).toBe(whole);
  });
});

describe('a phone whose access ended', () => {
  it.each(['wrong-pins', 'revoked', 'user-gone', 'removed'] as const)('says why, and that nothing recorded is lost (%s)', (ended) => {
    draw(<EndedPage ended={ended} onDone={() => undefined} />);
    expect(screen.getByRole('alert').textContent).toBe(words[`sync.field-ended.${ended}`]);
    expect(screen.getByText(words[`sync.field-ended-text.${ended}`]!)).toBeTruthy();
  });
});

describe('a record that waits', () => {
  it('says why also when the reason came without its figures', () => {
    const Why = () => <p>{useReason()({ type: 'sync.seq-late' })}</p>;
    expect(words['problem.sync.seq-late']).toMatch(/\{seq/);
    draw(<Why />);
    expect(screen.getByText(/…/).textContent).not.toContain('problem.');
  });
});
