using System.Text;
using Tollgate.AuthorizerLambda.Runtime;

namespace Tollgate.AuthorizerLambda.Tests;

public sealed class WarmUpTests
{
    // Else it would have stopped half-way, and warmed half of what a call needs.
    [Fact]
    public async Task WarmUp_GoesTheWholeWayToAnAllow()
    {
        var answer = Assert.IsType<InvocationAnswer>(await WarmUp.RunAsync());
        Assert.Contains("\"Effect\":\"Allow\"", Encoding.UTF8.GetString(answer.Json.Span), StringComparison.Ordinal);
        Assert.Contains("rateLimit", Encoding.UTF8.GetString(answer.Json.Span), StringComparison.OrdinalIgnoreCase);
    }
}
