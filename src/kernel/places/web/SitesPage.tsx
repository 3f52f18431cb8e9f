import { useNavigate } from '@tanstack/react-router';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Button, ListTable, Page, Status, useUrlState } from '#foundation/web/ui/index.ts';
import { sitesImport } from '../contract/imports.ts';
import { createSite, listSites, listSiteTypes } from '../contract/sites.ts';
import type { SiteRow } from '../contract/sites.ts';
import type * as z from 'zod';
import { ImportButton } from './ImportButton.tsx';
import { nameOf, namesOf } from './names.ts';

type Row = z.output<typeof SiteRow>;

/** The site register. */
export default function SitesPage() {
  const t = useT();
  const navigate = useNavigate();
  const mayCreate = useCan(createSite.name);
  const [url] = useUrlState();
  const types = useAsk(listSiteTypes, {}).data?.rows ?? [];
  const within = url.get('within');
  const typeName = (code: string) => namesOf(types.find((row) => row.code === code)?.names ?? { en: code });
  return (
    <Page
      title={t('page.places.sites')}
      subtitle={t('places.sites-text')}
      actions={
        <>
          <ImportButton of={sitesImport} />
          {mayCreate && <Button onClick={() => void navigate({ to: '/places/sites/new' })}>{t('command.places.create-site')}</Button>}
        </>
      }
    >
      <ListTable<Row>
        query={listSites}
        rowKey={(row) => row.id}
        searchField="search"
        columns={[
          'code',
          document.documentElement.lang === 'ar' ? 'nameAr' : document.documentElement.lang === 'tr' ? 'nameTr' : 'nameEn',
          'type',
          'province',
          'status',
          'sensitivity',
          'openedOn',
        ]}
        input={within ? { within } : {}}
        onOpen={(row) => void navigate({ to: `/places/sites/${row.id}` })}
        cells={{
          nameEn: (row) => <bdi>{row.nameEn}</bdi>,
          nameTr: (row) => <bdi>{nameOf(row)}</bdi>,
          nameAr: (row) => <bdi>{nameOf(row)}</bdi>,
          type: (row) => typeName(row.type),
          status: (row) => <SiteStatus status={row.status} />,
          sensitivity: (row) => t(`places.sensitivity-${row.sensitivity}`),
        }}
        columnFilters={{
          type: {
            kind: 'choice',
            field: 'types',
            many: true,
            choices: types.map((row) => ({ value: row.code, label: namesOf(row.names) })),
          },
          status: {
            kind: 'choice',
            field: 'status',
            choices: (['planned', 'open', 'closed'] as const).map((value) => ({ value, label: t(`places.status-${value}`) })),
          },
        }}
        empty={{ title: t('places.no-sites'), text: t('places.no-sites-text') }}
      />
    </Page>
  );
}

export function SiteStatus({ status }: { status: Row['status'] }) {
  const t = useT();
  return (
    <Status tone={status === 'open' ? 'settled' : status === 'planned' ? 'waiting' : 'stopped'}>{t(`places.status-${status}`)}</Status>
  );
}
