using Orleans.Runtime;
using Orleans.Runtime.Services;
using Orleans.Services;

namespace Tollgate.Silo.Cluster;

/// <summary>
/// Puts one question to every active silo at once, to the <typeparamref name="TService"/> that each of them runs. Nobody waits for a silo that
/// does not answer longer than <see cref="Patience"/>: it is named instead.
/// </summary>
internal sealed class EverySilo<TService>(
    IServiceProvider services, IClusterMembershipService cluster, TimeProvider clock, ILogger<EverySilo<TService>> logger)
    : GrainServiceClient<TService>(services)
    where TService : IGrainService
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<SiloAnswers<TAnswer>> AskAsync<TAnswer>(Func<TService, Task<TAnswer>> question)
        where TAnswer : class
    {
        var active = cluster.CurrentSnapshot.Members.Values.Where(static member => member.Status == SiloStatus.Active);
        var answers = await Task.WhenAll(active.Select(member => AskAsync(member.SiloAddress, question)));
        Array.Sort(answers, static (a, b) => string.CompareOrdinal(a.Silo, b.Silo));
        return new SiloAnswers<TAnswer>(
            [.. answers.Where(static answer => answer.Answer is not null).Select(static answer => new SiloAnswer<TAnswer>(answer.Silo, answer.Answer!))],
            [.. answers.Where(static answer => answer.Answer is null).Select(static answer => answer.Silo)]);
    }

    private async Task<(string Silo, TAnswer? Answer)> AskAsync<TAnswer>(SiloAddress silo, Func<TService, Task<TAnswer>> question)
        where TAnswer : class
    {
        var name = silo.Endpoint.ToString();
        try
        {
            return (name, await question(GetGrainService(silo)).WaitAsync(Patience, clock));
        }
        catch (Exception e) // gone, too slow, or of a version that does not know the question: it did not answer
        {
            logger.SiloDidNotAnswer(name, e);
            return (name, null);
        }
    }
}
