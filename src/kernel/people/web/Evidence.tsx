import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { Badge, Group } from '#foundation/web/ui/index.ts';
import type { Evidence as EvidenceOf } from '../contract/queries.ts';

type Row = z.output<typeof EvidenceOf>;

const toneOf = ({ level, weight }: Row) => (weight <= 0 ? 'person' : level === 'same' ? 'settled' : 'waiting');

/** Why two records may be one person, field by field: a sign and a word for each, not the colour alone. */
export function Evidence({ of }: { of: readonly Row[] }) {
  const t = useT();
  return (
    <Group gap={4}>
      {of
        .toSorted((a, b) => b.weight - a.weight)
        .map((row) => (
          <Badge key={row.field} variant="light" color={toneOf(row)} tt="none" radius="sm" fw={500}>
            {row.weight <= 0 ? '≠' : row.level === 'same' ? '=' : '≈'} {t(`people.match-${row.field}`)}: {t(`people.level-${row.level}`)}
          </Badge>
        ))}
    </Group>
  );
}
