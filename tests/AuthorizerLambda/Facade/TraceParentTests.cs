using Tollgate.AuthorizerLambda.Facade;

namespace Tollgate.AuthorizerLambda.Tests.Facade;

public sealed class TraceParentTests
{
    private const string Root = "Root=1-5759e988-bd862e3fe1be46a994272793";

    [Theory]
    [InlineData(Root + ";Parent=53995c3f42cd8ad8;Sampled=1", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")]
    [InlineData(Root + ";Parent=53995c3f42cd8ad8;Sampled=0", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00")]
    [InlineData("Sampled=?;Parent=53995c3f42cd8ad8; " + Root + ";Lineage=a87bd80c:1|68fd508a:5", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00")]
    public void TraceParent_OfAnXRayHeader_IsTheSameTrace(string header, string expected) => Assert.Equal(expected, TraceParent.Of(header));

    [Theory]
    [InlineData(Root)]
    [InlineData(Root + ";Parent=0000000000000000")]
    [InlineData(Root + ";Parent=XX995c3f42cd8ad8")]
    public void TraceParent_WithoutAParent_GetsOne(string header)
    {
        Assert.Matches("^00-5759e988bd862e3fe1be46a994272793-[0-9a-f]{16}-00$", TraceParent.Of(header));
        Assert.DoesNotContain("-0000000000000000-", TraceParent.Of(header), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(";;;")]
    [InlineData("Parent=53995c3f42cd8ad8;Sampled=1")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a99427279;Parent=53995c3f42cd8ad8")]
    [InlineData("Root=2-5759e988-bd862e3fe1be46a994272793")]
    [InlineData("Root=1-00000000-000000000000000000000000;Parent=53995c3f42cd8ad8")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a99427279\r\nX: 1")]
    public void TraceParent_OfNoTrace_IsNone(string? header) => Assert.Null(TraceParent.Of(header));
}
