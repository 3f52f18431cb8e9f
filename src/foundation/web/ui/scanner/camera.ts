import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { openDetector } from './detect.ts';
import type { Detector } from './detect.ts';
import type { ScanFormat } from './formats.ts';

/** Why there is no picture; each is said in words, and the code can be typed instead. */
export type CameraTrouble = 'denied' | 'none' | 'busy' | 'insecure' | 'reader';
export type CameraState = 'starting' | 'on' | 'resting' | CameraTrouble;

interface TorchTrack {
  getCapabilities?: () => { torch?: boolean };
  applyConstraints(constraints: { advanced: { torch: boolean }[] }): Promise<void>;
}

/** Milliseconds between two looks: three or four in a second are enough, and spare the battery. */
const pause = 180;
/** How long the camera runs without a code before it rests. */
const patience = 120_000;
/** The same code is told once, until it has been out of sight for so long. */
const forgetAfter = 1800;

const troubleOf = (error: unknown): CameraTrouble => {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none';
};

/** The camera, while this part of the page is shown and looked at. */
export function useCamera(formats: readonly ScanFormat[], onText: (text: string) => void) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('starting');
  const [torch, setTorch] = useState<{ on: boolean; track: TorchTrack } | null>(null);
  const [round, setRound] = useState(0);
  const tell = useEffectEvent(onText);
  const kinds = formats.join(' ');
  useEffect(() => {
    const stop = new AbortController();
    const run = async () => {
      if (!navigator.mediaDevices?.getUserMedia) return setState(window.isSecureContext ? 'none' : 'insecure');
      const found = await openStream().catch(troubleOf);
      if (typeof found === 'string') return stop.signal.aborted ? undefined : setState(found);
      stop.signal.addEventListener('abort', () => found.getTracks().forEach((track) => track.stop()));
      if (stop.signal.aborted) return found.getTracks().forEach((track) => track.stop());
      const element = video.current!;
      element.srcObject = found;
      await element.play().catch(() => undefined);
      setState('on');
      const track = found.getVideoTracks()[0] as unknown as TorchTrack | undefined;
      setTorch(track?.getCapabilities?.().torch ? { on: false, track } : null);
      const detector = await openDetector(kinds.split(' ') as ScanFormat[]);
      stop.signal.addEventListener('abort', () => detector.close());
      const ended = await look(element, detector, stop.signal, tell);
      if (!stop.signal.aborted) {
        stop.abort();
        setState(ended);
      }
    };
    void run();
    const hide = () => {
      if (document.visibilityState !== 'hidden' || stop.signal.aborted) return;
      stop.abort();
      setState('resting');
    };
    document.addEventListener('visibilitychange', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      stop.abort();
    };
  }, [kinds, round]);
  const start = () => {
    setState('starting');
    setRound((now) => now + 1);
  };
  const turnTorch = async () => {
    if (!torch) return;
    await torch.track.applyConstraints({ advanced: [{ torch: !torch.on }] });
    setTorch({ ...torch, on: !torch.on });
  };
  return { video, state, start, torch: torch && torch.on, turnTorch };
}

const openStream = () =>
  navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
  });

/** Looks again and again until nobody wants it any more, or nothing came for long. */
async function look(
  video: HTMLVideoElement,
  detector: Detector,
  signal: AbortSignal,
  tell: (text: string) => void,
): Promise<'resting' | 'reader'> {
  const seen = new Map<string, number>();
  let last = performance.now();
  while (!signal.aborted && performance.now() - last < patience) {
    let texts: string[];
    try {
      texts = await detector.detect(video);
    } catch {
      return 'reader';
    }
    if (signal.aborted) break;
    const now = performance.now();
    for (const text of texts) {
      if (now - (seen.get(text) ?? Number.NEGATIVE_INFINITY) > forgetAfter) tell(text);
      seen.set(text, now);
      last = now;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return 'resting';
}
