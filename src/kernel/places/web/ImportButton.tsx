import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import type { ImportDef } from '#foundation/import.ts';
import { Button } from '#foundation/web/ui/index.ts';

/** Leads to where a list of this kind is sent, for those who may. */
export function ImportButton({ of }: { of: ImportDef }) {
  const t = useT();
  const navigate = useNavigate();
  const may = useCan(of.permission);
  if (!may) return null;
  return (
    <Button variant="default" onClick={() => void navigate({ to: `/imports?kind=${of.name}` })}>
      {t('places.import')}
    </Button>
  );
}
