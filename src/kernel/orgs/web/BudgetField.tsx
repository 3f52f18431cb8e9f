import { useState } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { Group, RemoveButton, RowsField, Text, TextInput } from '#foundation/web/ui/index.ts';
import { majorOf, minorOf } from './amounts.ts';
import { useMoney } from './words.tsx';

interface Line {
  readonly code: string;
  readonly title: string;
  readonly typed: string;
}

/** Budget lines: code, title, amount; their sum stands below. */
export function BudgetField({
  label,
  error,
  value,
  onChange,
  currency,
}: {
  label: string;
  error: string | undefined;
  value: unknown;
  onChange: (lines: unknown) => void;
  currency: string;
}) {
  const t = useT();
  const money = useMoney();
  const [lines, setLines] = useState<readonly Line[]>(() =>
    Array.isArray(value)
      ? (value as { code: string; title: string; minor: string }[]).map((line) => ({
          ...line,
          typed: String(majorOf(line.minor, currency)),
        }))
      : [],
  );
  const write = (next: readonly Line[]) => {
    setLines(next);
    onChange(next.map(({ code, title, typed }) => ({ code, title, minor: minorOf(typed, currency) ?? typed })));
  };
  const set = (at: number, change: Partial<Line>) => write(lines.map((line, index) => (index === at ? { ...line, ...change } : line)));
  const sum = lines.reduce((total, line) => total + BigInt(minorOf(line.typed, currency) ?? '0'), 0n);
  return (
    <RowsField
      label={label}
      error={error}
      addLabel={t('orgs.add-line')}
      onAdd={() => write([...lines, { code: '', title: '', typed: '' }])}
      foot={
        lines.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('orgs.lines-sum')} {money({ minor: String(sum), currency })}
          </Text>
        )
      }
    >
      {lines.map((line, at) => (
        <Group key={at} gap="xs" wrap="nowrap">
          <TextInput
            aria-label={t('orgs.line-code')}
            placeholder="A1"
            w={80}
            dir="ltr"
            value={line.code}
            onChange={(event) => set(at, { code: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('orgs.line-title')}
            style={{ flex: 1 }}
            dir="auto"
            value={line.title}
            onChange={(event) => set(at, { title: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('orgs.line-amount')}
            w={130}
            dir="ltr"
            inputMode="decimal"
            value={line.typed}
            onChange={(event) => set(at, { typed: event.currentTarget.value })}
          />
          <RemoveButton label={t('orgs.remove')} onClick={() => write(lines.filter((_, index) => index !== at))} />
        </Group>
      ))}
    </RowsField>
  );
}
