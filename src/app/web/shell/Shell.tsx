import { Outlet } from '@tanstack/react-router';
import { ShellFrame } from '#foundation/web/ui/ShellFrame.tsx';
import { useAsk } from '#foundation/web/client.ts';
import type { NamedLike } from '#foundation/web/client.ts';
import type { countUnread as countUnreadDef } from '#kernel/notify/contract/notifications.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import type { WebSession } from '#foundation/web/session.ts';
import { Suspense, lazy, use, useEffect, useState, useSyncExternalStore } from 'react';
import { useIntl } from 'react-intl';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { LanguageContext } from '../language.ts';
import { navigation, placeIn } from './nav.ts';
import { addressChanged } from '#foundation/web/ui/url-state.ts';
import { usePageKeys, usePaletteKey } from '#foundation/web/ui/keys.ts';
import { PageIcon } from './PageIcon.tsx';
import { loadWithWords } from '../with-words.ts';
import { words } from '../words.ts';

const countUnread: NamedLike<typeof countUnreadDef> = { name: 'notify.count-unread' };
// Loaded behind the first page: who presses Ctrl+K types at once, and no letter may be lost.
const loadPalette = loadWithWords(words, 'shell', () => import('./Palette.tsx'));
const Palette = lazy(loadPalette);
const Keyboard = lazy(loadWithWords(words, 'shell', () => import('./Keyboard.tsx')));

/** Header, navigation and banners around every page. */
export function Shell() {
  const t = useT();
  const session = useSession();
  const navigate = useNavigate();
  const { language, choose } = use(LanguageContext);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const online = useOnline();
  const unread = useAsk(countUnread, {}).data?.unread ?? 0;
  const [wanted, setWanted] = useState(0);
  const [keys, setKeys] = useState(false);
  useEffect(() => {
    const soon = setTimeout(() => void loadPalette().catch(() => undefined), 1_500);
    return () => clearTimeout(soon);
  }, []);
  usePaletteKey(() => setWanted((count) => count + 1));
  usePageKeys({
    onMap: () => setKeys(true),
    onGo: (letter) => {
      const page = navigation(session)
        .flatMap((group) => group.pages)
        .find((one) => one.nav?.key === letter);
      if (page || letter === 'h') void navigate({ to: page?.path ?? '/' });
    },
  });
  const href = useRouterState({ select: (state) => state.location.href });
  useEffect(addressChanged, [href]);
  const mark = session.mission.practice ? t('shell.practice') : session.mission.demo ? t('shell.demonstration') : null;
  const title = session.mission.practice ? `${t('shell.practice-short')} · ${session.mission.name}` : session.mission.name;
  useEffect(() => void (document.title = title), [title]);
  const groups = navigation(session);
  const here = placeIn(
    groups.flatMap((group) => group.pages.map((page) => page.path)),
    path,
  );
  return (
    <ShellFrame
      mission={session.mission.name}
      mark={mark}
      practice={session.mission.practice}
      offline={online ? null : t('shell.offline')}
      user={session.user.name}
      language={language}
      onLanguage={choose}
      onAccount={() => void navigate({ to: '/account' })}
      onSignOut={() => void session.signOut()}
      onPalette={() => setWanted((count) => count + 1)}
      onKeys={() => setKeys(true)}
      unread={unread}
      unreadWords={t('shell.unread', { count: unread })}
      onNotifications={() => void navigate({ to: '/notifications' })}
      missions={missionsOf(session, t)}
      onHome={() => void navigate({ to: '/' })}
      groups={groups.map(({ area, pages }) => ({
        label: t(`area.${area}`),
        items: pages.map((page) => ({
          label: t(`page.${page.name}`),
          path: page.path,
          active: page.path === here,
          icon: <PageIcon name={page.nav!.icon} />,
        })),
      }))}
      renderLink={(item, children, className, onClick) => (
        <Link key={item.path} to={item.path} className={className} onClick={onClick} aria-current={item.active ? 'page' : undefined}>
          {children}
        </Link>
      )}
    >
      <Suspense fallback={null}>
        {wanted > 0 && <Palette wanted={wanted} />}
        {keys && <Keyboard onClose={() => setKeys(false)} />}
      </Suspense>
      {mark && <PrintMark mark={mark} />}
      <Outlet />
      <PrintFoot />
    </ShellFrame>
  );
}

/** Ways to the other missions in which this person works; another address, so that nothing of one stays in the other. */
function missionsOf({ mission, elsewhere }: WebSession, t: ReturnType<typeof useT>) {
  return elsewhere.map(({ name, practice, path }) => ({
    label: practice ? t('shell.practice-enter') : mission.practice ? t('shell.practice-leave', { mission: name }) : name,
    practice,
    onOpen: () => location.assign(path),
  }));
}

/** Asked again once it listens, so that a cut between the first drawing and the listening is not missed. */
function useOnline(): boolean {
  return useSyncExternalStore(listenToNetwork, () => navigator.onLine);
}
function listenToNetwork(change: () => void): () => void {
  addEventListener('online', change);
  addEventListener('offline', change);
  return () => {
    removeEventListener('online', change);
    removeEventListener('offline', change);
  };
}

/** That a printed page is not real: at its head, and in the margin of every sheet where the browser can. */
function PrintMark({ mark }: { mark: string }) {
  return (
    <>
      <style>{`@page { @top-center { content: ${JSON.stringify(mark)}; font: 600 10pt 'Noto Sans', 'Noto Sans Arabic', sans-serif; } }`}</style>
      <p className="kv-printmark">{mark}</p>
    </>
  );
}

/** Who printed a page, and when: only on paper. */
function PrintFoot() {
  const t = useT();
  const intl = useIntl();
  const session = useSession();
  const at = intl.formatDate(session.now(), { dateStyle: 'long', timeStyle: 'short' });
  return <p className="kv-printonly">{t('ui.printed', { mission: session.mission.name, user: session.user.name, at })}</p>;
}
