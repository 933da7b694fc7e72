import { Eta } from 'eta';

/** A line of a list, in words. */
interface Line {
  readonly what: string;
  readonly amount?: string;
}

/** An e-mail with all its words, to be laid out. */
export interface Mail {
  readonly language: string;
  readonly subject: string;
  readonly greeting: string;
  readonly blocks: readonly (string | readonly Line[])[];
  readonly shop: string;
  readonly callUs?: string;
}

/**
 * One column of plain tags with styles of their own, which every mail client shows: no images, no sheets, nothing from
 * elsewhere. Every value is escaped.
 */
const html = `<!doctype html>
<html lang="<%= it.language %>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title><%= it.subject %></title>
</head>
<body style="margin: 0; padding: 16px; background: #ffffff; color: #222222">
<div style="max-width: 36em; margin: 0 auto; font: 16px/1.5 Helvetica, Arial, sans-serif">
<p><%= it.greeting %></p>
<% for (const block of it.blocks) { -%>
<% if (typeof block === 'string') { -%>
<p><%= block %></p>
<% } else { -%>
<table role="presentation" cellpadding="0" cellspacing="0" style="width: 100%; font: inherit">
<% for (const row of block) { -%>
<tr>
<td style="padding: 4px 0"><%= row.what %></td>
<td style="padding: 4px 0 4px 16px; text-align: right; white-space: nowrap"><%= row.amount ?? '' %></td>
</tr>
<% } -%>
</table>
<% } -%>
<% } -%>
<p style="color: #666666"><%= it.shop %><% if (it.callUs) { %><br><%= it.callUs %><% } %></p>
</div>
</body>
</html>
`;

const text = `<%= it.greeting %>

<% for (const block of it.blocks) { -%>
<% if (typeof block === 'string') { -%>
<%= block %>

<% } else { -%>
<% for (const row of block) { -%>
  <%= row.what %><% if (row.amount) { %>: <%= row.amount %><% } %>
<% } -%>

<% } -%>
<% } -%>
<%= it.shop %>
<% if (it.callUs) { -%>
<%= it.callUs %>
<% } -%>
`;

const escaping = new Eta({ autoEscape: true, autoTrim: false });
const plain = new Eta({ autoEscape: false, autoTrim: false });
const compiled = { html: escaping.compile(html), text: plain.compile(text) };

/** The two bodies of an e-mail. */
export const layOut = (mail: Mail): { readonly html: string; readonly text: string } => ({
  html: compiled.html.call(escaping, mail).trim(),
  text: compiled.text.call(plain, mail).trim(),
});
