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
    return { go, port: { state: () => now, subscribe: () => () => undefined, go } as unknown as Phone };
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

describe('a phone whose access ended', () => {
  it.each(['wrong-pins', 'revoked', 'user-gone', 'removed'] as const)('says why, and that nothing recorded is lost (%s)', (ended) => {
    draw(<EndedPage ended={ended} onDone={() => undefined} />);
    expect(screen.getByRole('alert').textContent).toBe(words[`sync.field-ended.${ended}`]);
    expect(screen.getByText(words['sync.field-ended-text']!)).toBeTruthy();
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
