using System.Text.Json;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Running;

/// <summary>What the function posted for an event.</summary>
/// <param name="Kind"><c>response</c> or <c>error</c>.</param>
internal sealed record Report(string Kind, JsonElement Body);
