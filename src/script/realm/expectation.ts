/** chai's expect, with the assertions of chai-postman. */
export type Expect = (value: unknown, message?: string) => { readonly to: object }
