using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Tollgate.Silo.Authentication;

namespace Tollgate.Silo.Tests.Authentication;

/// <summary>All places where signatures are checked, held until this is disposed of.</summary>
internal sealed class BlockedSignatures : IDisposable
{
    private readonly SignatureSlots _slots;
    private readonly List<RateLimitLease> _held = [];

    private BlockedSignatures(SignatureSlots slots) => _slots = slots;

    public long Waiting => _slots.Waiting;

    public static async Task<BlockedSignatures> OfAsync(RunningSilo silo)
    {
        var blocked = new BlockedSignatures(silo.Services.GetRequiredService<SignatureSlots>());
        for (var core = 0; core < Environment.ProcessorCount; core++)
            blocked._held.Add(await blocked._slots.EnterAsync(TestContext.Current.CancellationToken));
        return blocked;
    }

    public void Dispose() => _held.ForEach(lease => lease.Dispose());
}
