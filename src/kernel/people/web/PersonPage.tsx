import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type * as z from 'zod';
import { RecordFrame, RecordOf } from '#foundation/web/RecordFrame.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Group, Stack, Status, Text, crumb } from '#foundation/web/ui/index.ts';
import { getPerson } from '../contract/queries.ts';
import { Classes } from './Classes.tsx';
import { Consents } from './Consents.tsx';
import { Memberships } from './Memberships.tsx';
import { Merges } from './Merges.tsx';
import { PersonDialogs, personActs } from './PersonDialogs.tsx';
import type { PersonAsks } from './PersonDialogs.tsx';
import { PersonFacts } from './PersonFacts.tsx';
import { Reads } from './Reads.tsx';
import { useAsked } from './useAsked.ts';
import { PersonName, PersonStatus } from './words.tsx';

export type Person = z.output<typeof getPerson.output>;

/** One person: what role and consent allow to see, and what can be done. */
export default function PersonPage() {
  const t = useT();
  const { personId } = useParams({ strict: false }) as { personId: string };
  const asked = useAsk(getPerson, { personId });
  return (
    <RecordOf asked={asked} title={t('page.people.person')}>
      {(at) => <Shown key={at.id} at={at} onDone={() => void asked.refetch()} />}
    </RecordOf>
  );
}

function Shown({ at, onDone }: { at: Person; onDone: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const dialogs = useAsked<PersonAsks>(onDone);
  return (
    <RecordFrame
      title={<PersonName of={at} />}
      subtitle={
        <Group gap="xs" component="span">
          <span className="kv-code">{at.number}</span>
          <PersonStatus status={at.status} />
          {at.restricted && <Status tone="person">{t('people.restricted')}</Status>}
        </Group>
      }
      crumbs={[crumb(t('page.people.search'), '/people', navigate)]}
      subject={{ kind: 'person', id: at.id }}
      acts={personActs}
      abilities={at.abilities}
      onAsk={dialogs.ask}
      notice={<Notices at={at} />}
      facts={
        <Stack>
          <PersonFacts at={at} />
          <Classes at={at} />
        </Stack>
      }
      dialogs={<PersonDialogs at={at} {...dialogs} />}
    >
      <Stack>
        <Memberships at={at} />
        <Consents at={at} onDone={onDone} />
        <Merges at={at} onDone={onDone} />
        <Reads kind="person" id={at.id} />
      </Stack>
    </RecordFrame>
  );
}

function Notices({ at }: { at: Person }) {
  const t = useT();
  return (
    <>
      {at.successor && (
        <Alert color="waiting" title={t('people.is-merged')}>
          <Link to={`/people/persons/${at.successor.id}`} className="kv-opens">
            <PersonName of={at.successor} /> <span className="kv-code">{at.successor.number}</span>
          </Link>
        </Alert>
      )}
      {at.openPairs > 0 && (
        <Alert color="person">
          <Link to={`/people/pairs?person=${at.id}`} className="kv-opens">
            <Text span>{t('people.has-pairs', { count: at.openPairs })}</Text>
          </Link>
        </Alert>
      )}
    </>
  );
}
