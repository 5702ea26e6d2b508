namespace Tollgate.Local.ApiGateway.Lambda;

/// <summary>Lambda's limit for an event or an answer: 6 MB and the 100 bytes that AWS's own Runtime API grants on top.</summary>
public static class PayloadLimit
{
    public const int Bytes = 6 * 1024 * 1024 + 100;
}
