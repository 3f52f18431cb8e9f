import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { openPart } from '#tests/support/desk-part.tsx';
import en from '../../i18n/en.json' with { type: 'json' };
import { CommandForm } from './CommandForm.tsx';

afterEach(cleanup);
const keep = defineCommand({
  name: 'odd.keep',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ name: z.string(), note: z.string() }),
});
const fields = [
  { name: 'name', kind: 'text', label: 'Name' },
  { name: 'note', kind: 'text', label: 'Note' },
] as const;

it('a field is red no longer once its value was changed; what is still wrong is said at the next sending', async () => {
  const part = <CommandForm def={keep} fields={fields} initial={{ name: '', note: '' }} submitLabel="Keep" onDone={() => undefined} />;
  const desk = await openPart(part, en);
  const [name, note] = [screen.getByLabelText('Name'), screen.getByLabelText('Note')];
  const red = () => [name, note].map((field) => field.getAttribute('aria-invalid') === 'true');
  fireEvent.click(screen.getByText('Keep'));
  expect(red()).toEqual([true, true]);
  fireEvent.change(name, { target: { value: 'A' } });
  expect(red()).toEqual([false, true]);
  fireEvent.change(name, { target: { value: '' } });
  fireEvent.change(note, { target: { value: 'B' } });
  expect(red()).toEqual([false, false]);
  expect(screen.queryByRole('alert')).toBeNull();
  fireEvent.click(screen.getByText('Keep'));
  expect(red()).toEqual([true, false]);
  expect(desk.sent).toEqual([]);
});
