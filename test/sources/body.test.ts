import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/sources/body.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('the text of a document', () => {
  const cases: { what: string; body: Buffer; type?: string; text: string }[] = [
    { what: 'UTF-8', body: bytes('Łukasz 王 𝐴'), text: 'Łukasz 王 𝐴' },
    { what: 'UTF-8 with a byte order mark', body: bytes('\ufeffnaïve'), text: 'naïve' },
    {
      what: 'UTF-8 labelled Latin-1 by the server',
      body: bytes('naïve'),
      type: 'text/xml; charset=ISO-8859-1',
      text: 'naïve',
    },
    {
      what: 'UTF-8 labelled Latin-1 by itself',
      body: bytes('<?xml version="1.0" encoding="iso-8859-1"?>é'),
      text: '<?xml version="1.0" encoding="iso-8859-1"?>é',
    },
    {
      what: 'Latin-1 labelled so',
      body: bytes('naïve', 'latin1'),
      type: 'text/xml; charset="latin1"',
      text: 'naïve',
    },
    {
      what: 'Latin-1 labelled UTF-8',
      body: bytes('naïve', 'latin1'),
      type: 'text/xml; charset=utf-8',
      text: 'naïve',
    },
    { what: 'Latin-1 without a label', body: bytes('naïve', 'latin1'), text: 'naïve' },
    {
      what: 'Cyrillic labelled by itself',
      body: Buffer.concat([
        bytes("<?xml version='1.0' encoding='windows-1251'?>"),
        Buffer.from([0xcc, 0xe8, 0xf0]),
      ]),
      text: "<?xml version='1.0' encoding='windows-1251'?>Мир",
    },
    {
      what: 'Chinese labelled by the server',
      body: Buffer.from([0xd6, 0xd0, 0xce, 0xc4]),
      type: 'text/xml;charset=gb2312',
      text: '中文',
    },
    {
      what: 'a label that means nothing',
      body: bytes('naïve', 'latin1'),
      type: 'text/xml; charset=klingon',
      text: 'naïve',
    },
    { what: 'UTF-16, little end first', body: bytes('\ufeffnaïve', 'utf16le'), text: 'naïve' },
    { what: 'UTF-16, big end first', body: utf16be('\ufeffnaïve'), text: 'naïve' },
    {
      what: 'UTF-16 labelled, without a mark',
      body: bytes('naive', 'utf16le'),
      type: 'text/xml; charset=utf-16le',
      text: 'naive',
    },
    { what: 'nothing', body: bytes(''), text: '' },
  ];

  it.each(cases)('is read from $what', ({ body, type = '', text }) => {
    expect(decodeText(body, type)).toBe(text);
  });
});
