import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider, createMemoryHistory, createRootRoute, createRouter } from '@tanstack/react-router';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { setPickers } from '#foundation/web/RecordPicker.tsx';
import type { RecordPickerOf } from '#foundation/web/RecordPicker.tsx';
import { ClientContext } from '#foundation/web/client.ts';
import type { ClientPort } from '#foundation/web/client.ts';
import { SessionContext } from '#foundation/web/session.ts';
import type { WebSession } from '#foundation/web/session.ts';
import foundation from '../../../../foundation/i18n/en.json' with { type: 'json' };
import { findCandidates } from '../../contract/queries.ts';
import { registerHousehold } from '../../contract/register.ts';
import { numberOf } from '../../domain/numbers.ts';
import en from '../../i18n/en.json' with { type: 'json' };
import RegisterPage from './RegisterPage.tsx';

const area: RecordPickerOf = ({ label, value, onChange }) => (
  <input aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
);
const known = newId();
const candidate = {
  person: {
    id: known,
    number: numberOf('P', known),
    name: 'Hasan Rashid Rifai',
    nameAr: null,
    sex: 'm',
    birth: { date: '1965-03-19', precision: 'day' },
    status: 'active',
    restricted: false,
    householdId: null,
    householdNumber: null,
    relation: null,
    size: 0,
    area: null,
    areaNames: { en: null, tr: null, ar: null },
    registeredAt: '2023-06-19T06:00:00Z',
  },
  probability: 0.999,
  zone: 'hold',
  sameNumber: false,
  evidence: [{ field: 'given', level: 'same', weight: 7.5 }],
};

let sent: { name: string; input: never }[];
let found: { rows: (typeof candidate)[]; knownElsewhere: boolean };
const client = {
  ask: async (def: { name: string }) => (def.name === findCandidates.name ? found : {}),
  send: async (def: { name: string }, input: never) => {
    sent.push({ name: def.name, input });
    return { state: 'applied', result: { householdId: newId(), number: 'H-TEST', disputed: 0, pairs: 0 } };
  },
} as unknown as ClientPort;

