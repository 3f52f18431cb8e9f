import { useParams } from '@tanstack/react-router';
import { Suspense, lazy, use } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { FieldNotice, Quiet } from '#foundation/web/ui/field/index.ts';
import HomePage from '#kernel/sync/web/field/HomePage.tsx';
import { PageIcon } from '../shell/PageIcon.tsx';
import { loadWithWords } from '../with-words.ts';
import { words } from '../words.ts';
import { LockContext } from './lock-context.ts';
import { startScreens, taskScreens, tasks } from './tasks.ts';
import { useUpdate } from './update.ts';
import { useWhole } from './whole.ts';

const ItemPage = lazy(loadWithWords(words, 'field-records', () => import('#kernel/sync/web/field/ItemPage.tsx')));
const PhonePage = lazy(() => import('#kernel/sync/web/field/PhonePage.tsx'));

export function HomeRoute() {
  const whole = useWhole();
  return <HomePage tasks={tasks} icon={(name) => <PageIcon name={name} />} whole={whole} />;
}

export function ItemRoute() {
  const { seq } = useParams({ strict: false }) as { seq: string };
  return <ItemPage key={seq} seq={Number(seq)} />;
}

export function PhoneRoute() {
  const { lock } = use(LockContext);
  const update = useUpdate();
  return <PhonePage lock={lock} update={update} />;
}

export function TaskRoute() {
  const { kind, packId } = useParams({ strict: false }) as { kind: string; packId: string };
  const Task = taskScreens[kind];
  return <Suspense fallback={<Coming />}>{Task ? <Task key={packId} packId={packId} /> : <NothingHere />}</Suspense>;
}

export function StartRoute() {
  const { kind } = useParams({ strict: false }) as { kind: string };
  const Start = startScreens[kind];
  return <Suspense fallback={<Coming />}>{Start ? <Start /> : <NothingHere />}</Suspense>;
}

/** A slow phone takes a breath to read a task's screens: an empty page would look broken. */
function Coming() {
  return <Quiet>{useT()('sync.field-opening')}</Quiet>;
}

export function NothingHere() {
  return <FieldNotice>{useT()('sync.field-nothing-here')}</FieldNotice>;
}
