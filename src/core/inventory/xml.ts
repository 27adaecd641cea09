/// <reference path="./sax.d.ts" />
import sax from 'sax';

/** Characters of one record (a KeyPackage), and of anything else that is read as a whole. */
const LONGEST = 64 * 1024;
/** A KeyPackage is 8 deep. */
const DEEPEST = 16;

export interface XmlElement {
  /** The line of the file where it begins, from 1. */
  readonly line: number;
  /** `{namespace}name`: prefixes are the writer's choice and mean nothing (Namespaces in XML 1.0). */
  readonly name: string;
  /** Those without a namespace. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Of the element itself, without its children's, and without space around it. */
  readonly text: string;
}

export type XmlEvent =
  | { readonly kind: 'root' | 'record'; readonly element: XmlElement }
  | { readonly kind: 'stop'; readonly line: number; readonly refused: string };

interface Open {
  readonly line: number;
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/**
 * Reads XML that comes in pieces: the root when it opens, then each of its children that is wanted, whole. Memory
 * holds what one piece completed, and one that is not whole yet. A document type is refused wherever it comes, and with it every entity
 * of one's own: no entity bomb (billion laughs), no file or address that the parser would fetch (XXE).
 */
export class XmlRecords {
  readonly #parser = sax.parser(true, { xmlns: true, strictEntities: true });
  readonly #wanted: ReadonlySet<string>;
  #events: XmlEvent[] = [];
  #stopped = false;
  #depth = 0;
  #rooted = false;
  /** From the record down to the element that is open; empty outside of wanted records. */
  #path: Open[] = [];
  #size = 0;
  #tag: { line: number; position: number; attributes: Map<string, string> } | undefined;

  constructor(wanted: readonly string[]) {
    this.#wanted = new Set(wanted);
    const parser = this.#parser;
    parser.onopentagstart = () => {
      const line = parser.line + (parser.c === '\n' ? 0 : 1);
      this.#tag = { line, position: parser.position, attributes: new Map() };
    };
    parser.onattribute = ({ name, uri, local, value }) => {
      const attributes = this.#tag?.attributes;
      // The library lets the second of two attributes win; other readers take the first.
      if (attributes?.has(name)) this.#stop(NOT_WELL_FORMED);
      this.#count(name.length + value.length);
      attributes?.set(uri === '' ? local : name, value);
    };
    parser.onopentag = ({ uri, local }) => this.#open(`{${uri}}${local}`);
    parser.onclosetag = () => this.#close();
    parser.ontext = text => this.#text(text);
    parser.oncdata = text => this.#text(text);
    parser.onprocessinginstruction = ({ name, body }) => {
      const encoding = /encoding\s*=\s*["']([^"']*)/.exec(body)?.[1] ?? 'utf-8';
      if (name === 'xml' && !/^(utf-?8|us-ascii)$/i.test(encoding))
        this.#stop('The file says that it is not written in UTF-8. Save it as UTF-8.');
    };
    parser.ondoctype = () => this.#stop(DOCTYPE);
    parser.onsgmldeclaration = () => this.#stop(DOCTYPE);
    // The library's own limit, of 64 kB too, for attributes, tags, entities and instructions.
    parser.onerror = ({ message }) =>
      this.#stop(message.startsWith('Max buffer length') ? TOO_LONG : NOT_WELL_FORMED);
  }

  get line(): number {
    return this.#parser.line + 1;
  }

  /** What became whole; a `stop` is the last. */
  read(text: string): readonly XmlEvent[] {
    this.#events = [];
    this.#parser.write(text);
    // Attributes pile up in the library until their tag is whole.
    if (this.#tag && this.#parser.position - this.#tag.position > LONGEST) this.#stop(TOO_LONG);
    return this.#events;
  }

  end(): readonly XmlEvent[] {
    this.#events = [];
    const { line } = this;
    if (this.#depth > 0 || !this.#rooted)
      return [
        {
          kind: 'stop',
          line,
          refused: 'The file ends in the middle. What stands before this line was read.',
        },
      ];
    this.#parser.close();
    return this.#events;
  }

  #stop(refused: string): void {
    if (!this.#stopped) this.#events.push({ kind: 'stop', line: this.line, refused });
    this.#stopped = true;
  }

  #open(name: string): void {
    const { line, attributes } = this.#tag ?? { line: this.line, attributes: new Map<string, string>() };
    this.#tag = undefined;
    if (this.#stopped) return;
    const element = { line, name, attributes, children: [], text: '' };
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.#stop('Elements are nested too deeply.');
    else if (this.#depth > 2 && this.#path.length > 0) this.#path.push(element);
    else if (this.#depth === 2) {
      this.#size = 0;
      if (this.#wanted.has(name)) this.#path = [element];
    } else if (this.#depth === 1) {
      if (this.#rooted) this.#stop(NOT_WELL_FORMED);
      else this.#events.push({ kind: 'root', element });
      this.#rooted = true;
    }
    this.#count(name.length);
  }

  #close(): void {
    if (this.#stopped) return;
    this.#depth -= 1;
    const closed = this.#path.pop();
    if (closed === undefined) return;
    const element = { ...closed, text: closed.text.trim() };
    const parent = this.#path.at(-1);
    if (parent === undefined) this.#events.push({ kind: 'record', element });
    else parent.children.push(element);
  }

  #text(text: string): void {
    const element = this.#path.at(-1);
    if (this.#stopped || element === undefined) return;
    this.#count(text.length);
    element.text += text;
  }

  #count(characters: number): void {
    this.#size += characters;
    if (this.#path.length > 0 && this.#size > LONGEST) this.#stop(TOO_LONG);
  }
}

const TOO_LONG = 'An element is longer than 64 kB.';
const NOT_WELL_FORMED = 'The file is not well-formed XML.';
const DOCTYPE = 'The file has a document type (DOCTYPE), which PSKC has no use for.';
