import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { FieldContext } from '#foundation/web/field.ts';
import type { Phone } from '../phone/phone.ts';
import type { BoxRow } from '../phone/store.ts';
import type { OpenBox } from '../phone/vault.ts';
import { EnrolPage } from './EnrolPage.tsx';
import { EndedPage } from './EndedPage.tsx';
import { LockPage } from './LockPage.tsx';
import { lockedBoxes, startPhone } from './session.ts';
import { PhoneContext } from './use-phone.ts';

export interface DoorProps {
  /** The mission that the address names; none for the server's first. */
  readonly mission: string | undefined;
  readonly go: (path: string) => void;
  readonly mark: (practice: boolean) => string | null;
  readonly children: (phone: Phone, lock: () => void) => ReactNode;
}
type Opened = { phone: Phone; stop: () => void };

/** Nobody comes further than this without an enrolled phone and its PIN; after a while without a touch it closes again. */
export function PhoneDoor({ mission, go, mark, children }: DoorProps) {
  const [boxes, setBoxes] = useState<readonly BoxRow[] | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [emptied, setEmptied] = useState(false);
  const [enrolling, setEnrolling] = useState(() => location.pathname.endsWith('/field/enrol'));
  const look = useCallback(() => lockedBoxes(mission).then(setBoxes), [mission]);
  useEffect(() => {
    void look();
    addEventListener('online', look);
    return () => removeEventListener('online', look);
  }, [look]);
  const lock = useCallback(() => {
    setOpened((before) => {
      before?.stop();
      return null;
    });
    void look();
  }, [look]);
  const enter = async (open: OpenBox) => {
    const next = await startPhone(open, go);
    if (enrolling || boxes?.length === 0) go('/');
    setEnrolling(false);
    setOpened(next);
  };
  if (opened) return <Inside opened={opened} lock={lock} content={children} />;
  if (emptied) return <EndedPage ended="wrong-pins" onDone={() => setEmptied(false)} />;
  if (!boxes) return null;
  if (enrolling || boxes.length === 0) {
    const back = () => {
      setEnrolling(false);
      go('/');
    };
    return <EnrolPage mission={mission} {...(boxes.length > 0 ? { onBack: back } : {})} onOpen={enter} />;
  }
  const onEmptied = () => {
    setEmptied(true);
    void look();
  };
  return <LockPage boxes={boxes} mark={mark} onOpen={enter} onEmptied={onEmptied} onEnrol={() => setEnrolling(true)} />;
}

function Inside({ opened, lock, content }: { opened: Opened; lock: () => void; content: DoorProps['children'] }) {
  const { phone } = opened;
  const [ended, setEnded] = useState(phone.state().ended);
  useEffect(() => phone.subscribe(() => setEnded(phone.state().ended)), [phone]);
  useIdle(phone, lock);
  if (ended) return <EndedPage ended={ended} onDone={lock} />;
  return (
    <PhoneContext value={phone}>
      <FieldContext value={phone}>{content(phone, lock)}</FieldContext>
    </PhoneContext>
  );
}

/** Locks after some minutes without a touch, also when the phone slept meanwhile. */
function useIdle(phone: Phone, lock: () => void): void {
  const last = useRef(0);
  useEffect(() => {
    const touch = () => (last.current = Date.now());
    touch();
    const look = () => {
      if (Date.now() - last.current > phone.choices().lockAfter * 60_000) lock();
    };
    const timer = setInterval(look, 10_000);
    addEventListener('pointerdown', touch);
    addEventListener('keydown', touch);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      removeEventListener('pointerdown', touch);
      removeEventListener('keydown', touch);
      document.removeEventListener('visibilitychange', look);
    };
  }, [phone, lock]);
}
