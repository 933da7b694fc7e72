import type { Texts } from './texts';

/** Filled with `ReadyOrder`. */
export const orderReadyTexts: Texts = {
  sms: `<%= it.shop.name %>: order #<%= it.number %> is ready! \
<% if (it.delivery) { %>It leaves for your address with the next courier.\
<% } else { %><%= it.pickupInstructions %> Please collect it within <%= it.collectWithinMinutes %> minutes.<% } %>`,

  subject: `Order #<%= it.number %> is ready - <%= it.shop.name %>`,

  text: `Hello <%= it.customerName %>,

your order #<%= it.number %> is ready!

<% if (it.delivery) { -%>
It leaves for your address with the next courier.
<% } else { -%>
<%= it.pickupInstructions %>

Please collect it within <%= it.collectWithinMinutes %> minutes.
<% } -%>

<%= it.shop.name %>
<% if (it.shop.phone) { -%>
<%= it.shop.phone %>
<% } -%>
`,

  html: `<!doctype html>
<html lang="en">
<body style="font-family: sans-serif; max-width: 36em">
<p>Hello <%= it.customerName %>,</p>
<p>your order <strong>#<%= it.number %></strong> is ready!</p>
<% if (it.delivery) { -%>
<p>It leaves for your address with the next courier.</p>
<% } else { -%>
<p><%= it.pickupInstructions %></p>
<p>Please collect it within <%= it.collectWithinMinutes %> minutes.</p>
<% } -%>
<p><%= it.shop.name %><% if (it.shop.phone) { %><br><%= it.shop.phone %><% } %></p>
</body>
</html>
`,
};
