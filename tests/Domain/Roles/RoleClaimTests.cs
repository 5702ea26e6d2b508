using Tollgate.Domain.Roles;

namespace Tollgate.Domain.Tests.Roles;

public sealed class RoleClaimTests
{
    [Theory]
    [InlineData("IT", "IT")]
    [InlineData("  IT ", "IT")]
    [InlineData("C+", "C+")]
    [InlineData("R&D", "R&D")]
    [InlineData("R%26D", "R&D")]
    [InlineData("Human+Resources%21", "Human Resources!")]
    [InlineData("R%2526D", "R%26D")]
    [InlineData("100%", "100%")]
    [InlineData("50%2", "50%2")]
    [InlineData("50% off", "50% off")]
    [InlineData("C+%4z", "C+%4z")]
    [InlineData("C+%z4", "C+%z4")]
    [InlineData("caf%C3%A9", "café")]
    [InlineData("IT, Finance", "IT, Finance")]
    [InlineData("[IT", "[IT")]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    public void Parse_OneValue_IsOneRole(string claim, string role) => Assert.Equal([role], Parse(claim));

    [Theory]
    [InlineData("[\"IT\",\"Finance\"]")]
    [InlineData(" [ \"IT\" , \"Finance\" ] ")]
    [InlineData("[\"I\\u0054\",\"Finance\"]")]
    [InlineData("[IT, Finance]")]
    [InlineData("[IT,Finance]")]
    [InlineData("[ IT ,, Finance , ]")]
    [InlineData("%5BIT%2C+Finance%5D")]
    [InlineData("%5bIT%2cFinance%5d")]
    [InlineData("%5B%22IT%22%2C%22Finance%22%5D")]
    [InlineData("[IT, Finance, IT]")]
    public void Parse_SeveralInEverySpelling_AreTheRolesInOrder(string claim) => Assert.Equal(["IT", "Finance"], Parse(claim));

    [Theory]
    [InlineData("[IT, R%26D]")]
    [InlineData("[\"IT\",\"R%26D\"]")]
    [InlineData("%5BIT%2C+R%26D%5D")]
    [InlineData("%5BIT%2C+R%2526D%5D")]
    public void Parse_EncodedValuesInAList_AreDecoded(string claim) => Assert.Equal(["IT", "R&D"], Parse(claim));

    // A comma that was encoded inside a value belongs to the value: it must not make a second role.
    [Fact]
    public void Parse_EncodedCommaInAValue_StaysOneRole() => Assert.Equal(["a,admin", "b"], Parse("[a%2Cadmin, b]"));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("[]")]
    [InlineData("[ ]")]
    [InlineData("[,]")]
    [InlineData("[\"\"]")]
    [InlineData("[null]")]
    [InlineData("[\"IT\",null]")]
    [InlineData("[\"IT\",5]")]
    [InlineData("[\"IT\",]")]
    [InlineData("[[\"IT\"]]")]
    [InlineData("[{\"role\":\"IT\"}]")]
    [InlineData("a\nb")]
    [InlineData("IT%00")]
    [InlineData("[IT, a%0Ab]")]
    [InlineData("%5B%5D")]
    public void Parse_EmptyOrUnreadable_IsNoRole(string claim) => Assert.Empty(Parse(claim));

    [Fact]
    public void Parse_NoClaim_IsNoRole() => Assert.Empty(Parse());

    [Fact]
    public void Parse_OneUnreadableValueAmongMany_IsNoRoleAtAll()
    {
        Assert.Empty(Parse("IT", "[null]", "Finance"));
        Assert.Empty(Parse("IT", "[\"IT\",5]", "Finance"));
    }

    [Fact]
    public void Parse_SeveralClaims_AreAllRead() => Assert.Equal(["IT", "Finance", "Sales"], Parse("IT", "[Finance, IT]", "Sales"));

    [Fact]
    public void Parse_CaseDiffers_AreDifferentRoles() => Assert.Equal(["IT", "it"], Parse("[IT, it]"));

    [Fact]
    public void Parse_AsManyAsAreAllowed_AreReadAndOneMoreIsAnAttack()
    {
        var roles = Enumerable.Range(1, RoleClaim.MaxRoles).Select(i => $"role-{i}").ToArray();

        Assert.Equal(roles, Parse(roles));
        Assert.Equal(roles, Parse([.. roles, "role-1", ""]));
        Assert.Equal(roles, Parse($"[{string.Join(", ", roles)}, ]"));
        Assert.Empty(Parse([.. roles, "one more"]));
    }

    private static IReadOnlyList<string> Parse(params string[] claims) => RoleClaim.Parse(claims);
}
