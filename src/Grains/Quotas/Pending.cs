namespace Tollgate.Grains.Quotas;

/// <summary>A decision that has been made and is not yet to be told.</summary>
/// <param name="Holds">Completes when the decision holds; fails where it does not.</param>
internal readonly record struct Pending<T>(T Reply, Task Holds)
{
    public async Task<T> WhenHoldsAsync()
    {
        await Holds.ConfigureAwait(false);
        return Reply;
    }
}
