import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Anchor, Badge, Button, Facts, Page, ProblemNotice, SimpleGrid, Table, Waiting } from '#foundation/web/ui/index.ts';
import { getArea, listAreas } from '../contract/areas.ts';
import { importBoundaries } from '../contract/boundaries.ts';
import { areasImport, neighbourhoodsImport } from '../contract/imports.ts';
import { BoundariesDialog } from './BoundariesDialog.tsx';
import { ImportButton } from './ImportButton.tsx';
import { nameOf } from './names.ts';

/** The tree of areas: countries, provinces, districts, down to communities. */
export default function AreasPage() {
  const t = useT();
  const intl = useIntl();
  const [drawing, setDrawing] = useState(false);
  const mayDraw = useCan(importBoundaries.name);
  const navigate = useNavigate();
  const { pcode } = useParams({ strict: false }) as { pcode?: string };
  const area = useAsk(getArea, { pcode: pcode ?? 'TUR' }, { enabled: pcode !== undefined });
  const children = useAsk(listAreas, pcode ? { parent: pcode } : {});
  const go = (to: string) => (event: React.MouseEvent) => {
    event.preventDefault();
    void navigate({ to });
  };
  if (area.error)
    return (
      <Page title={t('page.places.areas')}>
        <ProblemNotice problem={area.error.body} />
      </Page>
    );
  if (children.isPending || (pcode && !area.data)) return <Waiting />;
  const path = area.data?.path ?? [];
  return (
    <Page
      title={area.data ? <bdi>{nameOf(area.data)}</bdi> : t('page.places.areas')}
      subtitle={area.data ? <span className="kv-code">{area.data.pcode}</span> : t('places.areas-text')}
      // Below a province lie neighbourhoods, above them the areas of the gazetteer.
      actions={
        <>
          {mayDraw && (
            <Button variant="default" onClick={() => setDrawing(true)}>
              {t('places.boundaries')}
            </Button>
          )}
          <ImportButton of={(area.data?.level ?? 0) > 0 ? neighbourhoodsImport : areasImport} />
        </>
      }
      crumbs={
        pcode
          ? [
              { label: t('page.places.areas'), href: '/places/areas', onClick: go('/places/areas') },
              ...path
                .slice(0, -1)
                .map((part) => ({ label: nameOf(part), href: `/places/areas/${part.pcode}`, onClick: go(`/places/areas/${part.pcode}`) })),
            ]
          : []
      }
    >
      {drawing && <BoundariesDialog onClose={() => setDrawing(false)} />}
      {area.data && (
        <Facts
          items={[
            {
              label: t('places.names'),
              value: <bdi>{[area.data.nameEn, area.data.nameTr, area.data.nameAr].filter(Boolean).join(' · ')}</bdi>,
            },
            {
              label: t('places.sites-within'),
              value: (
                <button
                  type="button"
                  className="kv-opens"
                  onClick={() => void navigate({ to: '/places/sites', search: { within: area.data!.pcode } as never })}
                >
                  {intl.formatNumber(area.data.sites)}
                </button>
              ),
            },
            { label: t('places.size'), value: area.data.areaKm2 === null ? null : t('places.km2', { area: area.data.areaKm2 }) },
            { label: t('places.source'), value: area.data.source },
            ...area.data.formerCodes.map((code) => ({ label: t('places.former-code'), value: <span className="kv-code">{code}</span> })),
          ]}
        />
      )}
      <SimpleGrid cols={1}>
        <div className="kv-scroll">
          <Table highlightOnHover verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('places.name')}</Table.Th>
                <Table.Th>{t('column.places.list-sites.area')}</Table.Th>
                <Table.Th ta="end">{t('places.children')}</Table.Th>
                <Table.Th ta="end">{t('places.sites-within')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {(children.data?.rows ?? []).map((row) => (
                <Table.Tr key={row.pcode}>
                  <Table.Td>
                    <Anchor href={`/places/areas/${row.pcode}`} onClick={go(`/places/areas/${row.pcode}`)}>
                      <bdi>{nameOf(row)}</bdi>
                    </Anchor>{' '}
                    {row.provisional && (
                      <Badge color="waiting" variant="light">
                        {t('places.provisional')}
                      </Badge>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <span className="kv-code">{row.pcode}</span>
                  </Table.Td>
                  <Table.Td ta="end">{intl.formatNumber(row.children)}</Table.Td>
                  <Table.Td ta="end">{intl.formatNumber(row.sites)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      </SimpleGrid>
      {pcode && <RecordPanels subject={{ kind: 'area', id: pcode }} />}
    </Page>
  );
}
