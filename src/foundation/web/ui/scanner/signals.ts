const key = 'kervan.scan-quiet';

/** Whether this phone keeps quiet after a scan; vibration stays. */
export const isQuiet = () => localStorage.getItem(key) === '1';
export const keepQuiet = (quiet: boolean) => localStorage.setItem(key, quiet ? '1' : '0');

let sound: AudioContext | undefined;

/** A short high tone for a code that was taken, two low ones for one that was not; the phone shakes with it. */
export function signal(good: boolean): void {
  try {
    navigator.vibrate?.(good ? 60 : [120, 80, 120]);
    if (isQuiet()) return;
    sound ??= new AudioContext();
    tone(sound, good ? 1320 : 220, 0);
    if (!good) tone(sound, 220, 0.2);
  } catch {
    // A phone without sound scans as well.
  }
}

function tone(context: AudioContext, pitch: number, after: number): void {
  const [voice, loudness] = [context.createOscillator(), context.createGain()];
  const begin = context.currentTime + after;
  voice.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.12, begin);
  loudness.gain.exponentialRampToValueAtTime(0.001, begin + 0.14);
  voice.connect(loudness).connect(context.destination);
  voice.start(begin);
  voice.stop(begin + 0.15);
}
