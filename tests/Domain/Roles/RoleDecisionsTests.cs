using Tollgate.Domain.Roles;
using static Tollgate.Domain.Tests.Roles.GivenRoleMap;

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

    [Theory]
    [InlineData("/orders/{order}", "GET")]
    [InlineData("/orders/{order}", "POST")]
    [InlineData("/{x}/{n}/*", "GET")]
    public void Map_ResourceThatDiffersInAParametersNameOnly_IsRefused(string resource, string method)
    {
        var map = With(Mapped("/orders/{id}", "GET", "IT"), Mapped("/{a}/{b}/*", "GET", "IT"));

        var decision = RoleDecisions.Map(map, Mapped(resource, method, "IT"));

        Assert.Equal(MapResult.SameShape, decision.Reply);
        Assert.Empty(decision.Events);
    }

    [Theory]
    [InlineData("/orders/{id}", "POST")]
    [InlineData("/Orders/{x}", "GET")]
    [InlineData("/orders/{x}/", "GET")]
    [InlineData("/orders/*", "GET")]
    [InlineData("/orders/id", "GET")]
    public void Map_ResourceOfAnotherShape_IsRecorded(string resource, string method) =>
        Assert.Equal(MapResult.Changed, RoleDecisions.Map(With(Mapped("/orders/{id}", "GET", "IT")), Mapped(resource, method, "IT")).Reply);

    [Fact]
    public void Map_OtherSpellingOnceTheFirstIsUnmapped_IsRecorded()
    {
        var map = With(Mapped("/orders/{id}", "GET", "IT"), Unmapped("/orders/{id}", "GET"));

        Assert.Equal(MapResult.Changed, RoleDecisions.Map(map, Mapped("/orders/{order}", "GET", "IT")).Reply);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(0)]
    public void Change_MeantForAnotherVersion_IsRefusedEvenIfItWouldChangeNothing(long expectedVersion)
    {
        foreach (var mapping in new[] { Mapped("/new", "GET", "IT"), Mapped("/blog", "GET", "IT", "Finance") })
        {
            var decision = RoleDecisions.Map(Map, mapping, expectedVersion);
            Assert.Equal(MapResult.StaleVersion, decision.Reply);
            Assert.Empty(decision.Events);
        }

        foreach (var resource in new[] { "/any", "/never-mapped" })
        {
            var decision = RoleDecisions.Unmap(Map, Unmapped(resource, "*"), expectedVersion);
            Assert.Equal(MapResult.StaleVersion, decision.Reply);
            Assert.Empty(decision.Events);
        }
    }

    [Fact]
    public void Change_MeantForThisVersion_IsRecorded()
    {
        Assert.Equal(MapResult.Changed, RoleDecisions.Map(Map, Mapped("/new", "GET", "IT"), Map.Version).Reply);
        Assert.Equal(MapResult.Changed, RoleDecisions.Unmap(Map, Unmapped("/any", "*"), Map.Version).Reply);
        Assert.Equal(MapResult.Changed, RoleDecisions.Map(RoleMap.Initial, Mapped("/new", "GET", "IT"), 0).Reply);
    }

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
        foreach (var decision in new[] { RoleDecisions.Bootstrap(emptied, [Mapped("/blog", "GET", "IT")]), RoleDecisions.Bootstrap(RoleMap.Initial, []) })
        {
            Assert.Equal(MapResult.Unchanged, decision.Reply);
            Assert.Empty(decision.Events);
        }
    }

    // Two names for one resource: whichever came last would win, and nobody would see it.
    [Fact]
    public void Bootstrap_TwoSpellingsOfOneResource_IsRefusedAsAWhole()
    {
        var decision = RoleDecisions.Bootstrap(RoleMap.Initial, [Mapped("/a", "GET", "IT"), Mapped("/o/{id}", "GET", "IT"), Mapped("/o/{n}", "POST", "IT")]);

        Assert.Equal(MapResult.SameShape, decision.Reply);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void Bootstrap_TwoMethodsOfOneResource_AreBothRecorded() =>
        Assert.Equal(2, RoleDecisions.Bootstrap(RoleMap.Initial, [Mapped("/o/{id}", "GET", "IT"), Mapped("/o/{id}", "POST", "IT")]).Events.Count);

    private static RoleOutcome Ask(string[] roles, string method, string path, RoleMap? map = null) => (map ?? Map).Ask(roles, method, path);
}
