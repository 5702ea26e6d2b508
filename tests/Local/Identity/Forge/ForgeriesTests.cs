using Tollgate.Tests.Tokens;
using Tollgate.Tests.Tokens.Forged;

namespace Tollgate.Local.Identity.Tests.Forge;

public sealed class ForgeriesTests(RunningForge running) : IClassFixture<RunningForge>
{
    [Theory]
    [MemberData(nameof(Forgeries.Names), MemberType = typeof(Forgeries))]
    public void Forgery_Inspected_HasOnlyItsOwnFault(string name)
    {
        var forgery = Forgeries.Named(name);

        Assert.NotEqual(Fault.None, forgery.Fault);
        Assert.Equal(forgery.Fault, TokenInspector.Inspect(forgery.Make(running.Forge), running.Forge));
    }

    [Theory]
    [MemberData(nameof(Controls.ValidNames), MemberType = typeof(Controls))]
    [MemberData(nameof(Controls.ValidAccessNames), MemberType = typeof(Controls))]
    public void Control_Inspected_HasNoFault(string name) =>
        Assert.Equal(Fault.None, TokenInspector.Inspect(Controls.Make(name, running.Forge), running.Forge));

    [Fact]
    public void Names_OfAllCases_AreUnique()
    {
        var names = Forgeries.All.Concat(Controls.Valid).Concat(Controls.ValidAccess).Concat(Controls.Ambiguous).Select(one => one.Name);

        Assert.DoesNotContain(names.CountBy(name => name), count => count.Value > 1);
    }

    [Fact]
    public void Forgeries_Together_ShowEveryFault()
    {
        var shown = Forgeries.All.Aggregate(Fault.None, (faults, forgery) => faults | forgery.Fault);

        Assert.All(Enum.GetValues<Fault>(), fault => Assert.True(shown.HasFlag(fault), fault.ToString()));
    }

    [Fact]
    public void LongControl_IsNearTheLimit() => Assert.InRange(Controls.Make("ID token close to 8 KB", running.Forge).Length, 7_000, 8_192);
}
