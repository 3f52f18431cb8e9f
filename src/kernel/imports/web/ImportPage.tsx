import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { RecordPanels } from '#foundation/web/RecordPanels.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useWhen } from '#foundation/web/when.ts';
import { Page, ProblemNotice, Status, Waiting, useUrlState } from '#foundation/web/ui/index.ts';
import { getImport } from '../contract/imports.ts';
import type { ImportShown } from '../contract/imports.ts';
import { ImportActions } from './ImportActions.tsx';
import { AgainNotice, AtWork, FileNotes, Finished, Unreadable } from './Notices.tsx';
import { FixGrid } from './FixGrid.tsx';
import type { Show } from './FixGrid.tsx';
import { ShowFilter } from './ShowFilter.tsx';
import { tones } from './words.ts';

const busyStates: readonly ImportShown['state'][] = ['reading', 'checking', 'applying'];

/** One import: how it stands, what is to be mended, and the step that comes next. */
export default function ImportPage() {
  const t = useT();
  const { importId } = useParams({ strict: false }) as { importId: string };
  // While it is at work it is asked every second; what was answered last tells whether it still is.
  const known = useQueryClient().getQueryData<ImportShown>([getImport.name, { importId }]);
  const busy = known === undefined || busyStates.includes(known.state);
  const about = useAsk(getImport, { importId }, busy ? { refreshMs: 1000 } : {});
  if (about.error)
    return (
      <Page title={t('page.imports.import')}>
        <ProblemNotice problem={about.error.body} retry={() => void about.refetch()} />
      </Page>
    );
  return about.data ? <Import about={about.data} refetch={() => void about.refetch()} /> : <Waiting />;
}

function Import({ about, refetch }: { about: ImportShown; refetch: () => void }) {
  const t = useT();
  const when = useWhen();
  const navigate = useNavigate();
  const [url, setUrl] = useUrlState();
  const show = (url.get('show') as Show | null) ?? usualShow(about);
  const atWork = busyStates.includes(about.state);
  return (
    <Page
      title={<bdi>{about.fileName}</bdi>}
      subtitle={
        <>
          {t(`import.${about.kind}`)} · <Status tone={tones[about.state]}>{t(`imports.state-${about.state}`)}</Status> ·{' '}
          {t('imports.sent-by', { name: about.createdBy, when: when(about.createdAt) })}
        </>
      }
      crumbs={[
        {
          label: t('page.imports.imports'),
          href: '/imports',
          onClick: (event) => {
            event.preventDefault();
            void navigate({ to: '/imports' });
          },
        },
      ]}
      actions={<ImportActions about={about} onDone={refetch} />}
    >
      {url.get('again') && <AgainNotice about={about} fileHash={url.get('again')!} />}
      {atWork && <AtWork about={about} onRetried={refetch} />}
      {about.state === 'unreadable' && <Unreadable about={about} />}
      {about.state === 'applied' && <Finished about={about} />}
      {about.state === 'checked' && <FileNotes about={about} />}
      {!atWork && about.counts.total > 0 && (
        <>
          <ShowFilter about={about} show={show} onShow={(next) => setUrl({ show: next })} />
          <FixGrid key={`${show} ${about.state}`} about={about} show={show} />
        </>
      )}
      {!atWork && <RecordPanels subject={{ kind: 'import', id: about.id }} />}
    </Page>
  );
}

/** What needs somebody comes first. */
function usualShow({ state, counts }: ImportShown): Show {
  if (state === 'applied') return counts.refused > 0 ? 'refused' : counts.faulty > 0 ? 'faulty' : 'all';
  return counts.faulty > 0 ? 'faulty' : 'all';
}
