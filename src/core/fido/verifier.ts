/** The verifier is a third of the gateway's code and knows X.509: it is loaded when the first key is asked for. */
export const verifier = () => import('./library.ts');