beforeEach(() => {
  sent = [];
  found = { rows: [], knownElsewhere: false };
  setPickers([{ pickers: { area: async () => ({ default: area }), site: async () => ({ default: () => null }) } }]);
  vi.stubGlobal('scrollTo', () => undefined);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(userId = newId()) {
  const session = {
    user: { id: userId },
    mission: { timeZone: 'UTC' },
    now: () => new Date('2023-08-21T06:00:00Z'),
    can: () => true,
  } as unknown as WebSession;
  const router = createRouter({ routeTree: createRootRoute({ component: RegisterPage }), history: createMemoryHistory() });
  await act(async () => {
    render(
      <IntlProvider locale="en-GB" messages={{ ...foundation, ...en }} onError={() => undefined}>
        <MantineProvider>
          <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
            <SessionContext value={session}>
              <ClientContext value={client}>
                <RouterProvider router={router} />
              </ClientContext>
            </SessionContext>
          </QueryClientProvider>
        </MantineProvider>
      </IntlProvider>,
    );
  });
  await vi.waitFor(() => field('Place'));
}
/** The first field of that name; by the label's own words, for asking by role looks at every node each time. */
function field(label: string): HTMLInputElement {
  const named = document.querySelector<HTMLInputElement>(`[aria-label="${label}"]`);
  const words = [...document.querySelectorAll('label')].find((one) => one.textContent === label);
  const found = words ? document.getElementById(words.htmlFor) : named;
  if (!found) throw new Error(`no field ${label}`);
  return found as HTMLInputElement;
}
const type = (label: string, value: string) => act(async () => fireEvent.change(field(label), { target: { value } }));
const key = (options: object) => act(async () => fireEvent.keyDown(document.activeElement!, { bubbles: true, ...options }));
const next = () => key({ key: 'Enter', ctrlKey: true });
const agree = () => act(async () => fireEvent.click(screen.getByText(en['people.consent-usual'])));
const send = () => key({ key: 's', code: 'KeyS', ctrlKey: true });
async function tell(given: string, born: string, more: Record<string, string> = {}): Promise<void> {
  for (const [label, value] of Object.entries({ 'Given name': given, 'Birthday or age': born, ...more })) await type(label, value);
  field('Given name').focus();
}

it('a household is one command, typed and sent by the keyboard alone, what runs in the family copied down', async () => {
  await open();
  await type('Place', 'TUR027007');
  await tell('Hasan', '19.3.1965', { "Father's name": 'Rashid', 'Family name': 'Rifai', Sex: 'm' });
  await next();
  expect(document.activeElement).toBe(field('Given name'));
  await tell('Amina', '~50', { Sex: 'f', 'Family name': 'Khatib' });
  await next();
  await tell('Bilal', '12/5/1436');
  await agree();
  await send();
  expect(sent).toHaveLength(1);
  const input = registerHousehold.input.parse(sent[0]!.input);
  expect(input.members.map((one) => [one.relation, one.birth?.precision])).toEqual([
    ['head', 'day'],
    ['spouse', 'estimated'],
    ['child', 'day'],
  ]);
  // What runs in the family was copied down, and children consent through a grown-up.
  expect(input.members[2]!.names).toContainEqual({ part: 'father', value: 'Hasan' });
  expect(input.members[2]!.names).toContainEqual({ part: 'mother', value: 'Amina' });
  expect(input.members[2]!.birth).toMatchObject({ hijri: true });
  expect(new Set(input.consents.filter(({ personId }) => personId === input.members[2]!.personId).map(({ mode }) => mode))).toEqual(
    new Set(['guardian']),
  );
  await screen.findByText('H-TEST');
});

it('nobody agrees by default: nothing is ticked, and the next household says its own', async () => {
  await open();
  await type('Place', 'TUR027007');
  await tell('Hasan', '1965');
  const ticks = () => [...document.querySelectorAll<HTMLInputElement>('.kv-matrix input')].filter((one) => one.checked);
  expect(ticks()).toEqual([]);
  await agree();
  expect(ticks()).toHaveLength(2);
  await send();
  expect(registerHousehold.input.parse(sent[0]!.input).consents).toHaveLength(2);
  await act(async () => fireEvent.click(await screen.findByText('Next household')));
  expect(ticks()).toEqual([]);
  await tell('Amina', '1970');
  await send();
  expect(registerHousehold.input.parse(sent[1]!.input).consents).toEqual([]);
});

it('Enter takes what was copied down into the hand, so that typing takes its place', async () => {
  await open();
  await tell('Hasan', '1965', { 'Family name': 'Rifai', Sex: 'm' });
  await next();
  await next();
  await key({ key: 'Enter' });
  const father = field("Father's name");
  expect(document.activeElement).toBe(father);
  expect([father.value, father.selectionStart, father.selectionEnd]).toEqual(['Hasan', 0, 5]);
});

it('a likely double keeps it from being sent until the clerk has looked', async () => {
  found = { rows: [candidate], knownElsewhere: true };
  await open();
  await type('Place', 'TUR027007');
  await tell('Hasan', '19.3.1965', { 'Family name': 'Rifai', Sex: 'm' });
  // Asked for a moment after the last key; a busy machine takes its time.
  await screen.findByText('Very likely the same', undefined, { timeout: 60_000 });
  screen.getByText('Somebody like this is known elsewhere');
  await send();
  expect(sent).toEqual([]);
  screen.getByText(/One record looks like the same person/);
  await act(async () => fireEvent.click(screen.getByText('It is somebody else')));
  await send();
  expect(sent).toHaveLength(1);
});

it('what is typed stays in memory: not in the address, not in the browser’s storage, not for the next person at this desk', async () => {
  await open();
  await tell('Quintessa', '1990');
  for (const store of [localStorage, sessionStorage]) expect(JSON.stringify(Object.entries(store))).not.toContain('Quintessa');
  expect(location.href).not.toContain('Quintessa');
  const leave = new Event('beforeunload', { cancelable: true });
  dispatchEvent(leave);
  expect(leave.defaultPrevented).toBe(true);
  cleanup();
  await open();
  expect(field('Given name').value).toBe('');
});

it('a passport’s lines fill the person, and are not kept themselves', async () => {
  await open();
  const lines = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10';
  await act(async () => fireEvent.paste(field('Given name'), { clipboardData: { getData: () => lines } }));
  expect(field('Given name').value).toBe('Anna Maria');
  expect(field('Number').value).toBe('L898902C3');
  expect(document.body.textContent).not.toContain('<<<<');
});
