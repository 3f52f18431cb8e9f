import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { Detector } from './detect.ts';

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

/** What is looked for in the camera's picture. */
export interface Looked {
  /** Another key starts the camera anew. */
  readonly key: string;
  readonly open: () => Promise<Detector>;
  /** Small print asks for a finer picture than a code does. */
  readonly fine?: boolean;
}
export interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly state: CameraState;
  readonly start: () => void;
  readonly torch: boolean | null;
  readonly turnTorch: () => Promise<void>;
}

/** The camera, while this part of the page is shown and looked at. */
export function useCamera({ key, open, fine = false }: Looked, onText: (text: string) => void): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('starting');
  const [torch, setTorch] = useState<{ on: boolean; track: TorchTrack } | null>(null);
  const [round, setRound] = useState(0);
  const tell = useEffectEvent(onText);
  const openDetector = useEffectEvent(open);
  useEffect(() => {
    const stop = new AbortController();
    const run = async () => {
      if (!navigator.mediaDevices?.getUserMedia) return setState(window.isSecureContext ? 'none' : 'insecure');
      const found = await openStream(fine).catch(troubleOf);
      if (typeof found === 'string') return stop.signal.aborted ? undefined : setState(found);
      stop.signal.addEventListener('abort', () => found.getTracks().forEach((track) => track.stop()));
      if (stop.signal.aborted) return found.getTracks().forEach((track) => track.stop());
      const element = video.current!;
      element.srcObject = found;
      await element.play().catch(() => undefined);
      // Left or put away while the camera began: a signal that has fired calls nobody any more.
      if (stop.signal.aborted) return;
      setState('on');
      const track = found.getVideoTracks()[0] as unknown as TorchTrack | undefined;
      setTorch(track?.getCapabilities?.().torch ? { on: false, track } : null);
      const detector = await openDetector();
      if (stop.signal.aborted) return detector.close();
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
  }, [key, fine, round]);
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

const openStream = (fine: boolean) =>
  navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, width: { ideal: fine ? 1920 : 1280 }, height: { ideal: fine ? 1080 : 720 } },
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
