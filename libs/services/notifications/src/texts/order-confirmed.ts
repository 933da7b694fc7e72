import type { Texts } from './texts';

/** Filled with `ConfirmedOrder`. */
export const orderConfirmedTexts: Texts = {
  sms: `<%= it.shop.name %>: order #<%= it.number %> confirmed. Total <%= it.total %>. \
<%= it.delivery ? 'Expected at your door at' : 'Expected to be ready at' %> <%= it.expectedAt %>. \
We'll notify you when your pizza is ready!`,

  subject: `Order #<%= it.number %> confirmed - <%= it.shop.name %>`,

  text: `Hello <%= it.customerName %>,

thank you for your order #<%= it.number %>.

<% it.lines.forEach((line) => { -%>
  <%= line %>
<% }) -%>

Total: <%= it.total %>
<%= it.delivery ? 'Expected at your door at' : 'Expected to be ready at' %> <%= it.expectedAt %>.
We'll notify you when your pizza is ready!

<%= it.shop.name %>
<% if (it.shop.phone) { -%>
<%= it.shop.phone %>
<% } -%>
`,

  html: `<!doctype html>
<html lang="en">
<body style="font-family: sans-serif; max-width: 36em">
<p>Hello <%= it.customerName %>,</p>
<p>thank you for your order <strong>#<%= it.number %></strong>.</p>
<ul>
<% it.lines.forEach((line) => { -%>
<li><%= line %></li>
<% }) -%>
</ul>
<p>Total: <strong><%= it.total %></strong></p>
<p><%= it.delivery ? 'Expected at your door at' : 'Expected to be ready at' %> <strong><%= it.expectedAt %></strong>.
We'll notify you when your pizza is ready!</p>
<p><%= it.shop.name %><% if (it.shop.phone) { %><br><%= it.shop.phone %><% } %></p>
</body>
</html>
`,
};
