import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ReadCode } from '#foundation/scan.ts';
import en from '../../../i18n/en.json' with { type: 'json' };
import { asking } from './asking.ts';
import { useCamera } from './camera.ts';
import type { Detector } from './detect.ts';
import Scanner from './Scanner.tsx';
import { useWedge } from './wedge.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const frame = (children: React.ReactNode) =>
  render(
    <IntlProvider locale="en-GB" messages={en} onError={() => undefined}>
      <MantineProvider>{children}</MantineProvider>
    </IntlProvider>,
  );
const camera = (error: unknown) =>
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { mediaDevices: { getUserMedia: () => Promise.reject(error) } }));
const refusal = (name: string) => Object.assign(new Error(name), { name });

describe('the scanner', () => {
  it.each([
    ['NotAllowedError', 'ui.scan-denied'],
    ['NotReadableError', 'ui.scan-busy'],
    ['NotFoundError', 'ui.scan-none'],
  ] as const)('says in words that the camera is not to be had (%s), and offers the hand', async (name, key) => {
    camera(refusal(name));
    frame(<Scanner onCode={() => undefined} />);
    expect(await screen.findByText(en[key])).toBeTruthy();
    expect(screen.getByLabelText(en['ui.scan-type'])).toBeTruthy();
  });

  it('takes what is typed as it takes what is scanned', async () => {
    camera(refusal('NotAllowedError'));
    const codes: ReadCode[] = [];
    frame(<Scanner onCode={(code) => void codes.push(code)} />);
    fireEvent.change(await screen.findByLabelText(en['ui.scan-type']), { target: { value: '(01)08690000000012(10)L7' } });
    await act(async () => fireEvent.click(screen.getByText(en['ui.scan-take'])));
    expect(codes).toMatchObject([{ kind: 'gs1', parts: { gtin: '08690000000012', lot: 'L7' } }]);
  });

  it('says when a code was misread', async () => {
    camera(refusal('NotAllowedError'));
    frame(<Scanner onCode={() => undefined} />);
    fireEvent.change(await screen.findByLabelText(en['ui.scan-type']), { target: { value: '(00)386900000000000014' } });
    await act(async () => fireEvent.click(screen.getByText(en['ui.scan-take'])));
    expect(screen.getByRole('alert').textContent).toBe(en['ui.scan-fault-check-digit']);
  });
});

describe('the camera', () => {
  const Lens = ({ open }: { open: () => Promise<Detector> }) => {
    const { video, state } = useCamera({ key: 'x', open }, () => undefined);
    return (
      <>
        <video ref={video} muted />
        {state}
      </>
    );
  };
  const starts = () => {
    const stream = { getTracks: () => [{ stop: () => undefined }], getVideoTracks: () => [{}] };
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { mediaDevices: { getUserMedia: async () => stream } }));
  };
  afterEach(() => vi.restoreAllMocks());

  it('closes its reader also when the page was left before the reader was there', async () => {
    starts();
    vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
    const opening = Promise.withResolvers<Detector>();
    const open = vi.fn(() => opening.promise);
    const page = frame(<Lens open={open} />);
    await vi.waitFor(() => expect(open).toHaveBeenCalled());
    page.unmount();
    const close = vi.fn();
    await act(async () => opening.resolve({ detect: async () => [], close }));
    expect(close).toHaveBeenCalledOnce();
  });

  it('that was put away before its picture came rests, and opens no reader', async () => {
    starts();
    const playing = Promise.withResolvers<void>();
    const play = vi.spyOn(HTMLMediaElement.prototype, 'play').mockReturnValue(playing.promise);
    const open = vi.fn(() => Promise.reject<Detector>(new Error('nobody asked')));
    frame(<Lens open={open} />);
    await vi.waitFor(() => expect(play).toHaveBeenCalled());
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    await act(async () => playing.resolve());
    expect(screen.getByText('resting')).toBeTruthy();
    expect(open).not.toHaveBeenCalled();
  });

  it('asks its thread again and again and listens to it once; one that failed says so at every further look', async () => {
    const thread = new EventTarget() as Worker;
    const listens = vi.spyOn(thread, 'addEventListener');
    thread.postMessage = (message: unknown) => void thread.dispatchEvent(new MessageEvent('message', { data: message }));
    const ask = asking<number>(thread, 'failed');
    const heard = listens.mock.calls.length;
    expect([await ask(1, []), await ask(2, [])]).toEqual([1, 2]);
    expect(listens).toHaveBeenCalledTimes(heard);
    thread.dispatchEvent(new Event('error'));
    await expect(ask(3, [])).rejects.toThrow('failed');
  });
});

describe('a scanner with a cable', () => {
  const heard: string[] = [];
  let pressed = 0;
  let at = 0;
  function Page() {
    useWedge((text) => void heard.push(text));
    return (
      <>
        <input aria-label="field" defaultValue="kept" />
        <button onClick={() => void (pressed += 1)}>button</button>
      </>
    );
  }
  /** Types as a scanner or as a person does; answers whether the last Enter was left to the page. */
  function type(target: Element, text: string, gap: number, keys?: readonly { key: string; code: string; shiftKey?: boolean }[]): boolean {
    const press = (init: KeyboardEventInit) => {
      const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
      Object.defineProperty(event, 'timeStamp', { value: (at += gap) });
      const left = target.dispatchEvent(event);
      if (left && target instanceof HTMLInputElement && (init.key?.length ?? 0) === 1) target.value += init.key!;
      return left;
    };
    at += 5000;
    for (const key of keys ?? Array.from(text, (sign) => ({ key: sign, code: codeOf(sign) }))) press(key);
    return press({ key: 'Enter', code: 'Enter' });
  }
  const codeOf = (sign: string) => (/[a-z]/i.test(sign) ? `Key${sign.toUpperCase()}` : /\d/.test(sign) ? `Digit${sign}` : '');

  it('is heard on a page where nothing is typed, and its Enter presses nothing', () => {
    heard.length = 0;
    frame(<Page />);
    expect(type(screen.getByText('button'), 'BLK-71', 8)).toBe(false);
    expect(heard).toEqual(['BLK-71']);
    expect(pressed).toBe(0);
  });

  it('is not heard where a person types, however long', () => {
    heard.length = 0;
    frame(<Page />);
    expect(type(document.body, 'BLK-71', 140)).toBe(true);
    expect(heard).toEqual([]);
  });

  it('leaves a field alone, unless what came can only be a code: then the field gets its words back', () => {
    heard.length = 0;
    frame(<Page />);
    const field = screen.getByLabelText<HTMLInputElement>('field');
    expect(type(field, '1200', 8)).toBe(true);
    expect([heard, field.value]).toEqual([[], 'kept1200']);
    expect(type(field, '(00)386900000000000013', 8)).toBe(false);
    expect([heard, field.value]).toEqual([['(00)386900000000000013'], 'kept1200']);
  });

  it('is understood under an Arabic layout', () => {
    heard.length = 0;
    frame(<Page />);
    const keys = [
      { key: 'ن', code: 'KeyK', shiftKey: true },
      { key: 'ر', code: 'KeyV', shiftKey: true },
      { key: '/', code: 'Slash' },
      { key: 'ش', code: 'KeyA', shiftKey: true },
    ];
    type(document.body, '', 8, keys);
    expect(heard).toEqual(['KV/A']);
  });
});
