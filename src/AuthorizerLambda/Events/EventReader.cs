using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Tollgate.AuthorizerLambda.Events;

/// <summary>Reads an event of any shape. What is no event of API Gateway's is refused: it is not guessed what was meant.</summary>
public sealed class EventReader(TokenSource source)
{
    private const string Connect = "$connect";
    private const string DefaultStage = "$default";

    public bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out AuthorizerEvent? parsed)
    {
        try
        {
            parsed = JsonSerializer.Deserialize(json, EventJson.Default.WireEvent) is { } wire ? Read(wire) : null;
        }
        catch (JsonException)
        {
            parsed = null; // not JSON, a member twice, or one of another type
        }

        return parsed is not null;
    }

    private AuthorizerEvent? Read(WireEvent wire) => wire switch
    {
        { Version: "2.0", Type: "REQUEST" } => ReadHttpApi(wire),
        { Version: null, Type: "TOKEN" } => ReadToken(wire),
        { Version: null, Type: "REQUEST", RequestContext.RouteKey: Connect } => ReadConnect(wire),
        { Version: null or "1.0", Type: "REQUEST" } => ReadRequest(wire),
        _ => null,
    };

    private static AuthorizerEvent? ReadToken(WireEvent wire) =>
        MethodArn.TryParse(wire.MethodArn, out var arn) && IsHttp(arn)
            ? new AuthorizerEvent(EventShape.Token, arn, arn.Verb, arn.Path) { Authorization = wire.AuthorizationToken }
            : null;

    // The ARN is what the policy will be held against, so it is what is asked about; the members beside it are not.
    private AuthorizerEvent? ReadRequest(WireEvent wire) =>
        MethodArn.TryParse(wire.MethodArn, out var arn) && IsHttp(arn)
            ? Complete(new AuthorizerEvent(EventShape.Request, arn, arn.Verb, arn.Path), wire)
            : null;

    private AuthorizerEvent? ReadConnect(WireEvent wire) =>
        MethodArn.TryParse(wire.MethodArn, out var arn) && arn is { Verb: Connect, Path: "/" }
            ? Complete(new AuthorizerEvent(EventShape.WebSocketConnect, arn, "CONNECT", $"/{Connect}"), wire)
            : null;

    private AuthorizerEvent? ReadHttpApi(WireEvent wire) =>
        MethodArn.TryParse(wire.RouteArn, out var arn) && wire is { RawPath: ['/', ..] path, RequestContext: { Http.Method: { } method } context }
            ? Complete(new AuthorizerEvent(EventShape.HttpApi, arn, method, WithoutStage(path, context.Stage, arn)), wire)
            : null;

    private AuthorizerEvent Complete(AuthorizerEvent parsed, WireEvent wire) => parsed with
    {
        Authorization = source.Find(wire),
        // A REST API takes its requestId from the caller's x-amzn-RequestId header where there is one. Nobody can choose the extended one.
        RequestId = wire.RequestContext?.ExtendedRequestId ?? wire.RequestContext?.RequestId,
    };

    // On a stage with a name the raw path begins with it, but for a custom domain's mapping; the ARN knows. It may name the route, not the path.
    private static string WithoutStage(string path, string? stage, MethodArn arn)
    {
        var prefix = $"/{stage}";
        if (path == arn.Path || stage is null or DefaultStage || !path.StartsWith(prefix, StringComparison.Ordinal))
            return path;

        var rest = path[prefix.Length..];
        return rest is "" ? "/" : rest is ['/', ..] ? rest : path;
    }

    private static bool IsHttp(MethodArn arn) => !arn.Verb.StartsWith('$');
}
