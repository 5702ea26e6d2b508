using System.Net;
using System.Text;

namespace Tollgate.Silo.Tests.Authorize;

/// <summary>One silo for all: refused input must change nothing anyway.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await RunningSilo.StartAsync();

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Theory]
    [InlineData("", 400, "bad-body")]
    [InlineData("{", 400, "bad-body")]
    [InlineData("null", 400, "bad-body")]
    [InlineData("[]", 400, "bad-body")]
    [InlineData("\"text\"", 400, "bad-body")]
    [InlineData("{}", 400, "bad-body")]
    [InlineData("""{"method":"GET"}""", 400, "bad-body")]
    [InlineData("""{"path":"/blog"}""", 400, "bad-body")]
    [InlineData("""{"method":"GET","path":"/blog","more":1}""", 400, "bad-body")]
    [InlineData("""{"method":"GET","path":"/blog","path":"/reports"}""", 400, "bad-body")]
    [InlineData("""{"method":"GET","path":7}""", 400, "bad-body")]
    [InlineData("""{"method":"GET","path":"/blog","units":"1"}""", 400, "bad-body")]
    [InlineData("""{"method":"GET","path":"/blog","units":0}""", 422, "invalid-units")]
    [InlineData("""{"method":"GET","path":"/blog","units":-1}""", 422, "invalid-units")]
    [InlineData("""{"method":"GET","path":"/blog","units":1.5}""", 422, "invalid-units")]
    [InlineData("""{"method":"GET","path":"/blog","units":1000001}""", 422, "invalid-units")]
    [InlineData("""{"method":"GET","path":"/blog","units":9223372036854775808}""", 422, "invalid-units")]
    [InlineData("""{"method":"GET","path":"/a%2fb"}""", 422, "invalid-path")]
    [InlineData("""{"method":"GET","path":"/../x"}""", 422, "invalid-path")]
    [InlineData("""{"method":"GET","path":"//"}""", 422, "invalid-path")]
    [InlineData("""{"method":"GET","path":"/\u0000"}""", 422, "invalid-path")]
    [InlineData("""{"method":"GET","path":"/%00"}""", 422, "invalid-path")]
    [InlineData("""{"method":"GET","path":"/%zz"}""", 422, "invalid-path")]
    [InlineData("""{"method":"GET","path":"/a%5cb"}""", 422, "invalid-path")]
    [InlineData("""{"method":"GET","path":"/admin;x/users"}""", 422, "invalid-path")]
    [InlineData("""{"method":"GET","path":"/admin%3bx/users"}""", 422, "invalid-path")]
    [InlineData("""{"method":"GET","path":"/%2561dmin/users"}""", 422, "invalid-path")]
    [InlineData("""{"method":"GET","path":"/%c0%ae%c0%ae/x"}""", 422, "invalid-path")]
    [InlineData("""{"method":"GET","path":"/a%09b"}""", 422, "invalid-path")]
    [InlineData("""{"method":"GET","path":"/a%FFb"}""", 422, "invalid-path")]
    [InlineData("""{"method":"GET","path":"blog"}""", 422, "invalid-path")]
    [InlineData("""{"method":"GET","path":""}""", 422, "invalid-path")]
    [InlineData("""{"method":"get","path":"/blog"}""", 422, "invalid-method")]
    [InlineData("""{"method":"G T","path":"/blog"}""", 422, "invalid-method")]
    [InlineData("""{"method":"","path":"/blog"}""", 422, "invalid-method")]
    [InlineData("""{"method":"GET","path":"/blog","requestId":""}""", 422, "invalid-request-id")]
    [InlineData("""{"method":"GET","path":"/blog","requestId":"a b"}""", 422, "invalid-request-id")]
    [InlineData("""{"method":"GET","path":"/blog","requestId":"é"}""", 422, "invalid-request-id")]
    public async Task Body_IsRefusedWithItsReason(string body, int status, string reason)
    {
        var response = await _silo.PostAsync(_silo.Forge.Issue(), body);

        await response.IsProblemAsync((HttpStatusCode)status, reason);
        Assert.Equal(0, await _silo.UsedAsync());
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")] // what curl -d says
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task ContentType_IsNotAsked_TheTokenIs(string? type)
    {
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(type, _silo.Forge.Issue())).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(type, token: null)).StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(string? type, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/authorize")
        {
            Content = new StringContent("""{"method":"GET","path":"/blog"}"""),
        };
        request.Content.Headers.ContentType = type is null ? null : new(type);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return await _silo.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task RequestIdOfTenThousandCharacters_Is422()
    {
        var response = await _silo.AuthorizeAsync(requestId: new string('x', 10_000));

        await response.IsProblemAsync(HttpStatusCode.UnprocessableEntity, "invalid-request-id");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BodyOverSixteenKilobytes_Is413_BeforeTheTokenIsLookedAt(bool withToken)
    {
        var response = await _silo.PostAsync(withToken ? _silo.Forge.Issue() : null, new string(' ', 17 * 1024));

        await response.IsProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task BodyOverSixteenKilobytes_InChunks_Is413()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/authorize")
        {
            Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(new string(' ', 17 * 1024)))),
            Headers = { TransferEncodingChunked = true, Authorization = new("Bearer", _silo.Forge.Issue()) },
        };

        var response = await _silo.Http.SendAsync(request, TestContext.Current.CancellationToken);

        await response.IsProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory]
    [InlineData("GET", "/v1/quota")]
    [InlineData("POST", "/v1/authorize")]
    public async Task TwoAuthorizationHeaders_Is400(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Authorization", [$"Bearer {_silo.Forge.Issue()}", $"Bearer {_silo.Forge.Issue()}"]);

        var response = await _silo.SendRawAsync(request);

        await response.IsProblemAsync(HttpStatusCode.BadRequest, "two-authorization-headers");
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", 404, "not-found")]
    [InlineData("GET", "/", 404, "not-found")]
    [InlineData("GET", "/v1/authorize", 405, "method-not-allowed")]
    [InlineData("DELETE", "/v1/quota", 405, "method-not-allowed")]
    public async Task UnknownPathOrMethod_IsAProblemToo(string method, string path, int status, string reason)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var response = await _silo.Http.SendAsync(request, TestContext.Current.CancellationToken);

        await response.IsProblemAsync((HttpStatusCode)status, reason);
    }
}
