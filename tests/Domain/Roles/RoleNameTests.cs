using Tollgate.Domain.Roles;

namespace Tollgate.Domain.Tests.Roles;

public sealed class RoleNameTests
{
    [Theory]
    [InlineData("IT")]
    [InlineData("X")]
    [InlineData("R&D")]
    [InlineData("Human Resources, München")]
    public void IsValid_AName_IsTrue(string role) => Assert.True(RoleName.IsValid(role));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" IT")]
    [InlineData("IT ")]
    [InlineData("I\tT")]
    [InlineData("IT\0")]
    public void IsValid_BlankOrUnprintable_IsFalse(string? role) => Assert.False(RoleName.IsValid(role));

    [Fact]
    public void IsValid_LongestName_IsTrueAndOneMoreIsNot()
    {
        Assert.True(RoleName.IsValid(new string('x', 256)));
        Assert.False(RoleName.IsValid(new string('x', 257)));
    }
}
