using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Calls;

namespace Tollgate.Local.ApiGateway;

/// <summary>Reads each call, has the API answer it, and logs what became of it.</summary>
public sealed partial class ApiHandler(IApi api, IOptions<GatewayOptions> gateway, TimeProvider time, ILogger<ApiHandler> logger)
{
    public async Task HandleAsync(HttpContext http)
    {
        var started = time.GetTimestamp();
        var call = ApiCall.Read(http, gateway.Value, time.GetUtcNow());
        http.Response.Headers["X-Amzn-Trace-Id"] = call.TraceId;
        try
        {
            await api.AnswerAsync(http, call);
        }
        catch (Exception e) when (e is not OperationCanceledException && !http.Response.HasStarted)
        {
            Failed(e, call.RequestId);
            await api.AnswerFaultAsync(http, call);
        }

        var elapsed = Math.Round(time.GetElapsedTime(started).TotalMilliseconds, 1);
        Answered(call.Method, call.RawPath, http.Response.StatusCode, elapsed, call.RequestId);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Path} -> {Status} in {ElapsedMs} ms ({RequestId})")]
    private partial void Answered(string method, string path, int status, double elapsedMs, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "call {RequestId} failed in the stand-in itself")]
    private partial void Failed(Exception exception, string requestId);
}
