namespace Tollgate.Overload.Calls;

/// <summary>What became of one call.</summary>
/// <param name="Number">Its request id.</param>
/// <param name="Status">Of the answer; 0 where the connection ended without one.</param>
/// <param name="Took">Since the call was due, not since a connection was free for it.</param>
/// <param name="AtSilo">Since it was sent: what the silo has to answer for.</param>
internal readonly record struct CallResult(int Number, int Status, TimeSpan Took, TimeSpan AtSilo)
{
    public bool IsAllowed => Status == 200;

    public bool IsRefused => Status == 503;
}
