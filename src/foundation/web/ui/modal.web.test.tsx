import type { ReactNode } from 'react';
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Modal } from './Modal.tsx';

afterEach(cleanup);
const open = (body: ReactNode) =>
  render(
    <MantineProvider env="test">
      <Modal opened onClose={() => undefined} title="Move household">
        {body}
      </Modal>
    </MantineProvider>,
  );

it('a dialog begins at its first field, not at the cross that closes it', async () => {
  open(
    <>
      <p>Who goes</p>
      <input type="hidden" />
      <input aria-label="Place" />
      <input aria-label="Address" />
    </>,
  );
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Place')));
});

it('a dialog that says where to begin is left alone', async () => {
  open(
    <>
      <input aria-label="Which one stays" />
      <textarea aria-label="Why" data-autofocus />
    </>,
  );
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Why')));
});
