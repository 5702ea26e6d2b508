using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tollgate.DynamoDb.Line;

/// <summary>
/// The line between one client and DynamoDB: it notes every request, and does to each what the test says. To its clients it is DynamoDB.
/// </summary>
public sealed class FaultyLine : IAsyncDisposable
{
    private const string Target = "X-Amz-Target";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentQueue<LineRequest> _requests = new();
    private readonly WebApplication _app;
    private readonly string _end;
    private volatile TaskCompletionSource _delivery = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FaultyLine(WebApplication app, string end) => (_app, _end) = (app, end);

    public string Url => _app.Urls.Single();

    public IReadOnlyCollection<LineRequest> Requests => _requests;

    /// <summary>Decides what becomes of each request, in the order of their arrival; asked by many at once.</summary>
    public Func<LineRequest, LineFault> Rule { get; set; } = static _ => LineFault.None;

    /// <param name="end">Where the line leads: the URL of DynamoDB.</param>
    public static async Task<FaultyLine> StartAsync(string end)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging(logging => logging.ClearProviders());
        var line = new FaultyLine(builder.Build(), end);
        line._app.Run(line.CarryAsync);
        await line._app.StartAsync();
        return line;
    }

    /// <summary>The next requests of this operation meet these faults, one each.</summary>
    public void Next(string operation, params LineFault[] faults)
    {
        var left = new ConcurrentQueue<LineFault>(faults);
        Rule = request => request.Operation == operation && left.TryDequeue(out var fault) ? fault : LineFault.None;
    }

    /// <summary>Delivers everything that is delayed, and answers nobody who has given up.</summary>
    public void LetThrough() => Interlocked.Exchange(ref _delivery, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    public void Forget() => _requests.Clear();

    public async ValueTask DisposeAsync()
    {
        LetThrough();
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task CarryAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var request = new LineRequest(context.Request.Headers[Target].ToString().Split('.')[^1], TableOf(body), body);
        _requests.Enqueue(request);
        switch (Rule(request))
        {
            case LineFault.Throttle:
                await RefuseAsync(context, 400, "ProvisionedThroughputExceededException");
                return;
            case LineFault.Break:
                await RefuseAsync(context, 500, "InternalServerError");
                return;
            case LineFault.CancelForThrottling:
                await RefuseAsync(context, 400, "TransactionCanceledException", "None", "ThrottlingError");
                return;
            case LineFault.CancelForConflict:
                await RefuseAsync(context, 400, "TransactionCanceledException", "TransactionConflict", "None");
                return;
            case LineFault.Conflict:
                await RefuseAsync(context, 400, "TransactionConflictException");
                return;
            case LineFault.LoseRequest:
                context.Abort();
                return;
            case LineFault.LoseAnswer:
                (await DeliverAsync(context, request)).Dispose();
                context.Abort();
                return;
            case LineFault.Delay:
                await _delivery.Task;
                break;
        }

        using var answer = await DeliverAsync(context, request);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Headers.TryGetValues("x-amz-crc32", out var crc))
            context.Response.Headers["x-amz-crc32"] = crc.ToArray();
        await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
    }

    private static Task RefuseAsync(HttpContext context, int status, string type, params string[] reasons)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.0";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            __type = $"com.amazonaws.dynamodb.v20120810#{type}",
            message = "The line says so.",
            CancellationReasons = reasons.Select(code => new { Code = code }),
        }));
    }

    private async Task<HttpResponseMessage> DeliverAsync(HttpContext context, LineRequest request)
    {
        using var onward = new HttpRequestMessage(HttpMethod.Post, _end) { Content = new StringContent(request.Body) };
        onward.Content.Headers.Clear();
        foreach (var (name, values) in context.Request.Headers)
            if (name is not ("Host" or "Content-Length" or "Connection") && !onward.Headers.TryAddWithoutValidation(name, values.ToArray()))
                onward.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        var answer = await _http.SendAsync(onward);
        request.Units = UnitsOf(await answer.Content.ReadAsStringAsync());
        request.IsDelivered = true;
        return answer;
    }

    private static string TableOf(string body)
    {
        using var json = JsonDocument.Parse(body.Length == 0 ? "{}" : body);
        return json.RootElement.TryGetProperty("TableName", out var name) ? name.GetString()! : "";
    }

    private static double? UnitsOf(string body)
    {
        using var json = JsonDocument.Parse(body.Length == 0 ? "{}" : body);
        return json.RootElement.TryGetProperty("ConsumedCapacity", out var consumed)
            && consumed.ValueKind == JsonValueKind.Object && consumed.TryGetProperty("CapacityUnits", out var units)
            ? units.GetDouble()
            : null;
    }
}
