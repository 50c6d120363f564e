/** Where the platforms of the tests believe the tool to be; only its redirects and frames show it. */
export const publicUrl = 'https://tool.example';

/** Behind a proxy that ends TLS, as in production. */
export const toolEnvironment = { PUBLIC_URL: publicUrl, TRUST_PROXY: 'loopback' };
