import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SheetGrid } from './SheetGrid.tsx';
import type { SheetPlace } from './SheetGrid.tsx';

const columns = ['Kod', 'Tür', 'Ad'];
function Sheet({ onEdit = () => undefined, total = 3 }: { onEdit?: (place: SheetPlace) => void; total?: number }) {
  const [chosen, choose] = useState<SheetPlace | null>(null);
  return (
    <SheetGrid
      label="Liste"
      columns={columns}
      leadTitle="Satır"
      total={total}
      lineAt={(index) => ({
        key: index,
        lead: index + 2,
        cells: columns.map((column, at) => ({
          text: `${column} ${index}`,
          ...(index === 1 && at === 1 ? { mark: { level: 'error' as const, words: 'Bu tür bilinmiyor.' } } : {}),
        })),
      })}
      onSight={() => undefined}
      chosen={chosen}
      onChoose={choose}
      onEdit={onEdit}
    />
  );
}
// A narrow window shows rows as cards, which need no measured height.
beforeEach(() =>
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined })),
);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  document.documentElement.removeAttribute('dir');
});
const cell = (name: string) => screen.getByRole('gridcell', { name: new RegExp(`^${name}`) });
const chosen = () => screen.getAllByRole('gridcell').find((one) => one.getAttribute('aria-selected') === 'true')?.textContent;

it('is walked by arrow keys, and Enter asks to write', () => {
  const edits: SheetPlace[] = [];
  render(<Sheet onEdit={(place) => edits.push(place)} />);
  fireEvent.click(cell('Kod 0'));
  for (const key of ['ArrowDown', 'ArrowRight', 'Enter']) fireEvent.keyDown(screen.getByRole('grid'), { key });
  expect(chosen()).toBe('Tür 1');
  expect(edits).toEqual([{ index: 1, column: 1 }]);
  fireEvent.keyDown(screen.getByRole('grid'), { key: 'PageDown' });
  expect(chosen()).toBe('Tür 2');
});

it('goes the other way where people read from the right', () => {
  document.documentElement.dir = 'rtl';
  render(<Sheet />);
  fireEvent.click(cell('Kod 0'));
  fireEvent.keyDown(screen.getByRole('grid'), { key: 'ArrowLeft' });
  expect(chosen()).toBe('Tür 0');
});

it('says what is wrong with a cell, not only by colour', () => {
  render(<Sheet />);
  expect(screen.getByRole('gridcell', { name: 'Tür 1 – Bu tür bilinmiyor.' }).getAttribute('data-mark')).toBe('error');
});

it('leads from the head of a row to what is wrong in it', () => {
  render(<Sheet />);
  const head = screen.getByRole('rowheader', { name: '3' });
  expect(head.title).toBe('Bu tür bilinmiyor.');
  fireEvent.click(head);
  expect(chosen()).toBe('Tür 1');
  fireEvent.click(screen.getByRole('rowheader', { name: '2' }));
  expect(chosen()).toBe('Tür 1');
});

it('shows no row where there is none', () => {
  render(<Sheet total={0} />);
  expect(screen.queryAllByRole('gridcell')).toEqual([]);
});
