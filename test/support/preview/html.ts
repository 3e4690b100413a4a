/** Text as HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A page with one message on it, in a platform's look. */
export function toPage(message: string, style: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Paperboy</title><style>${COMMON}${style}</style>
<div class="message"><div class="face">P</div><div class="said"><p class="who"><b>Paperboy</b><span class="app">APP</span><span class="time">09:00</span></p>
${message}</div></div>`;
}

const COMMON = `
*{box-sizing:border-box} body{margin:0;padding:18px;width:680px;font:15px/1.4 "Noto Sans","Noto Sans CJK SC",sans-serif}
.message{display:flex;gap:14px} .face{flex:none;width:40px;height:40px;line-height:40px;text-align:center;font-weight:700;font-size:20px;background:#7a4bd6;color:#fff}
.said{flex:1;min-width:0} p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere} .who{margin-bottom:3px}
.app{font-size:10px;font-weight:600;padding:1px 4px;margin:0 6px;border-radius:3px;vertical-align:1px} .time{font-size:12px;opacity:.6}
.row{display:flex;flex-wrap:wrap;gap:8px;margin:6px 0 12px} .button{font-weight:500;font-size:14px;padding:4px 12px;border-radius:8px;white-space:nowrap}
.section{display:flex;justify-content:space-between;gap:14px;align-items:flex-start;margin-bottom:10px}
a{text-decoration:none} pre{padding:8px;border-radius:4px;font-size:13px;overflow:hidden}
`;
