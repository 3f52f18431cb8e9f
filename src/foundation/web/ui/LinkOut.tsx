import { Alert, Button, Group, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { tell } from './toast.ts';

/** Under the slip of a link that is shown this once: a warning, the link to select, and the ways to hand it out. None of it is printed. */
export function LinkOut({
  link,
  label,
  once,
  printLabel,
  children,
}: {
  link: string;
  label: string;
  once: string;
  printLabel: string;
  children?: ReactNode;
}) {
  const t = useT();
  return (
    <>
      <Alert className="kv-noprint" color="waiting" title={once} />
      <TextInput className="kv-noprint" readOnly label={label} value={link} dir="ltr" onFocus={(event) => event.currentTarget.select()} />
      <Group className="kv-noprint">
        <Button onClick={() => print()}>{printLabel}</Button>
        <Button
          variant="default"
          disabled={!navigator.clipboard}
          onClick={() => void navigator.clipboard?.writeText(link).then(() => tell(t('ui.link-copied')))}
        >
          {t('ui.link-copy')}
        </Button>
        {children}
      </Group>
    </>
  );
}
