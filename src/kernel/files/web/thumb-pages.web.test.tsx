import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { openPart } from '#tests/support/desk-part.tsx';
import foundation from '../../../foundation/i18n/en.json' with { type: 'json' };
import { keepThumbPage, listThumbPages, openThumbPage } from '../contract/thumb-pages.ts';
import en from '../i18n/en.json' with { type: 'json' };
import { ThumbPages } from './ThumbPages.tsx';

afterEach(cleanup);
beforeEach(() => {
  URL.createObjectURL ??= () => 'blob:page';
  URL.revokeObjectURL ??= () => undefined;
});
const words: Record<string, string> = { ...foundation, ...en };
const subject = { kind: 'assistance-event', id: newId() };
const pageId = newId();
const row = (abilities: string[]) => ({
  id: pageId,
  keptBy: 'Rami',
  keptAt: '2023-08-20T06:00:00.000Z',
  deleteAt: '2023-09-19T06:00:00.000Z',
  deletedAt: null,
  deletedBy: null,
  deletedWhy: null,
  opened: 1,
  openedAt: '2023-08-20T08:00:00.000Z',
  abilities,
});
const press = (name: string) => act(async () => fireEvent.click(screen.getAllByRole('button', { name }).at(-1)!));

it('a page is shown only after a reason was given, and the list says when it is deleted', async () => {
  const desk = await openPart(<ThumbPages subject={subject} />, words, {
    [listThumbPages.name]: () => ({ days: 30, rows: [row([openThumbPage.name])], abilities: [] }),
    [openThumbPage.name]: () => ({ mediaType: 'image/jpeg', bytes: btoa('page') }),
  });
  expect(await screen.findByText(/deleted after 30 days/)).toBeTruthy();
  await press('Open with a reason');
  const button = screen.getAllByRole('button', { name: 'Open with a reason' }).at(-1) as HTMLButtonElement;
  expect(button.disabled).toBe(true);
  await act(async () => fireEvent.change(screen.getByLabelText(/^Reason/), { target: { value: 'A household says it got nothing' } }));
  await press('Open with a reason');
  expect(desk.asked).toContainEqual({ name: openThumbPage.name, input: { pageId, reason: 'A household says it got nothing' } });
});

it('who may only add a page sees that there are some, and no way to open them', async () => {
  const desk = await openPart(<ThumbPages subject={subject} />, words, {
    [listThumbPages.name]: () => ({ days: 30, rows: [row([])], abilities: [keepThumbPage.name] }),
  });
  expect(await screen.findByText('Rami')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Open with a reason' })).toBeNull();
  const picker = screen.getByLabelText('Add a page with thumb-marks', { selector: 'input' });
  await act(async () => fireEvent.change(picker, { target: { files: [new File(['page'], 'Layla.jpg', { type: 'image/jpeg' })] } }));
  expect(desk.sent).toMatchObject([{ name: keepThumbPage.name, input: { subject } }]);
});
