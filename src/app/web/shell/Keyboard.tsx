import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { KeyMap } from '#foundation/web/ui/KeyMap.tsx';
import { navigation } from './nav.ts';

/** The map of keys: everywhere, in lists, and the letters that open pages. */
export default function Keyboard({ onClose }: { onClose: () => void }) {
  const t = useT();
  const pages = navigation(useSession())
    .flatMap((group) => group.pages)
    .flatMap((page) => (page.nav?.key ? [{ press: ['G', page.nav.key.toUpperCase()], does: t(`page.${page.name}`) }] : []));
  return (
    <KeyMap
      onClose={onClose}
      groups={[
        {
          label: t('shell.keys-everywhere'),
          keys: [
            { press: ['Ctrl', 'K'], does: t('shell.palette') },
            { press: ['?'], does: t('shell.keys-map') },
            { press: ['Esc'], does: t('shell.keys-close') },
          ],
        },
        {
          label: t('shell.keys-lists'),
          keys: [
            { press: ['/'], does: t('ui.search') },
            { press: ['↑', '↓'], does: t('shell.keys-rows') },
            { press: ['Home', 'End'], does: t('shell.keys-ends') },
            { press: ['Enter'], does: t('shell.keys-open') },
            { press: ['Space'], does: t('shell.keys-select') },
            { press: ['Shift', 'Space'], does: t('shell.keys-select-range') },
          ],
        },
        { label: t('shell.keys-go'), keys: [{ press: ['G', 'H'], does: t('page.shell.home') }, ...pages] },
      ]}
    />
  );
}
