import { useT } from '#foundation/web/i18n.ts';
import { Checkbox, SimpleGrid, Title } from '#foundation/web/ui/index.ts';

/** A permission is named after its command, its query or itself. */
export function usePermissionWords(): (name: string) => string {
  const t = useT();
  return (name) =>
    [`command.${name}`, `query.${name}`, `pack.${name}`, `permission.${name}`]
      .map((key) => [key, t(key)] as const)
      .find(([key, text]) => key !== text)?.[1] ?? name;
}

export function PermissionWords({ name }: { name: string }) {
  return <>{usePermissionWords()(name)}</>;
}

interface Props {
  readonly known: readonly { readonly name: string; readonly opens: string | null }[];
  readonly held: ReadonlySet<string>;
  readonly onChange: (held: ReadonlySet<string>) => void;
}

/** Permissions to tick, room by room; what opens protected data says so. */
export function PermissionBoxes({ known, held, onChange }: Props) {
  const t = useT();
  const wordsOf = usePermissionWords();
  const rooms = [...new Set(known.map((row) => row.name.split('.')[0]!))];
  const flip = (name: string) => onChange(new Set(held.has(name) ? [...held].filter((item) => item !== name) : [...held, name]));
  return (
    <>
      {rooms.map((room) => (
        <div key={room}>
          <Title order={3} mb={4}>
            {t(`access.room-${room}`)}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing={4} verticalSpacing={4}>
            {known
              .filter((row) => row.name.startsWith(`${room}.`))
              .map((row) => (
                <Checkbox
                  key={row.name}
                  checked={held.has(row.name)}
                  onChange={() => flip(row.name)}
                  label={wordsOf(row.name)}
                  description={row.opens ? t(`access.opens-${row.opens}`) : undefined}
                />
              ))}
          </SimpleGrid>
        </div>
      ))}
    </>
  );
}
