// The least that a native runtime for Lambda can be with .NET's own HTTP client: it takes events and answers them with nothing. What the
// authorizer takes longer is what it does; the rest is the platform's.
var runtime = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation";
using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
while (true)
{
    using var next = await http.GetAsync($"{runtime}/next");
    await next.Content.ReadAsByteArrayAsync();
    using var answer = new ByteArrayContent("{}"u8.ToArray());
    using var posted = await http.PostAsync($"{runtime}/{next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").First()}/response", answer);
}
