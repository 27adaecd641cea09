/** What is used of sax. Its published types bring Node's, and the core is compiled without those. */
declare module 'sax' {
  export interface Attribute {
    readonly name: string;
    readonly local: string;
    readonly uri: string;
    readonly value: string;
  }

  export interface Parser {
    /** From 0. */
    readonly line: number;
    readonly position: number;
    /** The character read last. */
    readonly c: string;
    onopentagstart: () => void;
    onattribute: (attribute: Attribute) => void;
    onopentag: (tag: { readonly local: string; readonly uri: string }) => void;
    onclosetag: () => void;
    ontext: (text: string) => void;
    oncdata: (text: string) => void;
    onprocessinginstruction: (instruction: { readonly name: string; readonly body: string }) => void;
    ondoctype: () => void;
    onsgmldeclaration: () => void;
    onerror: (error: Error) => void;
    write(text: string): void;
    close(): void;
  }

  const sax: { parser(strict: true, options: { xmlns: true; strictEntities: true }): Parser };
  export default sax;
}
