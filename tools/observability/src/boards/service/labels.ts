export const job = 'job="$service"';
export const byService = 'service="$service"';
export const routes = `${job}, http_route!~".*/stream"`;
