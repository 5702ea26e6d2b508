using CsCheck;
using Tollgate.Domain.Roles;

namespace Tollgate.Domain.Tests.Roles;

public sealed class RoleMapTests
{
    private sealed record UnknownEvent : RoleMapEvent;

    [Fact]
    public void Evolve_EveryEvent_IsOneVersion()
    {
        var map = RoleMap.Initial
            .Evolve(new ResourceMapped("/blog", "GET", ["IT"], "admin"))
            .Evolve(new ResourceUnmapped("/blog", "POST", "admin"))
            .Evolve(new ResourceUnmapped("/blog", "GET", "admin"));

        Assert.Equal(3, map.Version);
        Assert.Empty(map.Roles);
        Assert.Equal(0, RoleMap.Initial.Version);
    }

    [Fact]
    public void Evolve_NotAnEventOfTheMap_Throws() => Assert.Equal(
        "UnknownEvent cannot be event 1 of the role map.",
        Assert.Throws<InvalidOperationException>(() => RoleMap.Initial.Evolve(new UnknownEvent())).Message);

    // Read wrongly, a damaged map could open what was closed.
    [Theory]
    [InlineData("")]
    [InlineData("blog")]
    [InlineData("/a/*/b")]
    [InlineData("/%62log")]
    public void Evolve_ResourceThatIsNone_Throws(string resource) =>
        Assert.Throws<InvalidOperationException>(() => RoleMap.Initial.Evolve(new ResourceMapped(resource, "GET", ["IT"], "admin")));

    // The model is a plain dictionary; commands that change nothing must leave no event.
    [Fact]
    public void Evolve_RandomCommands_AgreesWithADictionary() =>
        Gen.Select(Gen.OneOf("/a", "/A", "/b"), Gen.OneOf("GET", "POST", "*"), Gen.OneOf("IT", "it", "Finance").Array[0, 3], Gen.Bool)
            .Array[0, 40]
            .Sample(
                commands =>
                {
                    var model = new Dictionary<(string, string), string>();
                    var map = RoleMap.Initial;
                    foreach (var (resource, method, roles, isMap) in commands)
                    {
                        var key = (resource, method);
                        var wanted = string.Join(',', roles.Distinct().Order(StringComparer.Ordinal));
                        var changes = isMap ? model.GetValueOrDefault(key) != wanted : model.ContainsKey(key);
                        var decision = isMap
                            ? RoleDecisions.Map(map, new ResourceMapped(resource, method, roles, "admin"))
                            : RoleDecisions.Unmap(map, new ResourceUnmapped(resource, method, "admin"));
                        Assert.Equal(changes ? MapResult.Changed : MapResult.Unchanged, decision.Reply);
                        Assert.Equal(changes ? 1 : 0, decision.Events.Count);

                        map = decision.Events.Aggregate(map, (before, happened) => before.Evolve(happened));
                        if (isMap)
                            model[key] = wanted;
                        else
                            model.Remove(key);
                    }

                    Assert.Equal(
                        model.OrderBy(entry => entry.Key),
                        map.Roles.Select(entry => KeyValuePair.Create((entry.Key.Resource, entry.Key.Method), string.Join(',', entry.Value.Order(StringComparer.Ordinal))))
                            .OrderBy(entry => entry.Key));
                },
                iter: Tries.Of(2_000));
}
