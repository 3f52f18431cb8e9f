import { useNavigate, useParams } from '@tanstack/react-router';
import { Suspense, lazy, useState } from 'react';
import { useIntl } from 'react-intl';
import { useAsk } from '#foundation/web/client.ts';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { RecordName } from '#foundation/web/RecordName.tsx';
import { useT } from '#foundation/web/i18n.ts';
import type { Language } from '#foundation/web/session.ts';
import {
  Button,
  CommandForm,
  Facts,
  Grid,
  Modal,
  Page,
  Paper,
  PrintButton,
  ProblemNotice,
  Waiting,
  tell,
} from '#foundation/web/ui/index.ts';
import { changeSite, closeSite, getSite, listSiteTypes, reopenSite } from '../contract/sites.ts';
import { nameOf, namesOf } from './names.ts';
import { SiteForm } from './SiteForm.tsx';
import { SiteStatus } from './SitesPage.tsx';

const MapView = lazy(() => import('#foundation/web/ui/map/MapView.tsx'));
type Asked = 'change' | 'close' | 'reopen' | null;

/** One site: facts, place on the map, and what may be done with it. */
export default function SitePage() {
  const t = useT();
  const intl = useIntl();
  const navigate = useNavigate();
  const { siteId } = useParams({ strict: false }) as { siteId: string };
  const site = useAsk(getSite, { siteId });
  const types = useAsk(listSiteTypes, {}).data?.rows ?? [];
  const [asked, setAsked] = useState<Asked>(null);
  if (site.error)
    return (
      <Page title={t('page.places.site')}>
        <ProblemNotice problem={site.error.body} retry={() => void site.refetch()} />
      </Page>
    );
  if (!site.data) return <Waiting />;
  const at = site.data;
  const day = (text: string | null) =>
    text ? intl.formatDate(`${text}T12:00:00Z`, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }) : null;
  const may = (command: string) => at.abilities.includes(command);
  const done = (words: string) => {
    setAsked(null);
    tell(words);
    void site.refetch();
  };
  const language = document.documentElement.lang as Language;
  return (
    <Page
      title={<bdi>{nameOf(at)}</bdi>}
      subtitle={
        <>
          <span className="kv-code">{at.code}</span> · {namesOf(types.find((row) => row.code === at.type)?.names ?? { en: at.type })}
        </>
      }
      crumbs={[
        {
          label: t('page.places.sites'),
          href: '/places/sites',
          onClick: (event) => {
            event.preventDefault();
            void navigate({ to: '/places/sites' });
          },
        },
      ]}
      actions={
        <>
          <PrintButton paper="places.site" input={{ siteId }} />
          {may(changeSite.name) && (
            <Button variant="default" onClick={() => setAsked('change')}>
              {t('command.places.change-site')}
            </Button>
          )}
          {may(closeSite.name) && at.status !== 'closed' && (
            <Button variant="default" onClick={() => setAsked('close')}>
              {t('command.places.close-site')}
            </Button>
          )}
          {may(reopenSite.name) && at.status === 'closed' && (
            <Button onClick={() => setAsked('reopen')}>{t('command.places.reopen-site')}</Button>
          )}
        </>
      }
    >
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Facts
            items={[
              { label: t('column.places.list-sites.status'), value: <SiteStatus status={at.status} /> },
              { label: t('column.places.list-sites.sensitivity'), value: t(`places.sensitivity-${at.sensitivity}`) },
              {
                label: t('column.places.list-sites.area'),
                value: (
                  <>
                    <bdi>{at.areaNames[language] ?? at.areaNames.en}</bdi> <span className="kv-code">{at.area}</span>
                  </>
                ),
              },
              { label: t('column.places.list-sites.province'), value: <bdi>{at.province[language] ?? at.province.en}</bdi> },
              { label: t('column.places.list-sites.openedOn'), value: day(at.openedOn) },
              { label: t('column.places.list-sites.closedOn'), value: day(at.closedOn) },
              {
                label: t('places.point'),
                value:
                  at.lat === null ? null : (
                    <>
                      <span className="kv-code">
                        {at.lat.toFixed(4)}, {at.lon!.toFixed(4)}
                      </span>{' '}
                      ({t(`places.precision-${at.precision}`)})
                    </>
                  ),
              },
              ...(['custodianId', 'responseId'] as const)
                .filter((key) => at[key] !== null)
                .map((key) => ({
                  label: t(`places.field-${key}`),
                  value: <RecordName kind={key === 'custodianId' ? 'org' : 'response'} id={at[key]!} />,
                })),
              { label: t('field.note'), value: at.note ? <bdi>{at.note}</bdi> : null },
            ]}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Paper style={{ height: 360, overflow: 'hidden' }}>
            <Suspense fallback={<Waiting />}>
              {at.lat !== null && (
                <MapView
                  language={language}
                  disclaimer={t('places.disclaimer')}
                  points={[
                    {
                      id: at.id,
                      kind: 'site',
                      name: nameOf(at),
                      lat: at.lat,
                      lon: at.lon!,
                      group: at.family,
                      vague: at.precision === 'area',
                    },
                  ]}
                  bounds={[at.lon! - 0.7, at.lat - 0.5, at.lon! + 0.7, at.lat + 0.5]}
                  onOpen={() => undefined}
                />
              )}
            </Suspense>
          </Paper>
        </Grid.Col>
      </Grid>
      <Modal opened={asked === 'change'} onClose={() => setAsked(null)} title={t('command.places.change-site')} size="lg">
        <SiteForm def={changeSite} site={at} fixed={{ siteId: at.id, version: at.version }} onDone={() => done(t('places.changed'))} />
      </Modal>
      <Modal opened={asked === 'close'} onClose={() => setAsked(null)} title={t('places.close-asks', { name: nameOf(at) })}>
        <CommandForm
          def={closeSite}
          fixed={{ siteId: at.id }}
          initial={{}}
          onDone={() => done(t('places.closed'))}
          onCancel={() => setAsked(null)}
          fields={[
            { name: 'closedOn', kind: 'date', label: t('column.places.list-sites.closedOn'), required: true },
            { name: 'reason', kind: 'long', label: t('field.reason'), required: true },
          ]}
        />
      </Modal>
      <Modal opened={asked === 'reopen'} onClose={() => setAsked(null)} title={t('command.places.reopen-site')}>
        <CommandForm
          def={reopenSite}
          fixed={{ siteId: at.id }}
          initial={{}}
          onDone={() => done(t('places.reopened'))}
          onCancel={() => setAsked(null)}
          fields={[{ name: 'reason', kind: 'long', label: t('field.reason'), required: true }]}
        />
      </Modal>
      <RecordPanels subject={{ kind: 'site', id: siteId }} />
    </Page>
  );
}
