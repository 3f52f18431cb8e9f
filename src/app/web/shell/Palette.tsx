import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { use, useDeferredValue, useState } from 'react';
import { fold } from '#foundation/fold.ts';
import { useClient } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import type { Found } from '#foundation/web/room.ts';
import { useSession } from '#foundation/web/session.ts';
import { CommandPalette } from '#foundation/web/ui/CommandPalette.tsx';
import type { PaletteItem } from '#foundation/web/ui/CommandPalette.tsx';
import { LanguageContext } from '../language.ts';
import { pages } from '../pages.gen.ts';
import { rooms } from '../spoken-rooms.ts';
import { navigation } from './nav.ts';
import { PageIcon } from './PageIcon.tsx';

/** Ctrl+K: finds pages, actions, and the records of every room that can find some. */
export default function Palette({ wanted }: { wanted: number }) {
  const t = useT();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const found = useFound(asked);
  const fits = (item: PaletteItem) => fold(item.label).includes(fold(text));
  return (
    <CommandPalette
      wanted={wanted}
      text={text}
      onText={setText}
      placeholder={t('shell.palette')}
      nothing={t('shell.palette-nothing')}
      groups={[
        { label: t('shell.pages'), items: usePages().filter(fits) },
        { label: t('shell.actions'), items: useActions().filter(fits) },
        { label: t('shell.records'), items: found },
      ]}
    />
  );
}

function usePages(): PaletteItem[] {
  const t = useT();
  const navigate = useNavigate();
  return navigation(useSession()).flatMap(({ area, pages: group }) =>
    group.map((page) => ({
      id: page.path,
      label: t(`page.${page.name}`),
      detail: t(`area.${area}`),
      icon: <PageIcon name={page.nav!.icon} />,
      open: () => void navigate({ to: page.path }),
    })),
  );
}

/** What this person may begin: the commands that pages of the manifests offer. */
function useActions(): PaletteItem[] {
  const t = useT();
  const navigate = useNavigate();
  const session = useSession();
  return pages.flatMap((page) =>
    (page.actions ?? [])
      .filter((command) => session.can(command))
      .map((command) => ({
        id: command,
        label: t(`command.${command}`),
        detail: t(`page.${page.name}`),
        icon: <PageIcon name="action" />,
        open: () => void navigate({ href: `${page.path}?do=${command}` }),
      })),
  );
}

/** Records by what was typed, each room asked by its own finder. */
function useFound(text: string): PaletteItem[] {
  const client = useClient();
  const session = useSession();
  const navigate = useNavigate();
  const { language } = use(LanguageContext);
  const finders = rooms.flatMap((room) => (room.find ? [room.find] : []));
  const answers = useQueries({
    queries: finders.map((load, index) => ({
      queryKey: ['shell.find', index, text, language],
      enabled: text.length > 1,
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<readonly Found[]> =>
        (await load()).default({ text, client, session, language, signal }),
      placeholderData: (before: readonly Found[] | undefined) => (text.length > 1 ? before : undefined),
    })),
  });
  return answers
    .flatMap((answer) => answer.data ?? [])
    .map((row) => ({
      id: row.id,
      label: row.label,
      detail: row.detail,
      icon: <PageIcon name={row.icon} />,
      open: () => void navigate({ href: row.path }),
    }));
}
