using System.Text.Json;
using Tollgate.AuthorizerLambda.Fuzz.Tests.Cases;
using Tollgate.AuthorizerLambda.Fuzz.Tests.Running;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Judging;

/// <summary>Holds an answer against what the independent verifier and the role lookup say.</summary>
internal sealed class Judge(IndependentVerifier verifier)
{
    /// <returns>What is wrong with the answer; null if nothing.</returns>
    public string? FindFault(FuzzCase asked, Report report)
    {
        if (report.Kind == "error")
            return asked.IsUntouched ? $"a good token was refused: {report.Body}" : FaultOfError(report.Body);

        var isSimple = report.Body.TryGetProperty("isAuthorized", out var authorized);
        var resource = isSimple ? null : report.Body.GetProperty("policyDocument").GetProperty("Statement")[0].GetProperty("Resource")[0].GetString();
        var isAllow = isSimple ? authorized.GetBoolean() : report.Body.GetProperty("policyDocument").GetProperty("Statement")[0].GetProperty("Effect").GetString() == "Allow";
        return isAllow ? FaultOfAllow(asked.Event, resource, report.Body) : FaultOfDeny(asked, report.Body);
    }

    public static bool IsAllow(Report report) =>
        report.Kind == "response" && report.Body.GetProperty("context").GetProperty("reason").GetString() == "allowed";

    // Any other error is one that nobody thought of.
    private static string? FaultOfError(JsonElement error) =>
        error.GetProperty("errorType").GetString() is "Tollgate.Unauthorized" or "Tollgate.MalformedEvent" ? null : $"it crashed: {error}";

    private string? FaultOfAllow(byte[] json, string? resource, JsonElement answer)
    {
        if (AskedCall.Read(json) is not { Tokens: [var token, ..] } call)
            return "allowed, and there is no token";
        if (call.Tokens.Any(other => verifier.Verify(other) is null) || verifier.Verify(token) is not { } claims)
            return "allowed, and the token is not to be believed";
        if (!IsOnly(answer, resource, call))
            return $"allowed more or other than was asked: {resource}";

        var context = answer.GetProperty("context");
        var found = call.Calls.Select(asked => RoleLookup.Find(claims.Roles, asked.Method, asked.Path)).OfType<string>().ToList();
        return found.Count == 0 ? "allowed, and the role map does not"
            : !found.Contains(context.GetProperty("resource").GetString()!) ? $"allowed under another resource: {context}"
            : context.GetProperty("principal").GetString() != claims.Principal ? $"allowed for somebody else: {context}"
            : null;
    }

    private static bool IsOnly(JsonElement answer, string? resource, AskedCall call)
    {
        if (resource is null)
            return true;

        var statements = answer.GetProperty("policyDocument").GetProperty("Statement");
        var path = resource.Split('/', 3)[^1];
        return statements.GetArrayLength() == 1 && statements[0].GetProperty("Resource").GetArrayLength() == 1
            && statements[0].GetProperty("Action").GetString() == "execute-api:Invoke"
            && call.Arns.Contains(resource) && resource.Length <= 512 && path.IndexOfAny(['*', '?']) < 0 && !path.Contains("${", StringComparison.Ordinal);
    }

    // Only what is honest through and through can be expected to pass; and where nobody could decide, nobody did.
    private string? FaultOfDeny(FuzzCase asked, JsonElement answer)
    {
        var isUndecided = answer.GetProperty("context").GetProperty("reason").GetString() == "unavailable";
        if (!asked.IsUntouched || isUndecided || AskedCall.Read(asked.Event) is not { } call || verifier.Verify(call.Tokens[0]) is not { } claims)
            return null;
        return call.Calls.Any(one => RoleLookup.Find(claims.Roles, one.Method, one.Path) is not null) ? $"denied, and the role map allows it: {answer}" : null;
    }
}
