import type { types } from '@slack/bolt';
import { escapeHtml, toPage } from './html.ts';

/** A message as Slack roughly shows it: enough to see whether it reads well, in a browser. */
export function slackPage(blocks: readonly types.KnownBlock[]): string {
  return toPage(blocks.map(toHtml).join('\n'), STYLE);
}

function toHtml(block: types.KnownBlock): string {
  if (block.type === 'section') {
    const { accessory } = block;
    const beside = accessory?.type === 'button' ? button(accessory) : '';
    return `<div class="section"><p>${block.text ? words(block.text) : ''}</p>${beside}</div>`;
  }
  if (block.type === 'context')
    return `<p class="small">${block.elements.map((each) => ('text' in each ? words(each) : '')).join(' ')}</p>`;
  if (block.type === 'actions')
    return `<div class="row">${block.elements.map((each) => (each.type === 'button' ? button(each) : '')).join('')}</div>`;
  if (block.type === 'rich_text')
    return block.elements
      .map((part) => {
        const inner = part.elements.map((run) => richText(run)).join('');
        return part.type === 'rich_text_preformatted'
          ? `<pre>${inner}</pre>`
          : `<p class="rich">${inner}</p>`;
      })
      .join('');
  throw new Error(`No picture of block ${block.type}.`);
}

function richText(run: { type: string; text?: string | undefined; style?: object | undefined }): string {
  const text = escapeHtml(run.text ?? '');
  const bold = run.style && 'bold' in run.style && run.style.bold === true ? `<b>${text}</b>` : text;
  return run.type === 'link' ? `<a>${bold}</a>` : bold;
}

const button = ({ text }: types.Button) => `<span class="button">${escapeHtml(text.text)}</span>`;

function words({ type, text }: { type: string; text: string }): string {
  if (type === 'plain_text') return escapeHtml(text);
  return text.replace(/<[^|>]+\|([^>]*)>/g, '<a>$1</a>').replace(/\*(.+)\*/g, '<b>$1</b>');
}

const STYLE = `
body{background:#fff;color:#1d1c1d} .face{border-radius:8px} .app{background:#e8e8e8;color:#616061}
.small,.small a{font-size:12.5px;color:#616061;margin-bottom:3px} a{color:#1264a3} .section{margin:8px 0 2px} .rich{margin:0 0 3px}
.button{border:1px solid #bbb;padding:3px 11px} pre{border:1px solid #ddd;background:#f8f8f8}
`;
