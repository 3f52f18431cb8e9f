import { Avatar, Text, UnstyledButton } from '@mantine/core';
import type { ComponentProps } from 'react';
import classes from './shell.module.css';

/** The person's letter and name, at the end of the head. */
export function UserButton({ user, className = '', ...rest }: { user: string } & ComponentProps<'button'>) {
  return (
    <UnstyledButton className={`${classes['user']} ${className}`} aria-label={user} aria-haspopup="menu" {...rest}>
      <Avatar size={32} radius="xl" color="lake">
        {user.slice(0, 1)}
      </Avatar>
      <Text component="span" visibleFrom="md">
        <bdi>{user}</bdi>
      </Text>
    </UnstyledButton>
  );
}
