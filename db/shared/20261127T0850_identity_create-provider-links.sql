create table provider_links (
  -- Who vouches, and what it calls the person: an address may change hands, a subject never does.
  issuer text not null,
  subject text not null,
  identity_id uuid not null,
  linked_at timestamptz not null default now(),
  constraint provider_links_pkey primary key (issuer, subject),
  -- One account of a provider opens one sign-in; another of the same provider does not slip in beside it.
  constraint provider_links_identity_key unique (identity_id, issuer),
  constraint provider_links_identity_id_fkey foreign key (identity_id) references identities (id) on delete cascade
);
comment on table provider_links is 'Accounts of an identity provider (OpenID Connect) that sign in as people of this server.';
