using CsCheck;
using Tollgate.Domain.Roles;
using static Tollgate.Domain.Tests.Roles.GivenRoleMap;

namespace Tollgate.Domain.Tests.Roles;

/// <summary>Random maps against <see cref="NaiveRoleMap"/>.</summary>
public sealed class RoleMapModelTests
{
    private static readonly Gen<string> Resource = Gen.Select(
        Gen.OneOf("a", "b", "A", "{x}", "{y}").Array[0, 3],
        Gen.OneOf("a", "{x}", "*", ""),
        (segments, last) => "/" + string.Join('/', [.. segments, last]));

    private static readonly Gen<string> Path = Gen.Select(
        Gen.OneOf("a", "b", "c", "A", "B", "a.", "*", "{x}").Array[0, 4],
        Gen.OneOf("a", "b", "B", ""),
        (segments, last) => "/" + string.Join('/', [.. segments, last]));

    private static readonly Gen<string> Method = Gen.OneOf("GET", "POST", "*");

    private static readonly Gen<string[]> Roles = Gen.OneOf("IT", "it", "Sales").Array[0, 2];

    private static readonly Gen<ResourceMapped[]> Mappings =
        Gen.Select(Resource, Method, Roles, (resource, method, roles) => Mapped(resource, method, roles)).Array[0, 12];

    [Fact]
    public void Decisions_RandomCommands_AgreeWithTheModel() =>
        Gen.Select(Gen.Select(Resource, Method, Roles, Gen.Int[0, 2]).Array[0, 25], Gen.Select(Path, Roles).Array[1, 12]).Sample(
            (commands, calls) =>
            {
                var model = new NaiveRoleMap();
                var map = RoleMap.Initial;
                foreach (var (resource, method, roles, kind) in commands)
                {
                    var expected = (MapResult?)null;
                    if (kind > 0)
                        expected = model.Says(resource, method, roles) ? MapResult.Unchanged : model.HasTwin(resource) ? MapResult.SameShape : MapResult.Changed;
                    else
                        expected = model.Unmap(resource, method) ? MapResult.Changed : MapResult.Unchanged;
                    if (kind > 0 && expected == MapResult.Changed)
                        model.Map(resource, method, roles);

                    Assert.Equal(MapResult.StaleVersion, Decide(map, resource, method, roles, kind, map.Version + 1).Reply);
                    var decision = Decide(map, resource, method, roles, kind, map.Version);
                    Assert.Equal(expected, decision.Reply);
                    Assert.Equal(expected == MapResult.Changed ? 1 : 0, decision.Events.Count);
                    map = decision.Events.Aggregate(map, (before, happened) => before.Evolve(happened));

                    var again = Decide(map, resource, method, roles, kind, null);
                    Assert.Empty(again.Events);
                    Assert.Equal(expected == MapResult.Changed ? MapResult.Unchanged : expected, again.Reply);
                }

                AssertSame(model, map, calls);
            },
            iter: Tries.Of(2_000));

    [Fact]
    public void Evolve_MappingsInAnyOrder_AreTheSameMap() =>
        Gen.Select(Mappings, Gen.Int, Gen.Select(Path, Roles).Array[1, 12]).Sample(
            (mappings, seed, calls) =>
            {
                var model = new NaiveRoleMap();
                var distinct = mappings.DistinctBy(mapping => (mapping.Resource, mapping.Method)).Where(mapping =>
                {
                    var isNew = !model.HasTwin(mapping.Resource);
                    if (isNew)
                        model.Map(mapping.Resource, mapping.Method, [.. mapping.Roles]);
                    return isNew;
                }).ToArray();

                var shuffled = distinct.ToArray();
                new Random(seed).Shuffle(shuffled);
                AssertSame(model, With(distinct), calls);
                AssertSame(model, With(shuffled), calls);
            },
            iter: Tries.Of(1_000));

    [Fact]
    public void Unmap_WhatWasJustMapped_RestoresTheMap() =>
        Gen.Select(Mappings, Resource, Method, Gen.Select(Path, Roles).Array[1, 12]).Sample(
            (mappings, resource, method, calls) =>
            {
                var map = RoleMap.Initial;
                foreach (var mapping in mappings)
                    map = RoleDecisions.Map(map, mapping).Events.Aggregate(map, (before, happened) => before.Evolve(happened));
                if (map.Roles.ContainsKey(new(resource, method)) || RoleDecisions.Map(map, Mapped(resource, method, "IT", "Sales")).Reply != MapResult.Changed)
                    return;

                var restored = map.Evolve(Mapped(resource, method, "IT", "Sales")).Evolve(Unmapped(resource, method));

                Assert.Equal(map.Version + 2, restored.Version);
                Assert.Equal(map.Roles.Count, restored.Roles.Count);
                foreach (var (path, roles) in calls)
                    foreach (var called in new[] { "GET", "HEAD", "POST", "PUT" })
                        Assert.Equal(map.Ask(roles, called, path) with { RoleMapVersion = 0 }, restored.Ask(roles, called, path) with { RoleMapVersion = 0 });
            },
            iter: Tries.Of(1_000));

    private static Decision<MapResult, RoleMapEvent> Decide(RoleMap map, string resource, string method, string[] roles, int kind, long? expectedVersion) =>
        kind > 0
            ? RoleDecisions.Map(map, Mapped(resource, method, roles), expectedVersion)
            : RoleDecisions.Unmap(map, Unmapped(resource, method), expectedVersion);

    private static void AssertSame(NaiveRoleMap model, RoleMap map, (string Path, string[] Roles)[] calls)
    {
        foreach (var (path, roles) in calls)
        {
            Assert.Equal(model.Find(path), map.Find(path));
            foreach (var method in new[] { "GET", "HEAD", "POST", "PUT" })
            {
                var outcome = map.Ask(roles, method, path);
                var said = outcome.Denial is { } denial ? denial.ToString() : $"allowed {outcome.Resource}";
                Assert.Equal(roles.Length == 0 ? "RoleMissing" : model.Ask(roles, method, path), said);
            }
        }
    }
}
