import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js';
import { escapeHtml, toPage } from './html.ts';

/** Stand around the number of an escaped mark; no text has them. */
const [OPEN, CLOSE] = ['\ue000', '\ue001'];

/** A message as Discord roughly shows it: enough to see whether it reads well, in a browser. */
export function discordPage(components: readonly APIMessageTopLevelComponent[]): string {
  return toPage(components.map(toHtml).join('\n'), STYLE);
}

type Part = APIMessageTopLevelComponent | { type: ComponentType; [key: string]: unknown };

function toHtml(part: Part): string {
  if (part.type === ComponentType.TextDisplay && 'content' in part) return markdown(String(part.content));
  if (part.type === ComponentType.ActionRow && 'components' in part)
    return `<div class="row">${(part.components as Part[]).map(toHtml).join('')}</div>`;
  if (part.type === ComponentType.Section && 'components' in part) {
    const texts = (part.components as Part[]).map(toHtml).join('');
    return `<div class="section"><div>${texts}</div>${toHtml(part.accessory as Part)}</div>`;
  }
  if (part.type === ComponentType.Button && 'label' in part) {
    const link = 'style' in part && part.style === ButtonStyle.Link ? ' ↗' : '';
    return `<span class="button">${escapeHtml(String(part.label))}${link}</span>`;
  }
  if (part.type === ComponentType.StringSelect) return '<span class="button">⋯</span>';
  if (part.type === ComponentType.File) return '<p class="small">[file]</p>';
  throw new Error(`No picture of component ${part.type}.`);
}

/** The Markdown that the adapter writes, line by line. */
function markdown(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const [, mark = '', rest = ''] = /^(### |-# )?(.*)$/s.exec(line) ?? [];
      const kind = mark === '### ' ? ' class="title"' : mark === '-# ' ? ' class="small"' : '';
      return `<p${kind}>${inline(rest)}</p>`;
    })
    .join('');
}

function inline(text: string): string {
  const kept: string[] = [];
  const keep = (html: string) => `${OPEN}${kept.push(html) - 1}${CLOSE}`;
  const html = escapeHtml(
    text.replace(/\\([\\*_~`|[\]<>#:/.+-])/g, (_all, mark: string) => keep(escapeHtml(mark))),
  )
    .replace(/\[((?:[^[\]])*)\]\(&lt;(.*?)&gt;\)/g, '<a>$1</a>')
    .replace(/\*\*(.+?)\*\*/g, '<b>$1</b>')
    .replace(/__(.+?)__/g, '<u>$1</u>')
    .replace(/\*(.+?)\*/g, '<i>$1</i>')
    .replace(/`(.+?)`/g, '<code>$1</code>');
  return html.replace(/\ue000(\d+)\ue001/g, (_all, at: string) => kept[Number(at)] ?? '');
}

const STYLE = `
body{background:#313338;color:#dbdee1} .face{border-radius:50%} .app{background:#5865f2;color:#fff}
.title{font-size:17px;font-weight:700;color:#f2f3f5} .small,.small a{font-size:12.5px;color:#949ba4} a{color:#00a8fc}
.button{background:#4e5058;color:#fff} b{color:#f2f3f5} a b{color:inherit}
`;
