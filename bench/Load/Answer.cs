using Tollgate.Grains.Quotas;

namespace Tollgate.Load;

/// <summary>What became of one call.</summary>
/// <param name="Status">Null where nothing was decided within all attempts.</param>
/// <param name="Quota">The day as the decision showed it.</param>
/// <param name="AsSilosChanged">Whether a silo went or came meanwhile: on the way the call may have been asked again, unseen.</param>
/// <param name="Attempts">How often it was asked; beyond 1, an earlier attempt may have done what this one was told.</param>
internal readonly record struct Answer(QuotaStatus? Status, QuotaMessage? Quota, int Attempts, TimeSpan Took, bool AsSilosChanged = false)
{
    /// <summary>Whether only one attempt can have been made.</summary>
    public bool WasAskedOnce => Attempts == 1 && !AsSilosChanged;

    public bool IsCharged => Status is QuotaStatus.Done or QuotaStatus.Replayed;
}
