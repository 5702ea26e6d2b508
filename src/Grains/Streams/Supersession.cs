namespace Tollgate.Grains.Streams;

internal static class Supersession
{
    /// <summary>
    /// Ends an activation, since another one writes its stream. By its context, for <see cref="Grain.DeactivateOnIdle"/> throws where the activation has ended
    /// already, and who finds out that it is stale may be the last to do something for it.
    /// </summary>
    public static void GiveWay(this IGrainContext activation) =>
        activation.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "Another activation writes the stream."));
}
