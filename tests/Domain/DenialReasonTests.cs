namespace Tollgate.Domain.Tests;

public sealed class DenialReasonTests
{
    [Theory]
    [InlineData(DenialReason.Unauthenticated, "unauthenticated")]
    [InlineData(DenialReason.RoleMissing, "role-missing")]
    [InlineData(DenialReason.ResourceUnmapped, "resource-unmapped")]
    [InlineData(DenialReason.RoleNotAllowed, "role-not-allowed")]
    [InlineData(DenialReason.QuotaExhausted, "quota-exhausted")]
    public void ToName_EachReason_IsItsPromisedSpelling(DenialReason reason, string name) => Assert.Equal(name, reason.ToName());

    [Fact]
    public void ToName_EveryReason_HasItsOwnName()
    {
        var reasons = Enum.GetValues<DenialReason>();
        Assert.Equal(reasons.Length, reasons.Select(DenialReasons.ToName).Distinct().Count());
    }

    [Fact]
    public void ToName_NotAReason_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => ((DenialReason)99).ToName());
}
