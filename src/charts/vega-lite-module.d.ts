/* As beside it for Vega. */

export declare const compile: (spec: object, options: { readonly logger: object }) => { readonly spec: object };
