import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClientContext, ClientProblem } from '#foundation/web/client.ts';
import type { ClientPort } from '#foundation/web/client.ts';
import words from '../../i18n/en.json' with { type: 'json' };
import { PrintButton } from './PrintButton.tsx';
import { tell } from './toast.ts';

vi.mock('./toast.ts', () => ({ tell: vi.fn<(words: string) => void>() }));
const print = vi.fn<ClientPort['print']>();
const problem = { 'problem.places.site-not-found': 'There is no such site here.' };

function show() {
  render(
    <IntlProvider locale="en" messages={{ ...words, ...problem }}>
      <MantineProvider>
        <ClientContext value={{ print } as unknown as ClientPort}>
          <PrintButton paper="places.site" input={{ siteId: 's1' }} />
        </ClientContext>
      </MantineProvider>
    </IntlProvider>,
  );
  return screen.getByRole('button', { name: 'Print' });
}
beforeEach(() => vi.clearAllMocks());
afterEach(cleanup);

describe('the button that prints', () => {
  it('asks for the paper of what is on the screen, once while it is being made', async () => {
    let made = () => {};
    print.mockReturnValue(new Promise((resolve) => (made = resolve)));
    const button = show();
    fireEvent.click(button);
    await waitFor(() => expect((button as HTMLButtonElement).disabled).toBe(true));
    fireEvent.click(button);
    expect(print).toHaveBeenCalledExactlyOnceWith('places.site', { siteId: 's1' });
    made();
    await waitFor(() => expect((button as HTMLButtonElement).disabled).toBe(false));
  });

  it('says in words why nothing comes', async () => {
    print.mockRejectedValue(new ClientProblem({ type: 'places.site-not-found', title: '', status: 404 }));
    fireEvent.click(show());
    await waitFor(() => expect(tell).toHaveBeenCalledExactlyOnceWith('There is no such site here.', 'person'));
  });
});
