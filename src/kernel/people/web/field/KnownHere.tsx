import { useEffect, useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Stack, Text } from '#foundation/web/ui/index.ts';
import type { RegisterPack } from '../../contract/field/register.ts';
import { factsOfDraft } from '../../domain/field/draft.ts';
import type { PersonDraft } from '../../domain/field/draft.ts';
import { findKnown } from '../../domain/field/known.ts';
import type { FoundHere } from '../../domain/field/known.ts';

/** Whom this phone's pack knows that may be the same person: numbers and reasons, never a name. What is told is kept all the same. */
export function KnownHere({ pack, person, today }: { pack: RegisterPack; person: PersonDraft; today: string }) {
  const t = useT();
  const [found, setFound] = useState<readonly FoundHere[]>([]);
  useEffect(() => {
    let stale = false;
    const facts = factsOfDraft(person, today, pack.area.pcode);
    void findKnown(pack, facts, crypto.subtle as never).then((rows) => !stale && setFound(rows));
    return () => {
      stale = true;
    };
  }, [pack, person, today]);
  if (found.length === 0) return null;
  const sure = found.some((one) => one.by.includes('id'));
  return (
    <Alert color={sure ? 'person' : 'waiting'} title={t(sure ? 'people.field-known-number' : 'people.field-known')} role="status">
      <Stack gap="xs">
        {found.map((one) => (
          <div key={one.number}>
            <Text fw={600}>
              <bdi className="kv-code">{one.household ?? one.number}</bdi>
            </Text>
            <Text size="sm">
              {one.by
                .slice(0, 2)
                .map((rule) => t(`people.field-by-${rule}`))
                .join(' · ')}
            </Text>
          </div>
        ))}
        <Text size="sm">{t('people.field-known-text')}</Text>
      </Stack>
    </Alert>
  );
}
