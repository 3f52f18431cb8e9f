import { useState } from 'react';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Group, ProblemNotice, Stack, Title } from '#foundation/web/ui/index.ts';
import { changePerson } from '../contract/register.ts';
import type { Person } from './PersonPage.tsx';
import { MemberFields } from './register/MemberFields.tsx';
import { NeedsFields } from './register/NeedsFields.tsx';
import { describedOf, draftOf, faultsOf } from './register/draft.ts';
import type { MemberDraft } from './register/draft.ts';
import { useToday } from './words.tsx';

/** What a correction says: classes that this reader is not shown are left out, and so stay as they are. */
function correctionOf(at: Person, first: MemberDraft, now: MemberDraft, today: string) {
  const { identifiers, contacts, needs, birth, ...said } = describedOf(now, today);
  // A birthday that was not touched keeps its precision and calendar.
  const kept = now.birth === first.birth ? at.birth : birth;
  const more = at.contacts?.phones.slice(2) ?? [];
  return {
    personId: at.id,
    version: at.version,
    ...said,
    ...(kept ? { birth: kept } : {}),
    ...(at.classes.includes('identifiers') ? { identifiers } : {}),
    ...(at.classes.includes('contacts') ? { contacts: { ...contacts, phones: [...(contacts?.phones ?? []), ...more] } } : {}),
    ...(at.classes.includes('needs') ? { needs: needs ?? {} } : {}),
  };
}

/** Corrects a person by the same fields that register one; numbers are added and withdrawn here too. */
export function ChangePersonForm({ at, onDone, onCancel }: { at: Person; onDone: () => void; onCancel: () => void }) {
  const t = useT();
  const today = useToday();
  const [first] = useState(() => draftOf(at, today));
  const [draft, setDraft] = useState(first);
  const { send, busy, problem } = useSend(changePerson);
  const unchanged = draft.birth === first.birth;
  const faults = faultsOf(draft, today).filter((fault) => fault !== 'birth' || !unchanged);
  const change = (said: Partial<MemberDraft>) => setDraft((now) => ({ ...now, ...said }));
  const save = async () => {
    const outcome = await send(correctionOf(at, first, draft, today));
    if (outcome?.state === 'applied') onDone();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.length === 0) void save();
      }}
    >
      <Stack>
        {problem && <ProblemNotice problem={problem} />}
        <MemberFields value={draft} onChange={change} classes={at.classes} roles={false} />
        {at.classes.includes('needs') && (
          <>
            <Title order={3}>{t('people.section-needs')}</Title>
            <NeedsFields value={draft} onChange={change} />
          </>
        )}
        {faults.length > 0 && <Alert color="person">{faults.map((fault) => t(`people.fault-${fault}`)).join(' ')}</Alert>}
        <Group>
          <Button type="submit" loading={busy} disabled={faults.length > 0}>
            {t('command.people.change-person')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
