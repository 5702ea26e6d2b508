using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Tollgate.AuthorizerLambda.Events;

namespace Tollgate.AuthorizerLambda.Logging;

/// <summary>Structured log lines as Lambda collects them: JSON objects on standard output, one write each.</summary>
// By hand, not Microsoft.Extensions.Logging: the few lines below cost nothing at a cold start.
public sealed class JsonLog(Stream output, TimeProvider time)
{
    private const string Information = "INFO";
    private const string Warning = "WARN";
    private const string Error = "ERROR";

    private readonly Lock _writing = new();

    public void Decided(string requestId, AuthorizerEvent call, Decision decision, TimeSpan elapsed)
    {
        var line = Line(decision is Decision.Unavailable ? Warning : Information, "decision") with
        {
            RequestId = requestId,
            CallId = call.RequestId is { } id ? LogText.WithoutTokens(id) : null,
            Method = call.Method,
            Path = LogText.WithoutTokens(call.Path),
            ElapsedMs = Math.Round(elapsed.TotalMilliseconds, 3),
        };
        Write(decision switch
        {
            Decision.Allowed allowed => line with
            {
                Outcome = "allow",
                Reason = "allowed",
                Principal = allowed.Principal,
                DecisionId = allowed.DecisionId,
            },
            Decision.Denied denied => line with
            {
                Outcome = "deny",
                Reason = denied.Reason,
                Principal = denied.Principal,
                DecisionId = denied.DecisionId,
            },
            Decision.Unavailable unavailable => line with { Outcome = "deny", Reason = "unavailable", Cause = unavailable.Cause },
            Decision.Unauthenticated refused => line with { Outcome = "unauthorized", Reason = "unauthenticated", Cause = refused.Cause },
            _ => throw new UnreachableException($"No line says {decision.GetType().Name}."),
        });
    }

    public void MalformedEvent(string requestId) => Write(Line(Error, "the event is not one of an API Gateway authorizer") with { RequestId = requestId });

    public void Crashed(string requestId, Exception fault) =>
        Write(Line(Error, "the handler failed") with { RequestId = requestId, Cause = fault.GetType().FullName });

    public void ResultRefused(string requestId, HttpStatusCode status) =>
        Write(Line(Error, "the Runtime API refused the result") with { RequestId = requestId, Cause = $"status {(int)status}" });

    public void RuntimeFailed(string cause) => Write(Line(Error, "the Runtime API failed, the process ends") with { Cause = cause });

    public void CannotStart(string fault) => Write(Line(Error, fault));

    private LogLine Line(string level, string message) =>
        new(time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), level, message);

    private void Write(LogLine line)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line, LogJson.Default.LogLine), (byte)'\n'];
        lock (_writing)
        {
            output.Write(bytes);
            output.Flush();
        }
    }
}
