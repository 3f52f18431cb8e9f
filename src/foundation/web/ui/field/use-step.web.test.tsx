import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useStep } from './useStep.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
beforeEach(() => {
  history.replaceState(null, '');
  vi.stubGlobal('scrollTo', () => undefined);
});

function Work() {
  const [step, go] = useStep<'a' | 'b'>();
  return (
    <>
      <p>{step ?? 'first'}</p>
      {(['a', 'b', null] as const).map((next) => (
        <button key={next} type="button" onClick={() => go(next)}>
          {next ?? 'back'}
        </button>
      ))}
    </>
  );
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

it('a quick thumb is not thrown out of the work: what it presses while the way back is on its way comes about once', async () => {
  render(<Work />);
  const back = vi.spyOn(history, 'back').mockImplementation(() => undefined);
  press('a');
  press('back');
  press('b');
  press('back');
  press('b');
  expect(back).toHaveBeenCalledTimes(1);
  // The phone has gone back at last.
  await act(async () => {
    history.replaceState(null, '');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  expect(screen.getByText('b', { selector: 'p' })).toBeTruthy();
  expect(history.state).toMatchObject({ kvStep: 'b' });
  press('back');
  expect(back).toHaveBeenCalledTimes(2);
  expect(screen.getByText('first')).toBeTruthy();
});
