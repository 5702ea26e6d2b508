using System.Text.Json;

namespace Tollgate.Local.Demo;

/// <summary>What the gateway said.</summary>
public sealed record ApiAnswer(int Status, JsonElement Body)
{
    public string Message => Text("message");

    public string Reason => Text("reason");

    public string ResetsAt => Text("resetsAt");

    private string Text(string name) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) ? value.ToString() : "";
}
