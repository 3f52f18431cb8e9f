import { Box, Menu, SegmentedControl, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconArrowBackUp, IconKeyboard, IconLogout, IconMoon, IconSchool, IconSun, IconUserCircle } from '@tabler/icons-react';
import { useT } from '#foundation/web/i18n.ts';
import type { Language } from '#foundation/web/session.ts';
import { UserButton } from './UserButton.tsx';

export interface UserMenuProps {
  readonly user: string;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly onSignOut: () => void;
  readonly onAccount: () => void;
  readonly onKeys: () => void;
  /** Other missions: practice is entered and left here. */
  readonly missions: readonly { readonly label: string; readonly practice: boolean; readonly onOpen: () => void }[];
}

const names: readonly { value: Language; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'tr', label: 'Türkçe' },
  { value: 'ar', label: 'العربية' },
];

/** Language, light and dark, keys, signing out. */
export default function UserMenu({ user, language, onLanguage, onSignOut, onAccount, onKeys, missions }: UserMenuProps) {
  const t = useT();
  const scheme = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  return (
    <Menu defaultOpened position="bottom-end" width={260} closeOnItemClick={false}>
      <Menu.Target>
        <UserButton user={user} />
      </Menu.Target>
      <Menu.Dropdown>
        <Box p="xs">
          <SegmentedControl
            fullWidth
            size="xs"
            value={language}
            data={[...names]}
            onChange={(value) => onLanguage(value as Language)}
            aria-label={t('shell.language')}
          />
        </Box>
        <Menu.Item
          leftSection={scheme === 'dark' ? <IconSun size={16} /> : <IconMoon size={16} />}
          onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
        >
          {scheme === 'dark' ? t('shell.light') : t('shell.dark')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onKeys} visibleFrom="sm" closeMenuOnClick>
          {t('ui.keys')}
        </Menu.Item>
        {missions.length > 0 && <Menu.Divider />}
        {missions.map(({ label, practice, onOpen }) => (
          <Menu.Item
            key={label}
            leftSection={practice ? <IconSchool size={16} /> : <IconArrowBackUp size={16} className="kv-mirrored" />}
            onClick={onOpen}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconUserCircle size={16} />} onClick={onAccount} closeMenuOnClick>
          {t('shell.account')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={onSignOut}>
          {t('shell.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
