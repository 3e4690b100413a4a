// Small answers in the forms of arXiv, Hugging Face and feeds, written for the tests.

export interface Record {
  id: string;
  title?: string;
  abstract?: string;
}

const abstractOf = ({ id, abstract = `We study ${id} &amp; find that x &lt; y.` }: Record) => abstract;
const titleOf = ({ id, title = `On ${id}` }: Record) => title;

/** An answer of the export API. */
export function apiAnswer(records: readonly Record[], total = records.length): string {
  const entries = records.map(
    (record) => `<entry>
      <id>http://arxiv.org/abs/${record.id}</id>
      <title>${titleOf(record)}</title>
      <updated>2024-03-01T10:00:00Z</updated>
      <link href="https://arxiv.org/abs/${record.id}" rel="alternate" type="text/html"/>
      <summary>  ${abstractOf(record)}
      </summary>
      <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
      <category term="68T45" scheme="http://arxiv.org/schemas/atom"/>
      <published>2024-01-08T23:59:59Z</published>
      <arxiv:comment>12 pages</arxiv:comment>
      <arxiv:primary_category term="cs.CL"/>
      <author><name>Ana García</name></author>
      <author><name>Bo Wu</name><arxiv:affiliation>Somewhere</arxiv:affiliation></author>
    </entry>`,
  );
  return `<?xml version='1.0' encoding='UTF-8'?>
  <feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
    <opensearch:totalResults>${total}</opensearch:totalResults>${entries.join('')}
  </feed>`;
}

/** An announcement feed as Atom. */
export function announcementAtom(
  records: readonly Record[],
  updated = '2025-08-20T04:00:19.866337+00:00',
): string {
  const entries = records.map(
    (record) => `<entry>
      <id>oai:arXiv.org:${record.id}</id>
      <title>${titleOf(record)}</title>
      <updated>${updated}</updated>
      <link href="https://arxiv.org/abs/${record.id}" rel="alternate" type="text/html"/>
      <summary>arXiv:${record.id} Announce Type: new \nAbstract: ${abstractOf(record)}</summary>
      <category term="cs.CL"/><category term="cs.LG"/>
      <published>2025-08-20T00:00:00-04:00</published>
      <arxiv:announce_type>new</arxiv:announce_type>
      <dc:creator>Ana García, Bo Wu</dc:creator>
    </entry>`,
  );
  return `<?xml version='1.0' encoding='UTF-8'?>
  <feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.w3.org/2005/Atom">
    <id>http://rss.arxiv.org/atom/cs.CL</id><title>cs.CL updates on arXiv.org</title><updated>${updated}</updated>${entries.join('')}
  </feed>`;
}

/** An announcement feed as RSS. */
export function announcementRss(
  records: readonly Record[],
  pubDate = 'Wed, 20 Aug 2025 00:00:00 -0400',
): string {
  const items = records.map(
    (record) => `<item>
      <title>${titleOf(record)}</title><link>https://arxiv.org/abs/${record.id}</link>
      <description>arXiv:${record.id} Announce Type: replace-cross \nAbstract: ${abstractOf(record)}</description>
      <guid isPermaLink="false">oai:arXiv.org:${record.id}</guid>
      <category>cs.CL</category><category>cs.LG</category><pubDate>${pubDate}</pubDate>
      <arxiv:announce_type>replace-cross</arxiv:announce_type><dc:creator>Ana García, Bo Wu</dc:creator>
    </item>`,
  );
  return `<?xml version='1.0' encoding='UTF-8'?>
  <rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>
    <title>cs.CL updates on arXiv.org</title><pubDate>${pubDate}</pubDate>
    <skipDays><day>Saturday</day><day>Sunday</day></skipDays>${items.join('')}
  </channel></rss>`;
}

/** An answer of OAI-PMH in the format arXivRaw; versions count to the second. */
export function oaiAnswer(records: readonly Record[], token = ''): string {
  const entries = records.map(
    (record) => `<record>
      <header><identifier>oai:arXiv.org:${record.id}</identifier><datestamp>2024-03-02</datestamp><setSpec>cs:cs:CL</setSpec></header>
      <metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">
        <id>${record.id}</id><submitter>Ana García</submitter>
        <version version="v1"><date>Mon, 8 Jan 2024 23:59:59 GMT</date><size>12kb</size></version>
        <version version="v2"><date>Fri, 1 Mar 2024 10:00:00 GMT</date><size>13kb</size></version>
        <title>${titleOf(record)}</title><authors>Ana Garc\\'ia (1), Bo Wu and Cy Li Jr. ((1) Somewhere, Spain)</authors>
        <categories>cs.CL cs.LG</categories><comments>12 pages</comments>
        <abstract>  ${abstractOf(record)}</abstract>
      </arXivRaw></metadata>
    </record>`,
  );
  return oaiEnvelope(
    `<ListRecords>${entries.join('')}<resumptionToken cursor="0">${token}</resumptionToken></ListRecords>`,
  );
}

export function oaiError(code: string): string {
  return oaiEnvelope(`<error code="${code}">as told</error>`);
}

function oaiEnvelope(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
  <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2024-03-02T01:00:00Z</responseDate>${body}</OAI-PMH>`;
}

/** A day of Hugging Face's daily papers. */
export function dailyPapers(records: readonly Record[], more: object = {}): string {
  return JSON.stringify(
    records.map((record) => ({
      paper: {
        id: record.id,
        title: titleOf(record),
        summary: abstractOf(record),
        authors: [
          { name: 'Ana García' },
          { name: 'Hidden Person', hidden: true },
          { name: 'Bo Wu', hidden: false },
        ],
        publishedAt: '2024-01-08T23:59:59.000Z',
        upvotes: 36,
        githubRepo: 'https://github.com/ana/moe',
        projectPage: 'https://ana.github.io/moe',
        ai_summary: 'Written by a model.',
        ...more,
      },
      numComments: 2,
      submittedBy: { name: 'ana', fullname: 'Ana García' },
    })),
  );
}

/** A journal's feed; each record's id is its DOI. */
export function journalFeed(records: readonly Record[]): string {
  const items = records.map(
    (record) => `<item rdf:about="https://journal.example/${record.id}">
      <title><![CDATA[${titleOf(record)}]]></title><link>https://journal.example/${record.id}</link>
      <dc:identifier>doi:${record.id}</dc:identifier><dc:date>2024-01-08</dc:date><dc:creator>García, Ana</dc:creator>
      <description><![CDATA[<p>${abstractOf(record)}</p>]]></description>
    </item>`,
  );
  return `<?xml version="1.0"?>
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://purl.org/rss/1.0/">
    <channel rdf:about="https://journal.example/"><title>A journal</title><dc:date>2024-01-08</dc:date></channel>${items.join('')}
  </rdf:RDF>`;
}
