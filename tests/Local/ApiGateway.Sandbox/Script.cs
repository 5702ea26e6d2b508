using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tollgate.Local.ApiGateway.Sandbox;

/// <summary>What a token makes the function do; the part after the colon is its argument.</summary>
internal static class Script
{
    public static Task Forever => new TaskCompletionSource().Task;

    private static int _events;

    public static Task PlayAsync(RuntimeClient runtime, RuntimeEvent happened)
    {
        _events++;
        var (verb, argument) = happened.Token.Split(':', 2) is [var v, var a] ? (v, a) : (happened.Token, "");
        return verb switch
        {
            "allow" => Answer(Policy("Allow", happened.MethodArn)),
            "allow-other" => Answer(Policy("Allow", "arn:aws:execute-api:us-east-1:123456789012:tollgate01/Dev/GET/other")),
            "deny" => Answer(Policy("Deny", happened.MethodArn, new() { ["errorMessage"] = argument, ["reason"] = "quota-exhausted", ["resetsAt"] = "2026-11-23T00:00:00Z" })),
            "allow-all" => Answer(Policy("Allow", "*")),
            "simple" => Answer($$"""{"isAuthorized":{{argument}},"context":{"reason":"simple"} }"""),
            "deny-silent" => Answer(Policy("Deny", happened.MethodArn)),
            "answer" => Answer(argument.Replace("$arn", happened.MethodArn, StringComparison.Ordinal)),
            "error" => runtime.FailAsync(happened.RequestId, argument),
            "crash" => Exit(),
            "hang" => Forever,
            "huge" => Answer($"\"{new string('x', 7 * 1024 * 1024)}\""),
            "count" => Tell(_events.ToString(CultureInfo.InvariantCulture)),
            // What it sees comes back in a denial's message, in base64 because templates do not quote.
            "pid" => Tell(Environment.ProcessId.ToString()),
            // And in an allow's, for an API that shows nothing of a denial.
            "allow-event" => Answer(Policy("Allow", happened.MethodArn, Said(happened.Body))),
            "allow-count" => Answer(Policy("Allow", happened.MethodArn, Said(_events.ToString(CultureInfo.InvariantCulture)))),
            "simple-count" => Answer($$"""{"isAuthorized":true,"context":{"errorMessage":"{{_events}}"} }"""),
            "env" => Tell(Environment.GetEnvironmentVariable(argument) ?? "(unset)"),
            "event" => Tell(happened.Body),
            "headers" => Tell(happened.Headers),
            _ => runtime.FailAsync(happened.RequestId, "no such script"),
        };

        async Task Answer(string json) => await runtime.AnswerAsync(happened.RequestId, json);

        Task Tell(string what) => Answer(Policy("Deny", happened.MethodArn, Said(what)));
    }

    private static Dictionary<string, string> Said(string what) => new() { ["errorMessage"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(what)) };

    private static string Policy(string effect, string resource, Dictionary<string, string>? context = null) => JsonSerializer.Serialize(new
    {
        principalId = "alice@example.com",
        policyDocument = new { Version = "2012-10-17", Statement = new[] { new { Action = "execute-api:Invoke", Effect = effect, Resource = resource } } },
        context = context ?? [],
    });

    private static Task Exit()
    {
        Environment.Exit(7);
        return Task.CompletedTask;
    }
}
