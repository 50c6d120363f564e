/** What a token for programs may be good for; every route of the API names the one that it asks for. */
export const tokenScopes = ['read', 'write'] as const;
export type TokenScope = (typeof tokenScopes)[number];
