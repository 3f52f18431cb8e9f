import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { Button, EmptyState, Page } from '#foundation/web/ui/index.ts';

/** Nothing at this address. */
export function NotFoundPage() {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Page title={t('trouble.nothing-here')}>
      <EmptyState
        title={t('trouble.nothing-here')}
        action={<Button onClick={() => void navigate({ to: '/' })}>{t('trouble.home')}</Button>}
      >
        {t('trouble.nothing-here-text')}
      </EmptyState>
    </Page>
  );
}

/** A page that broke: nothing is lost, and the way on. */
export function BrokenPage({ reset }: { reset: () => void }) {
  const t = useT();
  return (
    <Page title={t('trouble.broken')}>
      <EmptyState title={t('trouble.broken')} action={<Button onClick={reset}>{t('ui.try-again')}</Button>}>
        {t('trouble.broken-text')}
      </EmptyState>
    </Page>
  );
}
