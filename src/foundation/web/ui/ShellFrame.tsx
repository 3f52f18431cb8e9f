import { ActionIcon, AppShell, Box, Burger, Button, Group, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell, IconSearch, IconWifiOff } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import type { ReactNode } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import type { Language } from '#foundation/web/session.ts';
import { UserButton } from './UserButton.tsx';
import type { UserMenuProps } from './UserMenu.tsx';
import classes from './shell.module.css';

const UserMenu = lazy(() => import('./UserMenu.tsx'));

export interface NavItem {
  readonly label: string;
  readonly path: string;
  readonly active: boolean;
  readonly icon: ReactNode;
}

export interface ShellFrameProps {
  readonly mission: string;
  /** DEMONSTRATION or PRACTICE: on every page, impossible to miss. */
  readonly mark: string | null;
  readonly practice: boolean;
  readonly offline: string | null;
  readonly user: string;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly onSignOut: () => void;
  readonly onAccount: () => void;
  readonly missions: UserMenuProps['missions'];
  readonly onHome: () => void;
  /** How much one was told and has not read, and that in words. */
  readonly unread: number;
  readonly unreadWords: string;
  readonly onNotifications: () => void;
  readonly onPalette: () => void;
  readonly onKeys: () => void;
  readonly groups: readonly { label: string; items: readonly NavItem[] }[];
  readonly renderLink: (item: NavItem, children: ReactNode, className: string, onClick: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** The frame of the desk face: what every page has around it. */
export function ShellFrame(props: ShellFrameProps) {
  const t = useT();
  const [opened, { toggle, close }] = useDisclosure(false);
  const banner = props.mark || props.offline ? 28 : 0;
  return (
    <AppShell header={{ height: 56 + banner }} navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !opened } }} padding={0}>
      <a className="kv-skip" href="#main">
        {t('shell.skip')}
      </a>
      <AppShell.Header>
        {banner > 0 && (
          <Box className={props.practice ? classes.practice : classes.mark} role="status">
            {props.offline ? (
              <>
                <IconWifiOff size={14} /> {props.offline}
              </>
            ) : (
              props.mark
            )}
          </Box>
        )}
        <Group h={56} px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('shell.menu')} />
            <UnstyledButton onClick={props.onHome} className={classes.brand}>
              <img src="/icon.svg" alt="" width={28} height={28} />
              <Text fw={600} component="span" truncate maw={{ base: 110, xs: 220 }}>
                {props.mission}
              </Text>
            </UnstyledButton>
          </Group>
          <Button
            variant="default"
            c="dimmed"
            fw={400}
            visibleFrom="sm"
            w={340}
            justify="flex-start"
            leftSection={<IconSearch size={16} stroke={1.75} />}
            onClick={props.onPalette}
          >
            {t('shell.palette')}
          </Button>
          <Group gap={4} wrap="nowrap">
            <ActionIcon variant="subtle" color="gray" hiddenFrom="sm" onClick={props.onPalette} aria-label={t('shell.palette')} size="lg">
              <IconSearch size={20} stroke={1.75} />
            </ActionIcon>
            <Bell unread={props.unread} label={props.unreadWords} onOpen={props.onNotifications} />
            <User {...props} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" className={classes.nav}>
        <Box className={classes.scrolled}>
          {props.groups.map((group) => (
            <Box key={group.label} mb="sm">
              <Text size="xs" c="dimmed" fw={600} px="sm" py={4}>
                {group.label}
              </Text>
              {group.items.map((item) =>
                props.renderLink(
                  item,
                  <>
                    {item.icon}
                    <span>{item.label}</span>
                  </>,
                  `${classes.link} ${item.active ? classes.active : ''}`,
                  close,
                ),
              )}
            </Box>
          ))}
        </Box>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        {props.children}
      </AppShell.Main>
    </AppShell>
  );
}

/** The number on the bell follows what happens, without a reload. */
function Bell({ unread, label, onOpen }: { unread: number; label: string; onOpen: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" onClick={onOpen} aria-label={label} className={classes.bell}>
      <IconBell size={20} stroke={1.75} />
      {unread > 0 && (
        <span aria-hidden className={classes.unread}>
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </ActionIcon>
  );
}

/** Who is signed in; the menu behind it is loaded when first opened. */
function User(props: ShellFrameProps) {
  const [opened, setOpened] = useState(false);
  const button = <UserButton user={props.user} onClick={() => setOpened(true)} />;
  if (!opened) return button;
  return (
    <Suspense fallback={button}>
      <UserMenu {...props} />
    </Suspense>
  );
}
