import { IconDeviceMobile, IconHome, IconListCheck } from '@tabler/icons-react';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { Suspense } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { FieldFrame, tabClass } from '#foundation/web/ui/field/index.ts';
import { FullNotice } from '#kernel/sync/web/field/FullNotice.tsx';
import { usePhone, usePhoneState } from '#kernel/sync/web/field/use-phone.ts';
import { useMark } from './mark.ts';
import { taskOf } from './tasks.ts';

const titles: Readonly<Record<string, string>> = { queue: 'sync.field-records', carry: 'sync.field-carry', phone: 'sync.field-phone' };

/** Where one is and how the line stands, above; three places to go, below. A task has the page for itself. */
export function FieldShell() {
  const t = useT();
  const phone = usePhone();
  const mark = useMark();
  const state = usePhoneState((one) => one.state());
  const queue = usePhoneState((one) => one.queue());
  const path = useRouterState({ select: (router) => router.location.pathname });
  const [first = '', second = ''] = path.split('/field')[1]?.split('/').filter(Boolean) ?? [];
  const task = taskOf(first);
  const waiting = queue.filter((record) => record.state === 'kept' || record.state === 'sent').length;
  const line = state.busy ? 'busy' : state.line;
  const title = task ? `task.${task.kind}` : (titles[first] ?? 'sync.field-home');
  const up = second && first === 'queue' ? '/queue' : first === 'carry' ? '/queue' : '/';
  return (
    <FieldFrame
      title={t(title)}
      mark={mark(phone.mission.practice, phone.self?.demo)}
      line={{ state: line, words: t(`sync.field-line.${line}`) }}
      {...(first && first !== 'enrol' ? { back: { words: t('sync.field-back'), onBack: () => phone.go(up) } } : {})}
      tabs={
        task ? undefined : (
          <>
            <Tab to="/field" icon={IconHome} words={t('sync.field-home')} />
            <Tab to="/field/queue" icon={IconListCheck} words={t('sync.field-records-tab', { count: waiting })} />
            <Tab to="/field/phone" icon={IconDeviceMobile} words={t('sync.field-phone')} />
          </>
        )
      }
    >
      <FullNotice />
      <Suspense fallback={null}>
        <Outlet />
      </Suspense>
    </FieldFrame>
  );
}

function Tab({ to, icon: Icon, words }: { to: string; icon: ComponentType<{ size: number }>; words: string }) {
  return (
    <Link to={to} className={tabClass} activeOptions={{ exact: true }}>
      <Icon size={24} />
      {words}
    </Link>
  );
}
