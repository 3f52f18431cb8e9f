import { cleanup, render } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { afterEach, expect, it } from 'vitest';
import { ClockContext } from '#foundation/web/clock.ts';
import { When } from './When.tsx';

afterEach(() => cleanup());

it('a later moment in the same place is seen from when it came, and does not lie in the future', () => {
  let now = '2023-08-21T06:00:00Z';
  const shown = (at: string) => (
    <IntlProvider locale="en">
      <ClockContext value={() => new Date(now)}>
        <When at={at} />
      </ClockContext>
    </IntlProvider>
  );
  const { container, rerender } = render(shown('2023-08-21T05:50:00Z'));
  expect(container.textContent).toBe('10 minutes ago');
  now = '2023-08-21T06:20:00Z';
  rerender(shown('2023-08-21T06:19:00Z'));
  expect(container.textContent).toBe('1 minute ago');
});
