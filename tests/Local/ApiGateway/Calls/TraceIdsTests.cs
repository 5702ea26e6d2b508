using Tollgate.Local.ApiGateway.Calls;

namespace Tollgate.Local.ApiGateway.Tests.Calls;

public sealed class TraceIdsTests
{
    private const string Root = "Root=1-5759e988-bd862e3fe1be46a994272793";

    [Theory]
    [InlineData(Root)]
    [InlineData(Root + ";Parent=53995c3f42cd8ad8;Sampled=1")]
    public void For_RootSent_KeepsIt(string sent) =>
        Assert.Matches($"^{Root};Parent=[0-9a-f]{{16}};Sampled=0$", TraceIds.For(sent, DateTimeOffset.UnixEpoch));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Root=1-x-y\r\n")]
    public void For_NoRootSent_MakesOneWithTheTime(string? sent) =>
        Assert.Matches("^Root=1-0000000a-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$", TraceIds.For(sent, DateTimeOffset.UnixEpoch.AddSeconds(10)));
}
