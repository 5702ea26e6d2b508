// Runs in CloudFront before a request goes to the facade. Paths are matched there as they were sent, and by servers after decoding, so a path that
// could become another one on the way is not passed on at all.
function handler(event) {
  var path = event.request.uri;
  var plain = /^\/v1\/(quota|quota\/events|admin(\/[a-z-]+)+)$/.test(path);
  return plain ? event.request : { statusCode: 404, statusDescription: 'Not Found' };
}
