/**
 * What sites put around papers: whole lines of buttons, menus, notices and counts. Each pattern must match a line
 * from end to end, so a title that merely begins with such a word is safe.
 */
const FURNITURE: readonly RegExp[] = [
  // Counts, votes, bullets, and other lines without a word.
  /[^\p{L}\p{N}]*\d[\d.,]*\s*[km]?\+?/iu,
  /[^\p{L}\p{N}]+/u,
  // Accounts and newsletters.
  /(?:(?:sign|log)[ -]?(?:up|in|out)|register|join|subscribe|unsubscribe|follow)(?: (?:now|here|free|today|us))?[!.]?/iu,
  /(?:(?:sign|log) (?:up|in)|subscribe|register|join|follow)(?: (?:us|now|here|free))? (?:to|for|with|on|via|or) (?:our|us|this|your|my|get|see|receive|stay|continue|comment|vote|upvote|email|rss|updates?|alerts?|papers?|sign|log|google|github|x|twitter|discord|slack|linkedin|telegram|wechat|facebook|youtube)\b.{0,60}/iu,
  /get (?:(?:the )?latest|trending|daily|weekly|notified|updates?|started|pro)\b.{0,80}\b(?:papers?|inbox|e-?mail|notified|updates?|started|pro|day|week)[!.]?/iu,
  /(?:join|subscribe|sign up|follow|never miss|stay|be the first|receive)\b.{0,60}\b(?:newsletter|inbox|e-?mails?|updates|our community|the community|discord|twitter|slack|alerts|tuned|up to date)[!.]?/iu,
  /.{0,60}\byour (?:e-?mail )?inbox\b.{0,30}/iu,
  /(?:we use|this (?:web)?site uses|accept|reject|manage)\b.{0,30}\bcookies\b.{0,60}/iu,
  // Headings, tabs and sorting of paper lists.
  /(?:trending|daily|weekly|monthly|latest|new|hot|top|popular|featured|recent|all)(?: (?:papers?|today|this week|this month))?/iu,
  /(?:hugging ?face(?: papers)?|daily papers - hugging face|papers|articles|search papers|search(?:\.{3}|…)?|submit(?: a)? paper|browse|home)/iu,
  /by ?\S{1,30}(?: \S{1,30})? and the (?:research )?community/iu,
  /(?:load|show|view|see|read) (?:more|all|less|full|next)(?: (?:papers?|results?|abstract|articles?|items?))?(?:\.{3}|…)?/iu,
  /(?:▽|△|…|\.{3}|[←‹«<])? ?(?:more|less|next|previous|prev|back|back to top)(?: page)?(?: ?[→›»>])?/iu,
  /(?:sort(?:ed)? by|filter(?:ed)? by|showing \d+)\b.{0,40}/iu,
  /(?:\d[\d,]* )?(?:results?(?: for .{1,60})?|papers?(?: found)?)/iu,
  /page \d+(?: of \d+)?/iu,
  // Menus and footers.
  /(?:models|datasets|spaces|docs|pricing|posts|buckets|enterprise|community|company|website|tos|terms(?: of (?:service|use))?|privacy(?: policy)?|about(?: us| arxiv)?|careers|jobs|contact(?: us)?|help|blog|forum|settings|notifications|inference providers|collections|organi[sz]ations?|solutions|languages|tasks)(?: new)?/iu,
  /(?:©|\(c\)|copyright (?:©|\(c\)|\d{4})).{0,80}/iu,
  /all rights reserved\.?/iu,
  // Beside one paper.
  /submitted by\b.{0,40}/iu,
  /(?:up)?votes? ?:?\s*[\d-]*/iu,
  /\d+ (?:(?:up)?votes?|likes?|comments?|repl(?:y|ies)|views?|shares?|bookmarks?)/iu,
  /(?:github|stars?|arxiv page|arxiv|pdf|html|code|project page|paper|abstract|demo|share|like|save|bookmark|cite|copy|comment|report|edit)(?: ?[\d.,]+ ?k?)?/iu,
  /(?:view|download|access|open) (?:arxiv page|(?:a |the )?(?:pdf|paper|html|source)(?: of the paper titled .*)?):?/iu,
  /add to (?:collection|favou?rites|list|library)/iu,
  // arXiv's own pages.
  /skip to (?:main )?content/iu,
  /html \(experimental\)|tex source|other formats|export bibtex citation|references & citations|access paper:?/iu,
  /current browse context:.*|new \| recent \|.*|bibliographic (?:and citation )?tools.*|arxivlabs.*/iu,
  /which authors of this paper are endorsers.*|we gratefully acknowledge support.*/iu,
  /(?:computer science|statistics|mathematics|physics|electrical engineering and systems science|arxiv:?(?:\.org)?) ?>.*/iu,
];

/** Longer titles are left as they are. */
const LONGEST_TITLE = 500;

/** Longer lines are never taken for furniture. */
const LONGEST = 160;

/** One expression of all, as every line of every page is tried. */
const WHOLE_LINE = new RegExp(`^(?:${FURNITURE.map((pattern) => pattern.source).join('|')})$`, 'iu');

/** Whether a line (as a reader sees it) is part of the site and of no paper. */
export function isFurniture(text: string): boolean {
  return text.length <= LONGEST && WHOLE_LINE.test(text);
}

/** Button labels that scrapers glue to the words that follow: `SubscribeLayoutDETR: …`. */
const GLUED_LABEL =
  /^(?:Subscribe|Sign ?[Uu]p|Log ?[Ii]n|(?:Load|Show) [Mm]ore|Search [Pp]apers|Upvote|(?:Trending|Daily) [Pp]apers|Get trending papers[^!]{0,60}!)(?=[\p{Lu}\p{N}])/u;

/** Labels that are also the beginning of names: `SearchQA`, `NewsBench`, `FollowIR`. */
const GLUED_WORD = /^(?:Search|Join|Follow|Share|New|new|Trending|Daily|Submit)(?=[\p{Lu}\p{N}])/u;

const FIRST_WORD = /^[\p{L}\p{N}]+/u;

/**
 * A title without the button labels glued to it: a capital letter or digit follows the label at once. The abstract
 * decides in doubt, as it repeats the name of its method: a word that stands there is left whole, and a label that may
 * begin a name goes only where the abstract has the name without it.
 */
export function withoutGluedFurniture(title: string, abstract: string): string {
  let rest = title;
  while (rest.length <= LONGEST_TITLE) {
    const sure = GLUED_LABEL.exec(rest)?.[0];
    const label = sure ?? GLUED_WORD.exec(rest)?.[0];
    if (label === undefined) return rest;
    const name = FIRST_WORD.exec(rest.slice(label.length))?.[0] ?? '';
    const glued = label.slice(label.lastIndexOf(' ') + 1) + name;
    const isName = abstract.includes(glued) || (sure === undefined && !abstract.includes(name));
    if (isName) return rest;
    rest = rest.slice(label.length);
  }
  return rest;
}
