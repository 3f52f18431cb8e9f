import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { CommandPalette } from '#foundation/web/ui/CommandPalette.tsx';
import { searchPlaces } from '#kernel/places/contract/areas.ts';
import { navigation } from './nav.ts';
import { PageIcon } from './PageIcon.tsx';

/** Ctrl+K: finds pages, places and sites. */
export function Palette() {
  const t = useT();
  const session = useSession();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const places = useAsk(searchPlaces, { text, limit: 8 }, { enabled: text.length > 1 && session.can('places.search'), keepPrevious: true });
  const name = (row: { nameEn: string; nameTr: string | null; nameAr: string | null }) =>
    (document.documentElement.lang === 'ar' ? row.nameAr : document.documentElement.lang === 'tr' ? row.nameTr : null) ?? row.nameEn;
  const pages = navigation(session).flatMap(({ area, pages: group }) =>
    group.map((page) => ({
      id: page.path,
      label: t(`page.${page.name}`),
      detail: t(`area.${area}`),
      icon: <PageIcon name={page.nav!.icon} />,
      open: () => void navigate({ to: page.path }),
    })),
  );
  const found = (text.length > 1 ? (places.data?.rows ?? []) : []).map((row) => ({
    id: `${row.kind}:${row.ref}`,
    label: name(row),
    detail: `${row.within} · ${row.kind === 'site' ? '' : row.ref}`,
    icon: <PageIcon name={row.kind === 'crossing' ? 'gate' : 'pin'} />,
    open: () =>
      void navigate({
        to:
          row.kind === 'site'
            ? `/places/sites/${row.ref}`
            : row.kind === 'area'
              ? `/places/areas/${row.ref}`
              : row.kind === 'crossing'
                ? '/places/crossings'
                : `/map`,
      }),
  }));
  return (
    <CommandPalette
      text={text}
      onText={setText}
      placeholder={t('shell.palette')}
      nothing={t('shell.palette-nothing')}
      groups={[
        {
          label: t('shell.pages'),
          items: pages.filter((page) => text === '' || page.label.toLocaleLowerCase().includes(text.toLocaleLowerCase())),
        },
        { label: t('shell.places'), items: found },
      ]}
    />
  );
}
