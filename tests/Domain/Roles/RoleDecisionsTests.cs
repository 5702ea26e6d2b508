using Tollgate.Domain.Roles;

namespace Tollgate.Domain.Tests.Roles;

public sealed class RoleDecisionsTests
{
    private static readonly RoleMap Map = With(
        Mapped("/blog", "GET", "IT", "Finance"),
        Mapped("/blog", "*", "Editors"),
        Mapped("/any", "*", "IT"),
        Mapped("/nobody", "GET"));

    [Theory]
    [InlineData("IT", "GET", "/blog")]
    [InlineData("Finance", "GET", "/blog")]
    [InlineData("IT", "HEAD", "/blog")]
    [InlineData("Editors", "POST", "/blog")]
    [InlineData("IT", "GET", "/any")]
    [InlineData("IT", "HEAD", "/any")]
    [InlineData("IT", "PROPFIND", "/any")]
    [InlineData("IT", "GET", "/%62log")]
    public void Authorize_MappedRole_IsAllowed(string role, string method, string path)
    {
        var outcome = Ask([role], method, path);
        Assert.Null(outcome.Denial);
        Assert.NotNull(outcome.Resource);
        Assert.Equal(4, outcome.RoleMapVersion);
    }

    [Theory]
    [InlineData("Sales", "GET", "/blog")]
    [InlineData("it", "GET", "/blog")]
    [InlineData("IT ", "GET", "/blog")]
    [InlineData("IT", "POST", "/blog")]
    [InlineData("Editors", "GET", "/blog")]
    [InlineData("Editors", "HEAD", "/blog")]
    [InlineData("IT", "GET", "/nobody")]
    public void Authorize_MappedForOthers_IsRoleNotAllowed(string role, string method, string path)
    {
        var outcome = Ask([role], method, path);
        Assert.Equal(DenialReason.RoleNotAllowed, outcome.Denial);
        Assert.Equal(path, outcome.Resource);
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/Blog")]
    [InlineData("GET", "/blog/")]
    [InlineData("GET", "/blog/1")]
    [InlineData("GET", "/blo")]
    [InlineData("POST", "/nobody")]
    public void Authorize_NotMapped_IsResourceUnmapped(string method, string path) =>
        Assert.Equal(new RoleOutcome(DenialReason.ResourceUnmapped, null, 4), Ask(["IT"], method, path));

    [Fact]
    public void Authorize_NoRoles_IsRoleMissingWhateverIsMapped()
    {
        Assert.Equal(new RoleOutcome(DenialReason.RoleMissing, null, 4), Ask([], "GET", "/blog"));
        Assert.Equal(new RoleOutcome(DenialReason.RoleMissing, null, 4), Ask([], "GET", "/unknown"));
    }

    [Fact]
    public void Authorize_OneOfSeveralRoles_IsEnough() => Assert.Null(Ask(["Sales", "Finance"], "GET", "/blog").Denial);

    [Fact]
    public void Authorize_MapNeverWritten_AllowsNobody()
    {
        Assert.True(CallMethod.TryParse("GET", out var method));
        Assert.True(CallPath.TryParse("/blog", out var path));
        var outcome = RoleDecisions.Authorize(RoleMap.Initial, ["IT"], method, path);
        Assert.Equal(new RoleOutcome(DenialReason.ResourceUnmapped, null, 0), outcome);
    }

    [Fact]
    public void Map_New_IsRecorded()
    {
        var command = Mapped("/new", "GET", "IT");
        var decision = RoleDecisions.Map(Map, command);
        Assert.Equal(MapResult.Changed, decision.Reply);
        Assert.Equal([command], decision.Events);
    }

    [Fact]
    public void Map_OtherRoles_ReplacesThem()
    {
        var command = Mapped("/blog", "GET", "Sales");
        var changed = Map.Evolve(Assert.Single(RoleDecisions.Map(Map, command).Events));
        Assert.Equal(["Sales"], changed.Roles[new Mapping("/blog", "GET")]);
    }

    [Theory]
    [InlineData("IT", "Finance")]
    [InlineData("Finance", "IT")]
    [InlineData("Finance", "IT", "IT")]
    public void Map_SameMappingAgain_ChangesNothing(params string[] roles)
    {
        var decision = RoleDecisions.Map(Map, Mapped("/blog", "GET", roles));
        Assert.Equal(MapResult.Unchanged, decision.Reply);
        Assert.Empty(decision.Events);
    }

    [Theory]
    [InlineData("IT")]
    [InlineData("IT", "finance")]
    [InlineData("IT", "Finance", "Sales")]
    public void Map_AlmostTheSameRoles_IsAChange(params string[] roles) =>
        Assert.Single(RoleDecisions.Map(Map, Mapped("/blog", "GET", roles)).Events);

    [Fact]
    public void Unmap_Mapped_IsRecordedOnce()
    {
        var command = new ResourceUnmapped("/any", "*", "admin");
        var decision = RoleDecisions.Unmap(Map, command);
        Assert.Equal(MapResult.Changed, decision.Reply);
        Assert.Equal([command], decision.Events);

        var again = RoleDecisions.Unmap(Map.Evolve(command), command);
        Assert.Equal(MapResult.Unchanged, again.Reply);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void Unmap_TheMethodsOwnMapping_FallsBackToAnyMethod()
    {
        var map = Map.Evolve(new ResourceUnmapped("/blog", "GET", "admin"));
        Assert.Null(Ask(["Editors"], "GET", "/blog", map).Denial);
        Assert.Equal(DenialReason.RoleNotAllowed, Ask(["IT"], "GET", "/blog", map).Denial);
    }

    [Fact]
    public void Bootstrap_MapNeverWritten_IsTheMappings()
    {
        ResourceMapped[] mappings = [Mapped("/blog", "GET", "IT"), Mapped("/any", "*", "IT")];
        var decision = RoleDecisions.Bootstrap(RoleMap.Initial, mappings);
        Assert.Equal(MapResult.Changed, decision.Reply);
        Assert.Equal(mappings, decision.Events);
    }

    [Fact]
    public void Bootstrap_MapOnceWritten_ChangesNothingEvenIfItIsEmptyAgain()
    {
        var emptied = With(Mapped("/blog", "GET", "IT"), new ResourceUnmapped("/blog", "GET", "admin"));
        Assert.Empty(RoleDecisions.Bootstrap(emptied, [Mapped("/blog", "GET", "IT")]).Events);
        Assert.Empty(RoleDecisions.Bootstrap(RoleMap.Initial, []).Events);
    }

    private static RoleMap With(params RoleMapEvent[] events) => events.Aggregate(RoleMap.Initial, (map, happened) => map.Evolve(happened));

    private static ResourceMapped Mapped(string resource, string method, params string[] roles) => new(resource, method, roles, "admin");

    private static RoleOutcome Ask(string[] roles, string method, string path, RoleMap? map = null)
    {
        Assert.True(CallMethod.TryParse(method, out var called));
        Assert.True(CallPath.TryParse(path, out var where));
        return RoleDecisions.Authorize(map ?? Map, roles, called, where);
    }
}
