// Runs in CloudFront before a request goes to the bucket: the app is one page, whatever its own path within it is.
function handler(event) {
  var request = event.request;
  if (request.uri === '/' || request.uri === '/console')
    return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/console/' } } };
  if (request.uri.startsWith('/console/') && !/\.[a-z0-9]+$/.test(request.uri))
    request.uri = '/console/index.html';
  return request;
}
