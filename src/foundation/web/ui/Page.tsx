import { Anchor, Box, Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';

export interface PageProps {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  /** The one or two things to do here, at the end of the head. */
  readonly actions?: ReactNode;
  readonly crumbs?: readonly { label: string; href: string; onClick?: (event: MouseEvent) => void }[];
  readonly children: ReactNode;
  /** Maps fill the width and height. */
  readonly fill?: boolean;
}

/** A page: head with title and actions, then its one answer. */
export function Page({ title, subtitle, actions, crumbs, children, fill }: PageProps) {
  return (
    <Stack gap="md" p={{ base: 'sm', sm: 'lg' }} h={fill ? 'calc(100dvh - var(--app-shell-header-offset, 56px))' : undefined}>
      <Box>
        {crumbs && crumbs.length > 0 && (
          <Breadcrumbs mb={4} separatorMargin={6}>
            {crumbs.map((crumb) => (
              <Anchor key={crumb.href + crumb.label} href={crumb.href} onClick={crumb.onClick} size="sm" c="dimmed">
                {crumb.label}
              </Anchor>
            ))}
          </Breadcrumbs>
        )}
        <Group justify="space-between" align="flex-end" gap="sm" wrap="wrap">
          <Box>
            <Title order={1}>{title}</Title>
            {subtitle && (
              <Text c="dimmed" mt={2}>
                {subtitle}
              </Text>
            )}
          </Box>
          {actions && (
            <Group gap="xs" className="kv-noprint">
              {actions}
            </Group>
          )}
        </Group>
      </Box>
      {children}
    </Stack>
  );
}

/** Where pages lead back to; sent by the router, so that nothing is loaded anew. */
export function crumb(label: string, href: string, navigate: (to: { to: string }) => unknown) {
  return {
    label,
    href,
    onClick: (event: MouseEvent) => {
      event.preventDefault();
      void navigate({ to: href });
    },
  };
}
