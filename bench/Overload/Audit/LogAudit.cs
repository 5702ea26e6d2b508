namespace Tollgate.Overload.Audit;

/// <summary>What the log says of the calls that were made.</summary>
/// <param name="Charged">Different calls in it.</param>
/// <param name="Lost">Calls that were answered yes, and are not in it.</param>
/// <param name="Doubled">Calls that are in it more than once.</param>
/// <param name="Strangers">Charges that nobody asked for.</param>
/// <param name="ChargedUnanswered">Calls in it that were not answered yes. Not a fault: a 503 says that it may be so.</param>
internal sealed record LogAudit(long Charged, int Lost, int Doubled, int Strangers, int ChargedUnanswered)
{
    public bool IsExact => Lost == 0 && Doubled == 0 && Strangers == 0;
}
