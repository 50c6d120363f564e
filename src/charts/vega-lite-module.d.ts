/* As beside it for Vega. */

export const compile: (spec: object, options: { readonly logger: object }) => { readonly spec: object };
