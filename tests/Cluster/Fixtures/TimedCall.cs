using System.Net;
using Tollgate.Local.Demo.Clusters;
using Tollgate.Tests.Calls;

namespace Tollgate.Cluster.Tests.Fixtures;

/// <summary>A call, whom it asked, and when; times count from the beginning of the load.</summary>
internal sealed record TimedCall(SentCall Sent, LocalSilo Silo, TimeSpan Began, TimeSpan Ended)
{
    /// <summary>Yes or no, but not "not now".</summary>
    public bool IsDecision => Sent.Answer?.Status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests;
}
