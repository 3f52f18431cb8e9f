import { useT } from '#foundation/web/i18n.ts';
import { Badge, Group } from '#foundation/web/ui/index.ts';
import type { Why as Reason } from '../domain/why-found.ts';

/** Why a search met somebody, each reason in words. */
export function Why({ of }: { of: readonly Reason[] }) {
  const t = useT();
  return (
    <Group gap={4}>
      {of.map(({ field, level }) => (
        <Badge key={field + level} variant="light" color={level === 'sounds' ? 'waiting' : 'settled'} tt="none" radius="sm" fw={500}>
          {t(`people.why-${level}`, { field: t(`people.field-${field}`) })}
        </Badge>
      ))}
    </Group>
  );
}
