using Tollgate.Domain.Roles;
using Tollgate.Domain.Tests.Roles;

namespace Tollgate.Domain.Tests.Rules;

/// <summary>Plays the examples of docs/rules: the claims, the map and the calls are read from the page.</summary>
public sealed class RoleExamplesTests
{
    [Fact]
    public void RolesInAToken_Spellings_AreRead()
    {
        foreach (var row in RulePage.Table("roles-in-a-token", 0))
            Assert.Equal(row[1], string.Join(", ", RoleClaim.Parse(RulePage.Code(row[0]))));
    }

    [Fact]
    public void RolesInAToken_Example_IsTrue()
    {
        var map = GivenRoleMap.With(GivenRoleMap.Mapped("/blog", "GET", "IT", "R&D"));
        foreach (var row in RulePage.Table("roles-in-a-token", 1))
            AssertAnswer(row[1], map.Ask([.. RoleClaim.Parse(RulePage.Code(row[0]))], "GET", "/blog"));
    }

    [Fact]
    public void ResourcesAndMethods_Example_IsTrue()
    {
        var map = GivenRoleMap.With(RulePage.Table("resources-and-methods", 0)
            .Select(row => GivenRoleMap.Mapped(RulePage.Code(row[0])[0], RulePage.Code(row[1])[0], row[2].Split(", "))));

        foreach (var row in RulePage.Table("resources-and-methods", 1))
        {
            var call = RulePage.Code(row[0])[0].Split(' ');
            Assert.Equal(RulePage.Code(row[2]).FirstOrDefault(), map.Find(call[1]));
            AssertAnswer(row[3], map.Ask([row[1]], call[0], call[1]));
        }
    }

    private static void AssertAnswer(string cell, RoleOutcome outcome) =>
        Assert.Equal(RulePage.Answer(cell) == "allowed" ? null : RulePage.Code(cell)[0], outcome.Denial?.ToName());
}
